"""An article as CSL-JSON, the form in which reference managers exchange what they cite.

Citation Style Language 1.0.2, csl-data.json. https://docs.citationstyles.org/
"""

from datetime import date
from typing import Any

from archive import dates
from archive.exporting.reading import Whole
from archive.models import Article
from archive.models.dated import DateBasis

# Item types of Zotero, which publications bear, and those of CSL.
TYPES = {
    "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper",
    "journalArticle": "article-journal",
    "report": "report",
    "blogPost": "post-weblog",
    "webpage": "webpage",
}


def item(whole: Whole, url: str) -> dict[str, Any]:
    """Return the article with its permanent address; what is not known is left out.

    A derived title stands in brackets, the publisher stands for unnamed authors, and a date that
    is inferred or uncertain is `circa`, as cataloguers write them.
    """
    article = whole.article
    publication, issue = article.publication, article.issue
    fields = {
        "id": article.public_id,
        "type": TYPES.get(publication.item_type, "article"),
        "title": title(article),
        "author": [{"literal": name} for name in authors(article)],
        "container-title": publication.name,
        "container-title-short": publication.abbreviation,
        "publisher": publication.publisher,
        "volume": str(issue.volume) if issue else "",
        "issue": str(issue.number) if issue else "",
        "issued": issued(article),
        "keyword": ", ".join(keywords(whole)),
        "URL": url,
    }
    return {name: value for name, value in fields.items() if value}


def title(article: Article) -> str:
    is_given = article.title_basis == Article.TitleBasis.GIVEN
    return article.title if is_given else f"[{article.title}]"


def authors(article: Article) -> list[str]:
    """Return the authors named, else the publisher as corporate author, else none."""
    return article.authors or [name for name in [article.publication.publisher] if name]


def keywords(whole: Whole) -> list[str]:
    return [record.name for record, _ in (*whole.regions, *whole.actors)]


def issued(article: Article) -> dict[str, Any]:
    """Return date-parts of one date or of both ends of an interval, and `circa`; {} if undated."""
    if not article.date:
        return {}
    found: dict[str, Any] = {"date-parts": date_parts(article.date)}
    if is_circa(article):
        found["circa"] = True
    return found


def is_circa(article: Article) -> bool:
    is_inferred = article.date_basis == DateBasis.INFERRED
    return bool(article.date) and (
        is_inferred or not set(article.date).isdisjoint(dates.QUALIFIERS)
    )


def date_parts(text: str) -> list[list[int]]:
    """Return year, month and day of each end, as far as an EDTF string tells them."""
    parts = [end.rstrip(dates.QUALIFIERS) for end in text.split("/")]
    if all(part.replace("-", "").isdecimal() and not _is_season(part) for part in parts):
        return [[int(number) for number in part.split("-")] for part in parts]
    return [_parts_of_day(day) for day in dates.bounds(text)]  # 199X, 2001-XX, 2001-21


def _is_season(part: str) -> bool:
    return part[5:].isdecimal() and int(part[5:]) in dates.SEASONS


def _parts_of_day(day: date) -> list[int]:
    return [day.year, day.month, day.day]
