"""What a text being typed may become: names of actors and regions, words, titles of articles.

Nothing is offered that leads nowhere: names have articles, words stand in articles together with
the words before them, titles are those of public articles.
"""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple, Protocol

from archive.models import Article
from archive.models.articles import article_path
from search import names
from search.analysis import TOKEN, fold, terms
from search.bearers import Named
from search.spelling import Weighed
from search.state import Filter, SearchState
from search.vocabulary import Vocabulary

MOST = 8
LEAST_CHARACTERS, MOST_CHARACTERS = 2, 100
# Two letters begin too many titles.
LEAST_FOR_TITLES = 3
# Names that begin so, of which those with most articles are offered.
NAMES_WEIGHED = 30
# Signs and words of the query language: with them the words before need not stand in one article.
OPERATOR = re.compile(r'["“”„()*?~^:]|(?:^|\s)-|\b(?:OR|AND|NOT)\b')
KINDS = ("actor", "region", "word", "title")


class Completion(NamedTuple):
    """What may be meant; `articles` is how many it finds, where that was counted."""

    kind: str
    text: str
    articles: int | None
    url: str


class Index(Protocol):
    """What the index knows of beginnings."""

    def words(self, beginning: str, beside: Sequence[str], most: int) -> list[Weighed]: ...
    def titled(self, terms: Sequence[str], beginning: str, most: int) -> list[int]: ...
    def tagged(self, facet: str, slug: str) -> int: ...


class Typed(NamedTuple):
    """The text before the word being typed, that word folded."""

    before: str
    beginning: str

    @property
    def terms(self) -> list[str]:
        return terms(self.before)


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
    return Typed(q[: tokens[-1].start()], fold(tokens[-1][0]))


def _names(q: str, vocabulary: Vocabulary, index: Index) -> list[Completion]:
    found = names.index(vocabulary).beginning_with(q, NAMES_WEIGHED)
    counted = [(index.tagged(each.facet, each.slug), each) for each in found]
    largest = sorted(counted, key=lambda pair: -pair[0])[:MOST]
    return [
        Completion(each.facet, each.label, articles, _articles_of(each))
        for articles, each in largest
        if articles
    ]


def _articles_of(named: Named) -> str:
    return SearchState().add(Filter(named.facet, named.slug)).path


def _words(typed: Typed, index: Index) -> list[Completion]:
    if len(typed.beginning) < LEAST_CHARACTERS:
        return []
    is_plain = not OPERATOR.search(typed.before)
    words = index.words(typed.beginning, typed.terms if is_plain else (), MOST)
    texts = [(f"{typed.before}{word}", articles) for word, articles in words]
    return [
        Completion("word", text, articles if is_plain else None, SearchState(q=text).path)
        for text, articles in texts
    ]


def _titles(typed: Typed, index: Index) -> list[Completion]:
    if len(typed.beginning) < LEAST_FOR_TITLES or OPERATOR.search(typed.before):
        return []
    keys = index.titled(typed.terms, typed.beginning, MOST)
    articles = Article.objects.public().filter(pk__in=keys).order_by()
    found = {
        key: Completion("title", title, None, article_path(public_id, slug))
        for key, title, public_id, slug in articles.values_list("pk", "title", "public_id", "slug")
    }
    return [found[key] for key in keys if key in found]
