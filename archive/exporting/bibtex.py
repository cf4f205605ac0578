"""An article as a BibTeX entry in UTF-8, for biblatex and biber."""

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field

from archive.casing import Casing, in_capitals, pieces
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
        "title": title(whole),
        # Doubled braces keep a corporate author in one piece.
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


def title(whole: Whole) -> str:
    """Return the title with braces around the words whose capitals no style may take away.

    One printed in capitals is written as a headline, and what may be a name keeps its capital.
    """
    printed = csl.title(whole.article)
    casing = Casing(whole.article.body, csl.keywords(whole))
    tells_names = not in_capitals(printed)

    def written(piece: str, is_word: bool) -> str:
        is_common = casing.is_told(piece) and not casing.is_name(piece)
        is_kept = is_word and not piece.islower() and (tells_names or not is_common)
        return f"{{{text(piece)}}}" if is_kept else text(piece)

    return "".join(written(*piece) for piece in pieces(casing.headline(printed)))


def written(kind: str, key: str, fields: dict[str, str]) -> str:
    """Return an entry of the fields that have a value, and an empty line."""
    known = [Field(name, value) for name, value in fields.items() if value]
    return f"{write_string(Library([Entry(kind, key, known)]))}\n"


def text(text: str) -> str:
    """Return text as TeX reads it."""
    return text.translate(SPECIAL)
