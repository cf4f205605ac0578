"""In how many paragraphs two actors are both named, by any form of their names.

An article is searched for the names of its own actors only: a few words, so that looking for each
is quicker than an automaton of all names, and a surname is hardly ever another person's.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import combinations

from archive.models import Article
from search.bearers import Named
from search.together import Pair

# The limit of variables in a query allows it.
PORTION = 500
# A form, and the actor that it names.
Forms = tuple[tuple[str, int], ...]


def count_pairs(
    articles: Mapping[int, tuple[int, ...]], records: Mapping[int, Named]
) -> Counter[Pair]:
    """Count the paragraphs that name both of two actors, for each pair among an article's actors.

    `articles` has the actors of each article, in the order that pairs are to have.
    """

    @cache
    def forms_of(actors: tuple[int, ...]) -> Forms:
        return forms({actor: records[actor] for actor in actors if actor in records})

    found: Counter[Pair] = Counter()
    for article, body in _bodies(list(articles)):
        actors = articles[article]
        for paragraph in body.split("\n\n"):
            named = actors_in(paragraph, forms_of(actors))
            if len(named) > 1:
                found.update(combinations([each for each in actors if each in named], 2))
    return found


def forms(records: Mapping[int, Named]) -> Forms:
    """Return the forms that name just one of the records, the longest first; surnames are forms."""
    bearers: dict[str, set[int]] = {}
    for key, record in records.items():
        for form in (*record.forms, *record.surnames):
            bearers.setdefault(form, set()).add(key)
    alone = [(form, keys.pop()) for form, keys in bearers.items() if len(keys) == 1]
    return tuple(sorted(alone, key=lambda pair: (-len(pair[0]), pair)))


def actors_in(paragraph: str, forms: Forms) -> set[int]:
    """Return who is named; a name inside a longer one (Gazprom in Gazprom Media) names nobody."""
    found = set()
    for form, actor in forms:
        if form in paragraph:
            paragraph, number = _whole(form).subn("\0", paragraph)
            if number:
                found.add(actor)
    return found


@lru_cache(maxsize=4096)
def _whole(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)")


def _bodies(keys: list[int]) -> Iterator[tuple[int, str]]:
    public = Article.objects.public()
    for start in range(0, len(keys), PORTION):
        yield from public.filter(pk__in=keys[start : start + PORTION]).values_list("pk", "body")
