"""Articles of the same or nearly the same text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import similar_texts
from archive.models import Article, SimilarTexts

TEXT = " ".join(f"word{number}" for number in range(300))


@pytest.fixture
def twice(archive):
    archive.first = archive.article("First", TEXT)
    archive.again = archive.article("Again", TEXT.upper().replace(" ", "\n\n", 1))
    archive.near = archive.article("Near", TEXT.replace("word150", "another"))
    return archive


def found():
    list(similar_texts.read())
    similar_texts.find()
    rows = SimilarTexts.objects.order_by("pk")
    return [(each.one.title, each.other.title, each.likeness) for each in rows]


def test_the_same_words_are_found_and_nearly_the_same(twice):
    assert found() == [("Again", "First", 100), ("Near", "First", 98)]


def test_other_texts_are_not_alike(archive):
    assert found() == []


def test_short_texts_are_alike_only_if_the_same(archive):
    for title, body in (
        ("One", "No news today."),
        ("Two", "No news today."),
        ("Three", "No news now."),
    ):
        archive.article(title, body)
    assert found() == [("Two", "One", 100)]


def test_empty_texts_are_not_compared(archive):
    archive.article("One", "")
    archive.article("Two", "")
    assert found() == []


def test_withdrawn_articles_are_not_compared(twice):
    Article.objects.filter(pk=twice.first.pk).update(state="withdrawn")
    assert found() == [("Near", "Again", 98)]


def test_only_changed_texts_are_read_again(twice):
    assert sum(similar_texts.read()) == 10
    twice.near.save()
    assert sum(similar_texts.read()) == 1


def test_a_pair_that_is_alike_no_longer_goes(twice):
    found()
    twice.again.body = "Something else altogether."
    twice.again.save()
    assert found() == [("Near", "First", 98)]


def test_what_was_decided_stays(twice):
    found()
    SimilarTexts.objects.update(state="both stay")
    found()
    assert set(SimilarTexts.objects.values_list("state", flat=True)) == {"both stay"}


def test_a_text_that_came_often_is_paired_with_the_first_only(archive):
    for number in range(6):
        archive.article(f"Copy {number}", TEXT)
    assert {other for _, other, _ in found()} == {"Copy 0"}


def test_few_queries_read_many_texts(twice, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        found()


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=60), st.data())
def test_bands_find_the_nearest_earlier_hash(hashes, data):
    near = [each ^ (1 << data.draw(st.integers(0, 63))) for each in hashes]
    every = np.array(hashes + near, np.uint64)
    distances = np.bitwise_count(every[:, None] ^ every[None])
    for row, earlier in similar_texts.nearest(every).items():
        assert earlier < row
        assert distances[row, earlier] == distances[row, :row].min() <= similar_texts.FARTHEST
    assert set(range(len(hashes), len(every))) <= similar_texts.nearest(every).keys()
