"""`/s/<id>/difference/`: every change in words, and nothing of what is hidden."""

import pytest

from archive.models import Article
from search import rebuild
from search.frozen import freezing
from search.state import read


@pytest.fixture
def page(client, indexed):
    """Freeze the search for radar, and later look at the difference."""
    frozen = freezing.keep(freezing.take(read("q=radar").state))

    def look():
        rebuild.rebuild()
        return client.get(f"{frozen.get_absolute_url()}difference/").text

    return look


def test_no_difference_is_told_in_words(page):
    assert "Nothing has changed" in page()


def test_each_kind_of_change_is_counted_and_shown(page, indexed):
    indexed.article("A second radar", "Another radar was built.")
    Article.objects.filter(pk=indexed.undated.pk).update(
        state="withdrawn", withdrawal_reason="It was a hoax."
    )
    indexed.radar.regions.set([indexed.ukraine])
    text = page()
    for heading in ("Added: 1", "Gone: 1", "Changed: 1"):
        assert heading in text
    assert "New in the archive." in text
    assert "Withdrawn: It was a hoax." in text
    assert "Tags added: <ins>Ukraine</ins>" in text


def test_an_article_found_only_now_says_that_it_was_there(page, indexed):
    indexed.fleet.body += " A radar stood there."
    indexed.fleet.save()
    assert "It was in the archive before, and not found." in page()


def test_what_became_a_draft_shows_its_id_alone(page, indexed):
    Article.objects.filter(pk=indexed.radar.pk).update(state="draft")
    text = page()
    assert f"<code>{indexed.radar.public_id}</code>" in text
    assert "Gabala" not in text


def test_another_understanding_is_told(page, indexed):
    indexed.article("Visitors", "Haidar Aliev came.")
    indexed.aliev.variants.create(form="radar")
    assert "Today the search is understood otherwise" in page()


def test_without_an_index_the_reader_is_asked_back(client, indexed, index_folder):
    frozen = freezing.keep(freezing.take(read("q=radar").state))
    (index_folder / "CURRENT").unlink()
    assert client.get(f"{frozen.get_absolute_url()}difference/").status_code == 503
