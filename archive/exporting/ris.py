"""An article as a RIS entry, for reference managers that read nothing newer."""

from typing import Any

import rispy

from archive.exporting import csl
from archive.exporting.reading import Whole
from archive.models import Article

# Item types of Zotero and the types of RIS (Research Information Systems, 2011).
TYPES = {
    "magazineArticle": "MGZN",
    "newspaperArticle": "NEWS",
    "journalArticle": "JOUR",
    "report": "RPRT",
    "blogPost": "BLOG",
    "webpage": "ELEC",
}


class _Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy's classes have no types
    def set_header(self, count: int) -> str:
        """Write no number before an entry: it is no tag, and some readers stop at it."""
        return ""


def entry(whole: Whole, url: str, note: str = "") -> str:
    """Return the entry with its closing line and an empty one; `note` tells how it was found."""
    article = whole.article
    issue, publication = article.issue, article.publication
    fields = {
        "type_of_reference": TYPES.get(publication.item_type, "GEN"),
        "id": article.public_id,
        "title": csl.title(article),
        "authors": csl.authors(article),
        "secondary_title": publication.name,
        "alternate_title1": publication.abbreviation,
        "publisher": publication.publisher,
        "volume": str(issue.volume) if issue else "",
        "number": str(issue.number) if issue else "",
        "year": str(csl.date_parts(article.date)[0][0]) if article.date else "",
        "date": _date(article),
        "keywords": csl.keywords(whole),
        "urls": [url],
        "notes": [note] if note else [],
    }
    return written(fields)


def written(fields: dict[str, Any]) -> str:
    """Return an entry of the fields, by rispy's names, that have a value."""
    known = {name: value for name, value in fields.items() if value}
    return f"{rispy.dumps([known], implementation=_Writer).strip()}\n\n"


def _date(article: Article) -> str:
    """Return YYYY/MM/DD/other information, as RIS writes a date."""
    if not article.date:
        return ""
    parts = [f"{number:02}" for number in csl.date_parts(article.date)[0]]
    says_more = csl.is_circa(article) or "/" in article.date
    other = article.date_in_words if says_more else ""
    year, month, day = [*parts, "", ""][:3]
    return f"{year}/{month}/{day}/{other}"
