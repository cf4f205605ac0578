from math import log2

import metrics
import pytest

JUDGED = {"a": 3, "b": 2, "c": 1, "d": 0}
# The grades in their best order, at the ranks 1, 2 and 3.
IDEAL = 3 / log2(2) + 2 / log2(3) + 1 / log2(4)


def test_the_ideal_ranking_has_every_measure_one():
    figures = metrics.evaluate({"q": ["a", "b", "c"]}, {"q": JUDGED})
    assert figures == {"ndcg@10": 1, "map": 1, "recall@100": 1}


def test_the_gain_is_the_grade_and_the_discount_the_logarithm_of_the_rank():
    ranking = ["x", "c", "d", "a"]
    # By hand: 0.63093 and 1.29203 of 3, 1.26186 and 0.5.
    assert metrics.ndcg(ranking, JUDGED) == pytest.approx(0.40383, abs=5e-6)
    assert metrics.ndcg(ranking, JUDGED) == pytest.approx((1 / log2(3) + 3 / log2(5)) / IDEAL)


def test_ndcg_looks_no_deeper_than_its_depth():
    assert metrics.ndcg([*"0123456789", "a"], JUDGED) == 0
    assert metrics.ndcg(["x", "a"], JUDGED, depth=1) == 0


def test_more_relevant_documents_than_the_depth_leave_an_ideal_of_one():
    judged = {str(number): 1 for number in range(20)}
    assert metrics.ndcg(list(judged), judged) == pytest.approx(1)


def test_a_negative_grade_is_no_loss():
    assert metrics.ndcg(["x", "a"], {"x": -1, "a": 1}) == pytest.approx(1 / log2(3))


def test_average_precision_is_the_mean_of_the_precisions_at_relevant_documents():
    # a at 1: 1/1; c at 3: 2/3; b is missing: 0.
    assert metrics.average_precision(["a", "x", "c", "d"], JUDGED) == pytest.approx(5 / 9)


def test_recall_is_the_part_found_among_the_first():
    assert metrics.recall(["b", "x", "a"], JUDGED) == pytest.approx(2 / 3)
    assert metrics.recall(["b", "x", "a"], JUDGED, depth=2) == pytest.approx(1 / 3)


def test_a_query_without_a_ranking_counts_nothing():
    figures = metrics.evaluate({"q": ["a", "b", "c"]}, {"q": JUDGED, "r": JUDGED})
    assert set(figures.values()) == {0.5}


def test_a_query_without_a_relevant_document_is_left_out():
    figures = metrics.evaluate({"q": ["a", "b", "c"]}, {"q": JUDGED, "r": {"a": 0}})
    assert set(figures.values()) == {1}


def test_judgements_without_a_relevant_document_are_an_error():
    with pytest.raises(ValueError, match="relevant"):
        metrics.evaluate({}, {"q": {"a": 0}})
