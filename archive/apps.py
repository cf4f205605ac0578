"""The archive as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArchiveConfig(AppConfig):
    name = "archive"

    def ready(self) -> None:
        from archive import references, tombstones  # noqa: F401  (connect signal receivers)
        from archive.accounts import sessions  # noqa: F401  (connects one, too)
        from archive.operation import checks  # noqa: F401  (registers them)

        post_migrate.connect(grant_rights, sender=self)


def grant_rights(using: str, **kwargs: Any) -> None:
    from archive import roles

    roles.grant(using)
