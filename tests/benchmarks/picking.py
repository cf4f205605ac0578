"""Chooses the questions for a sample of articles: which words, region and days to ask for."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from articles import Line
from questions import OF_REUTERS, Question
from whoosh.analysis import STOP_WORDS

from search.analysis import term

WORD = re.compile(r"\b[a-z]{4,}\b")
# Two words with nothing but a blank between them.
PAIR = re.compile(r"(?=\b([a-z]{4,}) ([a-z]{4,})\b)")


def questions(sample: list[Line], is_reuters: bool) -> list[Question]:
    """Return all questions, plain ones first; other texts than Reuters' give their own words."""
    groups = OF_REUTERS if is_reuters else words(article["body"] for article in sample)
    plain = [
        Question(group, tuple(text.split())) for group, texts in groups.items() for text in texts
    ]
    first, last = days(article["date"] for article in sample)
    region = fourth_region(article["regions"] for article in sample)
    return plain + [replace(each, region=region, first=first, last=last) for each in plain]


def words(bodies: Iterable[str]) -> dict[str, list[str]]:
    """Return the words of each group of questions, as many as for the texts of Reuters.

    None is changed by stemming, nor stopped by Whoosh.
    """
    counted, pairs = _counted(bodies)
    common = sorted(counted, key=lambda word: (-counted[word], word))
    rare = [word for word in common if counted[word] > 1][-5:]
    long = [word for word in common if len(word) >= 6]
    return {
        "rare": rare,
        "common": common[:5],
        "and2": [*_joined(common, (0, 1), (2, 3), (4, 5)), f"{common[0]} {rare[0]}"],
        "and3": _joined(common, (0, 1, 2), (3, 4, 5), (6, 7, 8)),
        "or2": _joined(common, (0, 1), (6, 7), (8, 9)),
        "or3": [*_joined(common, (0, 1, 2), (6, 7, 8)), " ".join(rare[:3])],
        "phrase": sorted(pairs, key=lambda pair: (-pairs[pair], pair))[:4],
        "prefix": [word[:4] for word in long[:3]],
        "fuzzy": [word[:2] + word[3:] for word in long[3:6]],
    }


def _counted(bodies: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Return in how many texts each word, and each pair side by side, stands."""
    counted: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for body in bodies:
        counted.update(set(WORD.findall(body)))
        pairs.update({" ".join(pair) for pair in PAIR.findall(body)})
    kept = Counter({w: n for w, n in counted.items() if term(w) == w and w not in STOP_WORDS})
    return kept, Counter({p: n for p, n in pairs.items() if kept.keys() >= set(p.split())})


def _joined(common: list[str], *places: tuple[int, ...]) -> list[str]:
    return [" ".join(common[place] for place in each) for each in places]


def days(dates: Iterable[str]) -> tuple[str, str]:
    """Return the days between which four tenths of the dated articles lie."""
    known = sorted(filter(None, dates))
    if not known:
        return "", ""
    return known[len(known) * 2 // 10], known[len(known) * 6 // 10]


def fourth_region(tags: Iterable[list[str]]) -> str:
    """Return the fourth most frequent region, or the last of fewer."""
    counted = Counter(tag for each in tags for tag in each)
    by_size = sorted(counted, key=lambda tag: (-counted[tag], tag))
    return (["", *by_size[:4]])[-1]
