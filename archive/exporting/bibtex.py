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
        "title": f"{{{_text(csl.title(article))}}}",
        "author": " and ".join(f"{{{_text(name)}}}" for name in csl.authors(article)),
        container: _text(publication.name),
        "publisher": _text(publication.publisher),
        "volume": str(issue.volume) if issue else "",
        "number": str(issue.number) if issue else "",
        "date": article.date,
        "keywords": _text(", ".join(csl.keywords(whole))),
        "url": url,
    }
    known = [Field(name, value) for name, value in fields.items() if value]
    return f"{write_string(Library([Entry(kind, article.public_id, known)]))}\n"


def _text(text: str) -> str:
    return text.translate(SPECIAL)
