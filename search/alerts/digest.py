"""The mail that tells a reader what is new or changed in the saved searches."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from archive.models import Article
from search import feeds
from search.alerts import news, stopping
from search.alerts.news import News
from search.changes import ChangesState

SHOWN = 20  # articles of one search
WORDS = 40  # of each article


@dataclass(frozen=True)
class Entry:
    article: Article
    is_new: bool

    @property
    def url(self) -> str:
        return f"{settings.SITE_URL}{self.article.get_absolute_url()}"

    @property
    def origin(self) -> str:
        return feeds.origin(self.article)

    @property
    def beginning(self) -> str:
        return feeds.beginning(self.article, WORDS)


@dataclass(frozen=True)
class Section:
    """What is told of one search; `more` articles are not shown."""

    news: News
    entries: list[Entry]

    @property
    def name(self) -> str:
        return self.news.saved.name

    @property
    def counts(self) -> str:
        return in_words(len(self.news.new), len(self.news.changed))

    @property
    def more(self) -> int:
        return max(0, self.news.total - SHOWN)

    @property
    def results_url(self) -> str:
        return f"{settings.SITE_URL}{news.state_of(self.news.saved).path}"

    @property
    def changes_url(self) -> str:
        since = self.news.saved.told_until.date()
        state = ChangesState(news.state_of(self.news.saved), since)
        return f"{settings.SITE_URL}{state.address()}"

    @property
    def stop_url(self) -> str:
        return stopping.address_for_search(self.news.saved)


def in_words(new: int, changed: int) -> str:
    """Return `3 new and 1 changed article`, without what there is none of."""
    parts = [
        f"{number:,} {kind}" for number, kind in ((new, "new"), (changed, "changed")) if number
    ]
    return f"{' and '.join(parts)} article{'' if (changed or new) == 1 else 's'}"


def compose(reader: User, told: Sequence[News]) -> EmailMultiAlternatives:
    """Return the mail, as text and as HTML; only what is public at this moment is in it."""
    stop_url = stopping.address_for_reader(reader.pk)
    context = {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "reader": reader,
        "sections": [_section(each) for each in told],
        "stop_url": stop_url,
    }
    mail = EmailMultiAlternatives(
        subject(told),
        render_to_string("alerts/digest.txt", context),
        to=[reader.email],
        headers={
            "List-Unsubscribe": f"<{stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's holiday answers it
        },
    )
    mail.attach_alternative(render_to_string("alerts/digest.html", context), "text/html")
    return mail


def subject(told: Sequence[News]) -> str:
    """Tell how many articles there are; one that several searches found is one."""
    new = {key for each in told for key in each.new}
    changed = {key for each in told for key in each.changed} - new
    counts = in_words(len(new), len(changed))
    named = f"“{told[0].saved.name}”" if len(told) == 1 else f"{len(told)} saved searches"
    return f"{counts} in {named}"


def _section(told: News) -> Section:
    keys = [*told.new, *told.changed][:SHOWN]
    new = set(told.new)
    articles = feeds.in_order(keys)
    return Section(told, [Entry(article, article.pk in new) for article in articles])
