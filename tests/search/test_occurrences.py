"""Where words stand in a text: exactly where an analysis of the whole text says."""

import re
from itertools import product
from pathlib import Path
from time import process_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from search.analysis import TOKEN, fold, terms, tokens
from search.language import Fuzzy, Phrase, Prefix, Wildcard, Word, parse
from search.occurrences import Target, occurrences

SEEDS = Path(__file__).parents[2] / "seeds" / "bulletins"
SEED_WORDS = sorted(
    {word for path in SEEDS.glob("*.txt") for word in TOKEN.findall(path.read_text())}
)
OTHER_WORDS = (
    "dying die dies died lying tie vying skies sky early news hoping hope hopping stability stable "
    "happy happier Əliyev Aliyev Eliyev Алиев ALIEV Гейдар Haidar O’Neill O'Neill ONeill O'Neill's "
    "Azərbaycan İlham Ilham ilham STRAẞE ΟΔΟΣ ь ъ'ь S-300 S 300 300s 1,000.5 U.S. US's don't ’s 's "
    "café cafe\u0301 naïve x_y Kelvin Ⅷ ² ½ 中文 the of oil Gabala Gabala's gabalas g'bala "
    "rock'n'roll"
).split()
GAPS = [
    *[" "] * 6,
    ", ",
    ". ",
    "-",
    "—",
    "’",
    "'",
    "‘",
    "“",
    "” ",
    "_",
    "\n\n",
    "\xa0",
    "\u0301",
    "",
]
ENDINGS = ["", "", "", "s", "ed", "ing", "ly", "y", "'s", "ability"]
words = st.sampled_from(OTHER_WORDS) | st.builds(
    str.__add__, st.sampled_from(SEED_WORDS), st.sampled_from(ENDINGS)
)


@st.composite
def texts_and_leaves(draw):
    """A text of few different words, and something to find that is made of them."""
    vocabulary = draw(st.lists(words, min_size=1, max_size=5))
    of_vocabulary = st.sampled_from(vocabulary)
    gaps = st.sampled_from(GAPS)
    text = "".join(draw(st.lists(st.builds(str.__add__, of_vocabulary, gaps), max_size=30)))
    return text, draw(st.one_of(phrases(of_vocabulary), patterns(of_vocabulary)))


@st.composite
def phrases(draw, of_vocabulary):
    phrase = " ".join(draw(st.lists(of_vocabulary, min_size=1, max_size=3)))
    assume(terms(phrase))
    return draw(
        st.sampled_from([Word(phrase), Phrase(phrase), Phrase(phrase, 1), Phrase(phrase, 4)])
    )


@st.composite
def patterns(draw, of_vocabulary):
    word = draw(of_vocabulary)
    at = draw(st.integers(1, len(word)))
    assume(TOKEN.fullmatch(word) and fold(word[:at]))
    wildcards = [Wildcard(word[:at] + sign + word[at + 1 :]) for sign in "?*"]
    return draw(st.sampled_from([Prefix(word[:at]), *wildcards, Fuzzy(word, 1), Fuzzy(word, 2)]))


def found(text, leaf):
    return [(start, end) for start, end, _ in occurrences(text, tuple(Target.of(leaf)))]


def by_whole_analysis(text, leaf):
    """Analyse every word and compare it; slow, and plain to read."""
    analysed = list(tokens(text))
    surfaces = [fold(text[token.start : token.end]) for token in analysed]
    match leaf:
        case Word(sought) | Phrase(sought, 0):
            phrase, slop = terms(sought), 0
        case Phrase(sought, slop):
            phrase = terms(sought)
        case Prefix():
            phrase = [surface.startswith(leaf.folded) for surface in surfaces]
        case Wildcard():
            pattern = leaf.folded.replace("?", ".").replace("*", ".*")
            phrase = [bool(re.fullmatch(pattern, surface)) for surface in surfaces]
        case Fuzzy():
            phrase = [
                Levenshtein.distance(leaf.folded, surface) <= leaf.distance for surface in surfaces
            ]
    if isinstance(leaf, Prefix | Wildcard | Fuzzy):
        chains = [[at] for at, fits in enumerate(phrase) if fits]
        return spans(analysed, chains)
    stands = [[at for at, token in enumerate(analysed) if token.term == word] for word in phrase]
    if slop and len(phrase) > 1:
        return spans(analysed, runs(in_windows(phrase, stands, len(phrase) + slop)))
    chains = [[at] for at in stands[0]]
    for following in stands[1:]:
        chains = [[*c, at] for c in chains for at in following if at - c[-1] == 1]
    return spans(analysed, chains)


