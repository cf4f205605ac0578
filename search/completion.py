"""What a text being typed may become: names of actors and regions, words, titles of articles.

Nothing is offered that leads nowhere: names have articles, words stand in articles together with
the words before them, titles are those of public articles.
"""

import re
from collections.abc import Sequence
from itertools import islice, zip_longest
from typing import NamedTuple, Protocol

from archive.models import Article
from archive.models.articles import article_path
from search import names
from search.analysis import TOKEN, fold, terms
from search.name_parts import Begun
from search.spelling import Weighed
from search.state import Filter, SearchState
from search.vocabulary import Vocabulary

MOST = 8
LEAST_CHARACTERS, MOST_CHARACTERS = 2, 100
# Two letters begin too many titles, and one too many words, unless others stand before them.
LEAST_FOR_TITLES = 3
# Names that begin so, of which those with most articles are offered.
NAMES_WEIGHED = 30
# At the end of a text so many words may be the beginning of a name, the last of them begun.
WORDS_OF_A_NAME = 4
# Signs and words of the query language: with them the words before need not stand in one article.
PARTING = re.compile(r"[()*?~^:]|(?:^|\s)-|\b(?:OR|AND|NOT)\b")
QUOTES = re.compile(r'["“”„«»]')
# A field and what stands behind it, with its quotation mark.
IN_FIELD = re.compile(r"(?:^|(?<=[\s(]))(actor|region):[\"“„«]?([^\"“”„«»:]*)\Z", re.IGNORECASE)
KINDS = ("actor", "region", "word", "title")


class Completion(NamedTuple):
    """What may be meant; `articles` is how many it finds, where that was counted.

    `form` is the name of a record that begins so, where it is not the one shown.
    """

    kind: str
    text: str
    articles: int | None
    url: str
    form: str = ""


class Index(Protocol):
    """What the index knows of beginnings."""

    def words(self, beginning: str, beside: Sequence[str], most: int) -> list[Weighed]: ...
    def titled(self, terms: Sequence[str], beginning: str, most: int) -> list[int]: ...
    def tagged(self, facet: str, slug: str, beside: Sequence[str]) -> int: ...


class Typed(NamedTuple):
    """The text before the word being typed, and that word."""

    before: str
    word: str

    @property
    def terms(self) -> list[str]:
        return terms(self.before)

    @property
    def beginning(self) -> str:
        return fold(self.word)

    @property
    def is_plain(self) -> bool:
        """Tell whether all words have to stand in one article, whatever the order."""
        return not PARTING.search(self.before)

    def completed(self, word: str) -> str:
        """Return the text with the word, which is folded, in the letters that were typed."""
        if not word.startswith(self.word.lower()):
            return self.before + word
        rest = word[len(self.word) :]
        is_shouted = f"{self.before}{self.word}".isupper() or self.word[1:].isupper()
        return self.before + self.word + (rest.upper() if is_shouted else rest)


def complete(q: str, vocabulary: Vocabulary, index: Index) -> list[Completion]:
    """Return at most MOST completions, those of one kind side by side."""
    if not LEAST_CHARACTERS <= len(q) <= MOST_CHARACTERS:
        return []
    typed = _typed(q)
    kinds = [_names(q, vocabulary, index), _words(typed, index), _titles(typed, index)]
    # One of each kind in turn, so that no kind leaves the others no room.
    in_turn = [each for row in zip_longest(*kinds) for each in row if each]
    return sorted(in_turn[:MOST], key=lambda each: KINDS.index(each.kind))


def _typed(q: str) -> Typed:
    tokens = list(TOKEN.finditer(q))
    if not tokens or tokens[-1].end() < len(q):
        return Typed(q, "")
    return Typed(q[: tokens[-1].start()], tokens[-1][0])


def _names(q: str, vocabulary: Vocabulary, index: Index) -> list[Completion]:
    """Return names that begin as the text does, or else as its last words do."""
    known = names.index(vocabulary).parts
    if field := IN_FIELD.search(q):
        before, (facet, begun) = Typed(q[: field.start()], ""), field.groups()
        of_facet = (b for b in known.beginning_with(begun) if b.record.facet == facet.lower())
        return _named(before, list(islice(of_facet, NAMES_WEIGHED)), index)
    starts = [match.start() for match in TOKEN.finditer(q)]
    for start in [0, *starts[1:][-WORDS_OF_A_NAME:]]:
        if len(q) - start < LEAST_CHARACTERS:
            break
        if found := _named(
            Typed(q[:start], ""), known.beginning_with(q[start:], NAMES_WEIGHED), index
        ):
            return found
    return []


def _named(typed: Typed, begun: Sequence[Begun], index: Index) -> list[Completion]:
    """Return the records with most articles among those that have the words before, too."""
    if not typed.is_plain:
        return []
    counted = [
        (index.tagged(each.facet, each.slug, typed.terms), each, form) for each, form in begun
    ]
    largest = sorted(counted, key=lambda found: -found[0])[:MOST]
    return [
        Completion(
            each.facet,
            typed.before + each.label,
            None if QUOTES.search(typed.before) else articles,
            SearchState(q=typed.before.strip()).add(Filter(each.facet, each.slug)).path,
            "" if form == each.label else form,
        )
        for articles, each, form in largest
        if articles
    ]


def _words(typed: Typed, index: Index) -> list[Completion]:
    if IN_FIELD.search(typed.before + typed.word):
        return []
    beside = typed.terms if typed.is_plain else []
    if not typed.beginning or (len(typed.beginning) < LEAST_CHARACTERS and not beside):
        return []
    is_counted = typed.is_plain and not QUOTES.search(typed.before)
    words = index.words(typed.beginning, beside, MOST)
    texts = [(typed.completed(word), articles) for word, articles in words]
    return [
        Completion("word", text, articles if is_counted else None, SearchState(q=text).path)
        for text, articles in texts
    ]


def _titles(typed: Typed, index: Index) -> list[Completion]:
    least = 1 if typed.terms else LEAST_FOR_TITLES
    if len(typed.beginning) < least or not typed.is_plain:
        return []
    keys = index.titled(typed.terms, typed.beginning, MOST)
    articles = Article.objects.public().filter(pk__in=keys).order_by()
    found = {
        key: Completion("title", title, None, article_path(public_id, slug))
        for key, title, public_id, slug in articles.values_list("pk", "title", "public_id", "slug")
    }
    return [found[key] for key in keys if key in found]
