"""In how many paragraphs two actors are both named, by any form of their names.

An article is searched for the names of its own actors only: a few words, so that looking for each
is quicker than an automaton of all names, and a surname is hardly ever another person's.
"""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import NamedTuple

from archive.models import Article
from search.bearers import Named
from search.together import Pair

# The limit of variables in a query allows it.
PORTION = 500
BREAK = "\n\n"


class Form(NamedTuple):
    """A form that names one actor, unless it stands inside one of these longer names of others.

    A longer name comes with the characters of it before the form.
    """

    text: str
    actor: int
    inside: tuple[tuple[str, int], ...]


def count_pairs(
    articles: Mapping[int, tuple[int, ...]], records: Mapping[int, Named]
) -> Counter[Pair]:
    """Count the paragraphs that name both of two actors, for each pair among an article's actors.

    `articles` has the actors of each article, in the order that pairs are to have.
    """

    @cache
    def forms_of(actors: tuple[int, ...]) -> list[Form]:
        return forms({actor: records[actor] for actor in actors if actor in records})

    # Many paragraphs name the same actors.
    together: Counter[tuple[int, ...]] = Counter()
    for article, body in _bodies(list(articles)):
        actors = articles[article]
        for named in paragraphs(body, forms_of(actors)).values():
            if len(named) > 1:
                together[tuple(each for each in actors if each in named)] += 1
    found: Counter[Pair] = Counter()
    for named_actors, number in together.items():
        for pair in combinations(named_actors, 2):
            found[pair] += number
    return found


def forms(records: Mapping[int, Named]) -> list[Form]:
    """Return the forms, surnames among them, that name just one of the records."""
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    for key, record in records.items():
        for text in (*record.forms, *record.surnames):
            bearers[text].add(key)
    return [
        Form(text, min(keys), _inside(text, keys, bearers))
        for text, keys in bearers.items()
        if len(keys) == 1
    ]


def _inside(
    text: str, keys: set[int], bearers: Mapping[str, set[int]]
) -> tuple[tuple[str, int], ...]:
    longer = [each for each, others in bearers.items() if text in each and others != keys]
    return tuple((each, each.index(text)) for each in longer)


def paragraphs(body: str, forms: list[Form]) -> dict[int, set[int]]:
    """Return who is named, letter by letter and by whole words, by the number of the paragraph."""
    breaks: list[int] = []
    named: defaultdict[int, set[int]] = defaultdict(set)
    find = body.find
    for text, actor, inside in forms:
        at = find(text)
        while at >= 0:
            end = at + len(text)
            if _is_whole(body, at, end) and not _is_inside(body, at, inside):
                breaks = breaks or _breaks(body)
                named[bisect(breaks, at)].add(actor)
            at = find(text, end)
    return named


def _is_whole(body: str, at: int, end: int) -> bool:
    return not (at and body[at - 1].isalnum()) and not body[end : end + 1].isalnum()


def _is_inside(body: str, at: int, inside: tuple[tuple[str, int], ...]) -> bool:
    return any(before <= at and body.startswith(text, at - before) for text, before in inside)


def _breaks(body: str) -> list[int]:
    """Return where paragraphs end; the last has no end, but the list is not empty."""
    found = []
    at = body.find(BREAK)
    while at >= 0:
        found.append(at)
        at = body.find(BREAK, at + len(BREAK))
    return [*found, len(body)]


def _bodies(keys: list[int]) -> Iterator[tuple[int, str]]:
    public = Article.objects.public()
    for start in range(0, len(keys), PORTION):
        yield from public.filter(pk__in=keys[start : start + PORTION]).values_list("pk", "body")