def in_windows(phrase, stands, width):
    """Return all places of the words in windows that hold each as often as it is looked for."""
    found = set()
    for start in {at for places in stands for at in places}:
        inside = [[at for at in places if start <= at < start + width] for places in stands]
        if all(len(own) >= phrase.count(w) for w, own in zip(phrase, inside, strict=True)):
            found.update(*inside)
    return found


def spans(analysed, chains):
    return [(analysed[chain[0]].start, analysed[chain[-1]].end) for chain in chains]


def runs(positions):
    """Join positions that follow each other."""
    joined = []
    for at in sorted(positions):
        if joined and joined[-1][-1] == at - 1:
            joined[-1].append(at)
        else:
            joined.append([at])
    return joined


@given(texts_and_leaves())
def test_words_are_found_where_a_whole_analysis_finds_them(text_and_leaf):
    text, leaf = text_and_leaf
    assert found(text, leaf) == by_whole_analysis(text, leaf)


@given(st.text(max_size=60), st.text(max_size=4))
def test_any_text_is_searched_as_a_whole_analysis_would(text, sought):
    if terms(sought):
        assert found(text, Phrase(sought)) == by_whole_analysis(text, Phrase(sought))


def test_every_word_of_the_seeds_is_found_by_its_own_term():
    endings = ["", "s", "es", "ed", "ing", "ings", "ly", "y", "ied", "ies", "er", "ness", "ability"]
    forms = {word + ending for word, ending in product(SEED_WORDS, endings)}
    lost = [form for form in forms if not found(form, Word(form))]
    assert not lost


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("He is dying to know.", "die", ["dying"]),
        ("Sensibility is sensible.", "sensible", ["Sensibility", "sensible"]),
        ("Гейдар Əliyev", "geydar", ["Гейдар"]),
        ("Гейдар Алиев", '"geydar aliev"', ["Гейдар Алиев"]),
        ("O’Neill and ONeill", "o'neill", ["O’Neill", "ONeill"]),
        ("Armenia’s S-300s and S-300", "S-300", ["S-300"]),
        ("The military and Milan", "mil*", ["military", "Milan"]),
        ("Gabala, Gebala, Gbala", "g?bala", ["Gabala", "Gebala"]),
        ("Sergeyev, Sergeev, Sergei", "sergeev~1", ["Sergeyev", "Sergeev"]),
        ("Sergeyev, Sergeev, Sergei", "sergeev~2", ["Sergeyev", "Sergeev", "Sergei"]),
        ("radar at Gabala", '"radar gabala"~1', ["radar", "Gabala"]),
        ("radar at old Gabala", '"radar gabala"~1', []),
        ("Gabala radar", '"radar gabala"~5', ["Gabala radar"]),
        ("c of b of a, a c b", '"a b c"~1', ["a, a c b"]),
        ("c of b of a", '"a b c"~2', ["c", "b", "a"]),
        ("b of a of b", '"a b c"~5', []),
        ("a of b", '"a a b"~5', []),
        ("b of a of x of a", '"a a b"~3', []),
        ("b of a of x of a", '"a a b"~4', ["b", "a", "a"]),
        ("a b1 b2 c", '"a b1 c"~1', ["a b1", "c"]),
        ("x Ⅷ x", '"x x"', []),
        ("gabalarites", "gabala", []),
    ],
)
def test_what_is_found(text, query, marked):
    (leaf,) = parse(query).words()
    assert [text[start:end] for start, end in found(text, leaf)] == marked


def test_every_occurrence_tells_which_word_it_is():
    targets = tuple(each for leaf in parse("radar gabala").words() for each in Target.of(leaf))
    assert occurrences("Gabala radar", targets) == [(0, 6, 1), (7, 12, 0)]


@pytest.mark.parametrize("text", ["a'" * 10_000, "ə" * 20_000, "ə'" * 10_000, "a" * 20_000])
def test_a_word_of_a_whole_text_takes_no_time(text):
    start = process_time()
    found(text, Word("gabala"))
    assert process_time() - start < 0.5
