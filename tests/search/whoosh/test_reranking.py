"""The best hits of a sentence, ranked again."""

import pytest

from search.language import parse
from search.whoosh import ranking
from search.whoosh.executor import Execution
from search.whoosh.lexicon import Lexicon
from search.whoosh.ranking import Matched
from search.whoosh.reranking import Reranking
from search.whoosh.scoring import Scorer
from search.whoosh.translation import Translation

FILLER = " ".join(f"filler{number}" for number in range(40))
BODIES = [
    f"gabala {FILLER} radar {FILLER} rent",
    f"gabala radar rent {FILLER} {FILLER}",
    f"gabala {FILLER} {FILLER} uranium",
    f"uranium centrifuge {FILLER} {FILLER} radar",
    *[f"other{number} text" for number in range(12)],
]


class Stage:
    """A ranked search of a small index in two segments, and the stages on top of it."""

    def __init__(self, index, text):
        snapshot = index.snapshot()
        lexicon = Lexicon(snapshot.segments)
        translation = Translation(parse(text, match_any=True).tree, lexicon, weighted=True)
        scorer = Scorer(lexicon, snapshot.statistics)
        matched = []
        for segment, numbers in zip(snapshot.segments, lexicon.numbers, strict=True):
            execution = Execution(segment, numbers)
            found = execution.match(translation.query)
            scores = scorer.score(translation.query, found, execution)
            matched.append(Matched(found, scores, segment.columns))
        self.ranked = ranking.first(matched, "relevance", 100)
        self.stages = Reranking(
            snapshot.segments, lexicon, snapshot.statistics, translation.telling
        )


@pytest.fixture
def stage(new_index, document):
    index = new_index()
    documents = [document(key, body=body) for key, body in enumerate(BODIES)]
    index.commit(documents[::2])
    index.commit(documents[1::2])
    return lambda text: Stage(index, text)


def score_of(ranked, article):
    return ranked.scores[ranked.articles.tolist().index(article)]


def test_words_near_each_other_lift_a_hit(stage):
    made = stage("gabala radar rent")
    again = made.stages.by_proximity(made.ranked)
    assert again.articles[0] == 1
    assert score_of(again, 1) > score_of(made.ranked, 1)
    assert score_of(again, 0) == pytest.approx(score_of(made.ranked, 0))


def test_two_words_far_apart_lift_nothing(stage):
    made = stage("gabala uranium")
    assert made.stages.by_proximity(made.ranked).scores.tolist() == pytest.approx(
        made.ranked.scores.tolist()
    )


def test_what_the_first_hits_speak_of_lifts_others(stage):
    made = stage("gabala rent")
    texts = dict(enumerate(BODIES)).__getitem__
    again = made.stages.by_feedback(made.ranked, lambda keys: {key: texts(key) for key in keys})
    assert score_of(again, 2) > score_of(made.ranked, 2)


@pytest.mark.parametrize("text", ["gabala radar", "radar uranium", "none"])
def test_no_hit_comes_or_goes(stage, text):
    made = stage(text)
    proximity = made.stages.by_proximity(made.ranked)
    again = made.stages.by_feedback(proximity, lambda keys: dict.fromkeys(keys, "gabala"))
    assert sorted(again.articles.tolist()) == sorted(made.ranked.articles.tolist())


def test_hits_whose_texts_are_gone_are_no_error(stage):
    made = stage("gabala radar")
    again = made.stages.by_feedback(made.ranked, lambda keys: {})
    assert again.articles.tolist() == made.ranked.articles.tolist()
