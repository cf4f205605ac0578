"""What readers may know of articles by their public ids: where they are, or why they are gone."""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import QuerySet

from archive.models import Article, Publication, PublicId
from archive.models.articles import article_path


class Standing(NamedTuple):
    """An article as it stands: public with an address, a tombstone, or hidden without a word."""

    state: str = "hidden"
    url: str = ""
    publication: str = ""
    issue: str = ""
    reason: str = ""

    @property
    def is_public(self) -> bool:
        return self.state == "public"

    @property
    def origin(self) -> str:
        return f"{self.publication} {self.issue}".strip()

    @property
    def in_words(self) -> str:
        """Say what became of an article that is not public."""
        said = {"withdrawn": "Withdrawn", "deleted": "Deleted"}.get(self.state)
        if not said:
            return "No longer public."
        return f"{said}: {self.reason}" if self.reason else f"{said}."


HIDDEN = Standing()


def standings(public_ids: Collection[str]) -> dict[str, Standing]:
    """Return how each article stands; drafts, staff's own and unknown ones are hidden alike."""
    found = dict.fromkeys(public_ids, HIDDEN)
    found |= _deleted(public_ids)
    withdrawn = Article.objects.filter(state=Article.State.WITHDRAWN)
    shown = withdrawn.exclude(publication__policy=Publication.Policy.STAFF)
    found |= _standing("withdrawn", shown.filter(public_id__in=public_ids))
    return found | _standing("public", Article.objects.public().filter(public_id__in=public_ids))


def _standing(state: str, articles: QuerySet[Article]) -> dict[str, Standing]:
    columns = ("publication__name", "issue__volume", "issue__number", "withdrawal_reason")
    return {
        public_id: Standing(
            state,
            url=article_path(public_id, slug) if state == "public" else "",
            publication=publication,
            issue="" if volume is None else f"{volume}/{number}",
            reason=reason if state == "withdrawn" else "",
        )
        for public_id, slug, publication, volume, number, reason in articles.values_list(
            "public_id", "slug", *columns
        )
    }


def _deleted(public_ids: Collection[str]) -> dict[str, Standing]:
    """Return the tombstones of what readers knew; without a publication it was never theirs."""
    rows = PublicId.objects.filter(pk__in=public_ids).exclude(deleted=None).exclude(publication="")
    return {
        row.value: Standing("deleted", "", row.publication, row.issue, row.reason) for row in rows
    }
