"""Takes an authority record out of use: what bears it keeps it, nothing new is tagged with it.

Neither fields of the admin nor the tagger offer it. An import that names it exactly still means it:
who gave that name knew of it, and no second record shall be made.
"""

from typing import Any

from archive.models.history import act


def retire(record: Any, reason: str = "") -> None:
    _set(record, True, f"Retired. {reason}".strip())


def revive(record: Any, reason: str = "") -> None:
    _set(record, False, f"In use again. {reason}".strip())


def _set(record: Any, retired: bool, reason: str) -> None:
    record.retired = retired
    with act(reason):
        record.save()
