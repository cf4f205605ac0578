"""An article as a BibTeX entry in UTF-8, for biblatex and biber."""

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field

from archive.exporting import csl
from archive.exporting.reading import Whole

# Entry types of biblatex (manual, 2.1) with the field that names the publication.
TYPES = {
    "report": ("report", "series"),
    "blogPost": ("online", "organization"),
    "webpage": ("online", "organization"),
}
# What TeX reads as something else.
SPECIAL = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


def entry(whole: Whole, url: str) -> str:
    """Return the entry, keyed by the article's public id, and an empty line."""
    article = whole.article
    publication, issue = article.publication, article.issue
    kind, container = TYPES.get(publication.item_type, ("article", "journaltitle"))
    fields = {
        # Doubled braces keep the capitals, and a corporate author in one piece.
        "title": f"{{{text(csl.title(article))}}}",
        "author": " and ".join(f"{{{text(name)}}}" for name in csl.authors(article)),
        container: text(publication.name),
        "publisher": text(publication.publisher),
        "volume": str(issue.volume) if issue else "",
        "number": str(issue.number) if issue else "",
        "date": article.date,
        "keywords": text(", ".join(csl.keywords(whole))),
        "url": url,
    }
    return written(kind, article.public_id, fields)


def written(kind: str, key: str, fields: dict[str, str]) -> str:
    """Return an entry of the fields that have a value, and an empty line."""
    known = [Field(name, value) for name, value in fields.items() if value]
    return f"{write_string(Library([Entry(kind, key, known)]))}\n"


def text(text: str) -> str:
    """Return text as TeX reads it."""
    return text.translate(SPECIAL)
