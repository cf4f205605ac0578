from pathlib import Path

import corpus
import picking
import pytest

WITHOUT_SHARED = Path("nothing-here")


@pytest.fixture(scope="module")
def articles():
    return list(corpus.generated(corpus.records(WITHOUT_SHARED), 200))


def test_the_same_articles_are_made_at_every_run(articles):
    assert list(corpus.generated(corpus.records(WITHOUT_SHARED), 200)) == articles


def test_a_smaller_archive_is_the_beginning_of_a_larger_one(articles):
    assert list(corpus.generated(corpus.records(WITHOUT_SHARED), 50)) == articles[:50]


def test_articles_have_about_300_words(articles):
    words = [len(article["body"].split()) for article in articles]
    assert 270 < sum(words) / len(words) < 330


def test_a_few_articles_have_no_title_or_no_date(articles):
    assert 0 < sum(not article["title"] for article in articles) < 20
    assert 0 < sum(not article["date"] for article in articles) < 20


def test_real_articles_are_read_as_the_archive_reads_them(tmp_path):
    path = tmp_path / "real.jsonl"
    path.write_text('{"body": "Baku.", "regions": ["South Caucasus"], "date": "1999-11"}\n')
    (article,) = corpus.real(path, None)
    assert (article["regions"], article["date"]) == (["south-caucasus"], "1999-11-01")


def test_questions_come_from_the_articles_where_these_are_not_of_reuters(articles):
    bodies = " ".join(article["body"] for article in articles)
    for question in picking.questions(articles, is_reuters=False):
        if question.kind in ("term", "phrase"):
            assert " ".join(question.words) in bodies


def test_filtered_questions_ask_for_a_region_and_days(articles):
    *_, question = picking.questions(articles, is_reuters=False)
    assert question.region.startswith("region-")
    assert "2015" < question.first < question.last < "2025"
