"""Did you mean: a search with likelier words in the place of those that find little.

Words come from the index, weighed by the articles that have them, and from the names of authority
records. What is proposed was counted under the same constraints and finds more; operators, quotes
and brackets of the text stay where they are.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, KeysView, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice, product
from operator import itemgetter
from typing import NamedTuple, Protocol

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search import language, names, rejoining
from search.alternatives import Count
from search.analysis import TOKEN, fold
from search.language import And, Boosted, Node, Or, Phrase, Tagged, Word
from search.rejoining import PATTERNS, Pieces
from search.results import Proposal, Results
from search.state import SearchState
from search.vocabulary import Vocabulary

# What bounds the work: words looked at, others for each, and searches counted.
MOST_WORDS, MOST_OTHERS, MOST_COUNTED = 4, 3, 8
# Shorter words have too many neighbours; from so many letters on, two may be wrong.
LEAST_LETTERS, LETTERS_FOR_TWO = 4, 6
LATIN = "LATIN"
# Names are like each other in more than so much of their letters, or others are meant.
LIKENESS_OF_NAMES = 0.8
# What is less likely, by rank, must be so many times as frequent, and find so many times as much.
MORE_FREQUENT = 10
# Where something was found already, a proposal must find so many times as much.
MORE_FOUND = 3


class Weighed(NamedTuple):
    """A word, and how many articles have it in any of its forms."""

    word: str
    articles: int


class Words(Protocol):
    """The words of the index."""

    def articles(self, word: str) -> int: ...
    def near(self, word: str, distance: int) -> Sequence[Weighed]:
        """Return other words, folded, at most so many edits away, the most frequent first."""


def proposal(
    results: Results,
    words: Words,
    vocabulary: Vocabulary,
    count: Count,
) -> Proposal | None:
    """Return the likeliest other words for a search that found little, or nothing."""
    state = results.state
    typed = _typed_words(state)
    likely = {word: _likely(word, words, vocabulary) for word in typed}
    least = results.total * MORE_FOUND or 1
    best, most = None, 0.0
    rejoined = ((0, pieces) for pieces in rejoining.rejoined(state.q, typed, words.articles))
    replaced = ((rank, _replaced(state.q, chosen)) for rank, chosen in _replacements(likely))
    for rank, pieces in islice(chain(rejoined, replaced), MOST_COUNTED):
        other = state.with_words("".join(text for text, _ in pieces))
        total = count(other) or 0
        if total >= least and total / MORE_FREQUENT**rank > most:
            best, most = Proposal(other.q, pieces, total, other.path), total / MORE_FREQUENT**rank
    return best


def _typed_words(state: SearchState) -> list[str]:
    """Return the words searched for that may be misspelt, each once."""
    query = language.parse(state.q, match_any=state.match_any)
    leaves = [*query.words("title"), *query.words("body")]
    texts = [leaf.text for leaf in leaves if isinstance(leaf, Word | Phrase)]
    texts += _names_of_records(query.tree)
    found = [token for text in texts for token in TOKEN.findall(text)]
    long_enough = [each for each in found if len(fold(each)) >= LEAST_LETTERS]
    return [each for each in dict.fromkeys(long_enough) if fold(each).isalpha()][:MOST_WORDS]


def _names_of_records(node: Node) -> Iterator[str]:
    """Yield the names that fields ask for (`actor:`), unless they are excluded."""
    match node:
        case Tagged(name=name):
            yield name
        case Boosted(child=child):
            yield from _names_of_records(child)
        case And(children=children) | Or(children=children):
            for child in children:
                yield from _names_of_records(child)


def _likely(word: str, words: Words, vocabulary: Vocabulary) -> list[str]:
    """Return what a typed word may mean, likeliest first; first itself, if it is known.

    Words stay in their script, and what is known as a name is right, though no text prints it.
    """
    script, own = _script(word), words.articles(word)
    plain = fold(word) if script == LATIN else word.lower()
    names_known = _words_of_names(vocabulary).get(script, {}).keys()
    if plain in names_known:
        return [word]
    distance = 2 if len(plain) >= LETTERS_FOR_TWO else 1
    near = words.near(plain, distance) if script == LATIN else ()
    others = [each.word for each in near if each.articles >= own * MORE_FREQUENT]
    if not own:
        others += _near(plain, distance, names_known)
    alike = [other for other in others if _is_alike(word, plain, other)]
    by_likelihood = sorted(dict.fromkeys(alike), key=lambda other: OSA.distance(plain, other))
    best = [_in_case_of(word, other) for other in by_likelihood[:MOST_OTHERS]]
    return [word, *best] if own or not best else best


def _is_alike(word: str, plain: str, other: str) -> bool:
    """Tell whether a word may be meant; who is wrong is hardly so in the first letter.

    Of names, and of words that are no English ones, near others abound: Gore is not gone.
    """
    is_name = word[0].isupper() or not word.isascii()
    least = LIKENESS_OF_NAMES if is_name else 0
    return plain[0] == other[0] and OSA.normalized_similarity(plain, other) > least


def _near(plain: str, distance: int, known: KeysView[str]) -> list[str]:
    """Return near words of the names of records: they may be tagged and nowhere printed."""
    near = extract(plain, known, scorer=OSA.distance, score_cutoff=distance, limit=MOST_OTHERS)
    return [word for word, edits, _ in near if edits]


@lru_cache(maxsize=2)
def _words_of_names(vocabulary: Vocabulary) -> Mapping[str, dict[str, None]]:
    """Return the words of all names by script, each once, without case; Latin ones folded."""
    forms = " ".join(form for record in names.index(vocabulary).records for form in record.forms)
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for word in TOKEN.findall(forms):
        if len(word) >= LEAST_LETTERS:
            script = _script(word)
            found[script][fold(word) if script == LATIN else word.lower()] = None
    return found


def _script(word: str) -> str:
    """Return the script of a word's first letter, as Unicode names it."""
    return LATIN if word.isascii() else unicodedata.name(word[0], "").partition(" ")[0]


def _in_case_of(typed: str, other: str) -> str:
    """Return the other word with a capital where the typed one has any; never all capitals (OR)."""
    return other[0].upper() + other[1:] if typed[0].isupper() else other


def _replacements(likely: dict[str, list[str]]) -> list[tuple[int, dict[str, str]]]:
    """Return which words to replace by which, the likeliest first, each with its rank from 0."""
    found = []
    for chosen in product(*(enumerate(others) for others in likely.values())):
        replaced = dict(zip(likely, (word for _, word in chosen), strict=True))
        if any(typed != other for typed, other in replaced.items()):
            found.append((sum(rank for rank, _ in chosen), replaced))
    return sorted(found, key=itemgetter(0))


def _replaced(q: str, replaced: dict[str, str]) -> Pieces:
    """Return the text in pieces, and which are new; patterns and the names of fields stay."""
    pieces, at = [], 0
    for match in TOKEN.finditer(q):
        word = replaced.get(match[0], match[0])
        # The character before the word, if any, and the one behind it.
        signs = q[max(match.start() - 1, 0) : match.start()], q[match.end() : match.end() + 1]
        if word != match[0] and signs[0] not in PATTERNS and signs[1] not in (*PATTERNS, ":"):
            pieces += [(q[at : match.start()], False), (word, True)]
            at = match.end()
    return [piece for piece in [*pieces, (q[at:], False)] if piece[0]]
