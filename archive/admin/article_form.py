"""What a curator may say of an article, and what does not fit together."""

from typing import Any

from archive.admin.date_entry import ReadsBack
from archive.admin.texts import Lines
from archive.models import Article
from archive.models.dated import DateBasis


class ArticleForm(ReadsBack):
    authors = Lines(required=False, help_text="One a line.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._check_withdrawal(cleaned)
        self._check_issue(cleaned)
        self._check_date_basis(cleaned)
        return cleaned

    def _check_withdrawal(self, cleaned: dict[str, Any]) -> None:
        withdrawn = cleaned.get("state") == Article.State.WITHDRAWN
        if withdrawn and not cleaned.get("withdrawal_reason"):
            self.add_error(
                "withdrawal_reason", "Say why it is withdrawn: readers with a link see the reason."
            )

    def _check_issue(self, cleaned: dict[str, Any]) -> None:
        issue, publication = cleaned.get("issue"), cleaned.get("publication")
        if issue and publication and issue.publication != publication:
            self.add_error("issue", f"This is an issue of {issue.publication}, not {publication}.")

    def _check_date_basis(self, cleaned: dict[str, Any]) -> None:
        if "date" not in cleaned:
            return
        is_known = cleaned.get("date_basis") != DateBasis.UNKNOWN
        if cleaned["date"] and not is_known:
            self.add_error("date_basis", "Say whether the date is stated or inferred.")
        elif is_known and not cleaned["date"]:
            self.add_error("date_basis", "There is no date: its basis is unknown.")
