"""How an article is cited, in the three styles that most readers are asked for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from archive.casing import Casing
from archive.cited_days import CitedDays
from archive.models import Article
from archive.models.dated import DateBasis

# `Ludwig van Beethoven`, `Robert Kocharian`: what has a family name, perhaps with a particle.
PERSON = re.compile(
    r"(?P<given>[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,2}) "
    r"(?P<family>(?:(?:al|bin|de|del|den|der|di|du|la|le|ten|van|von) )*"
    r"[^\W\d_a-z][\w’'-]+)"
)


class Citation(NamedTuple):
    """A citation as text, of which the middle is printed in italics."""

    style: str
    before: str
    periodical: str
    after: str

    @property
    def slug(self) -> str:
        return self.style.lower()

    def __str__(self) -> str:
        return f"{self.before}{self.periodical}{self.after}"


class Author(NamedTuple):
    """A person, or an institution, which has no given name."""

    family: str
    given: str = ""

    @classmethod
    def named(cls, name: str) -> "Author":
        """Read a name; what is not clear stays as it is."""
        person = None if name.startswith("The ") else PERSON.fullmatch(name)
        return cls(person["family"], person["given"]) if person else cls(name)

    @property
    def inverted(self) -> str:
        return ", ".join(filter(None, (self.family, self.given)))

    @property
    def in_order(self) -> str:
        return f"{self.given} {self.family}".strip()

    @property
    def with_initials(self) -> str:
        initials = " ".join(f"{part[0]}." for part in re.split("[ -]", self.given) if part)
        return ", ".join(filter(None, (self.family, initials)))


@dataclass(frozen=True)
class Work:
    """What a cataloguer knows of an article; a title of its first words stands in brackets."""

    authors: list[Author]
    title: str
    sentence_title: str
    is_titled: bool
    periodical: str
    volume: str
    number: str
    days: CitedDays
    url: str


def citations(article: Article, url: str, names: Iterable[str] = ()) -> list[Citation]:
    """Return an article's citations; without authors the publisher stands for them.

    `names` are those of its tags: they tell the names in a title printed in capitals.
    """
    work = _work(article, url, Casing(article.body, names))
    return [_chicago(work), _mla(work), _apa(work)]


def _work(article: Article, url: str, casing: Casing) -> Work:
    publisher = article.publication.publisher
    authors = [Author.named(name) for name in article.authors]
    issue = article.issue
    return Work(
        authors=authors or ([Author(publisher)] if publisher else []),
        title=casing.headline(article.title),
        sentence_title=casing.sentence(article.title),
        is_titled=article.title_basis == Article.TitleBasis.GIVEN,
        periodical=article.publication.name,
        volume=str(issue.volume) if issue else "",
        number=str(issue.number) if issue else "",
        days=CitedDays(article.date, article.date_basis == DateBasis.INFERRED),
        url=url,
    )


def _chicago(work: Work) -> Citation:
    """Follow The Chicago Manual of Style, 18th edition, 14.87 (bibliography)."""
    before = _stops(_names(work.authors), _quoted(work))
    days = work.days.in_chicago
    after = f" {work.volume}, no. {work.number} ({days})" if work.volume else f", {days}"
    return Citation("Chicago", before, work.periodical, f"{after}. {work.url}.")


def _mla(work: Work) -> Citation:
    """Follow the MLA Handbook, 9th edition, 5.1–5.99."""
    authors = _names(work.authors) if len(work.authors) < 3 else _first_and_others(work)
    issue = f", vol. {work.volume}, no. {work.number}" if work.volume else ""
    after = f"{issue}, {work.days.in_mla}, {work.url}."
    return Citation("MLA", _stops(authors, _quoted(work)), work.periodical, after)


def _apa(work: Work) -> Citation:
    """Follow the Publication Manual of the APA, 7th edition, 10.1; without an author, 9.12."""
    title = work.sentence_title if work.is_titled else f"[{work.title}]"
    days = f"({work.days.in_apa})"
    authors = _with_ampersand([author.with_initials for author in work.authors])
    before = _stops(authors, days, title) if authors else _stops(title, days)
    periodical = f"{work.periodical}, {work.volume}" if work.volume else work.periodical
    number = f"({work.number})" if work.number else ""
    return Citation("APA", before, periodical, f"{number}. {work.url}")


def _quoted(work: Work) -> str:
    if not work.is_titled:
        return f"[{work.title}]"
    stop = "" if work.title.endswith(("?", "!", ".", "…")) else "."
    return f"“{work.title}{stop}”"


def _stops(*parts: str) -> str:
    """Return the parts, each ended by a full stop or by what does for one."""
    ended = (".", "?", "!", ".”", "?”", "!”", "…”")
    return "".join(f"{part} " if part.endswith(ended) else f"{part}. " for part in parts if part)


def _names(authors: list[Author]) -> str:
    """Return `Family, Given, and Given Family`."""
    if not authors:
        return ""
    *others, last = [authors[0].inverted, *(author.in_order for author in authors[1:])]
    return f"{', '.join(others)}, and {last}" if others else last


def _first_and_others(work: Work) -> str:
    return f"{work.authors[0].inverted}, et al."


def _with_ampersand(authors: list[str]) -> str:
    *others, last = authors or [""]
    return f"{', '.join(others)}, & {last}" if others else last
