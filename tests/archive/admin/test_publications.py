"""The lists of publications and issues."""

import pytest

from archive.apparatus import search_for
from archive.models import Issue, Publication


@pytest.mark.parametrize("words", ["Monitor 7/68", "7/68", "monitor 7 68"])
def test_an_issue_is_found_by_publication_volume_and_number(archive, curator, words):
    assert curator.found(Issue, q=words) == {archive.talks.issue}


def test_a_number_too_large_for_any_issue_finds_nothing(archive, curator):
    assert not curator.found(Issue, q="Monitor 99999999999999999999/4")


def test_a_publication_links_to_its_search(archive, curator):
    assert search_for("publication", "monitor") in curator.get(Publication).content.decode()


def test_an_issue_with_public_articles_links_to_its_page(archive, curator):
    page = curator.get(Issue, "change", archive.talks.issue.pk).content.decode()
    assert f'href="{archive.talks.issue.get_absolute_url()}"' in page


def test_an_issue_without_public_articles_links_to_no_page(archive, curator):
    page = curator.get(Issue, "change", archive.withdrawn.issue.pk).content.decode()
    assert archive.withdrawn.issue.get_absolute_url() not in page


def test_an_issue_that_is_held_already_is_refused(archive, curator):
    response = curator.add(Issue, publication=archive.monitor.pk, volume=7, number=68)
    assert "already exists" in str(response.context["adminform"].form.errors)


def test_boilerplate_patterns_are_typed_one_a_line(archive, curator):
    curator.change(archive.monitor, boilerplate="^Copyright\r\n^Unauthorized")
    archive.monitor.refresh_from_db()
    assert archive.monitor.boilerplate == ["^Copyright", "^Unauthorized"]


def test_a_new_publication_gets_its_slug_from_its_name(archive, curator):
    curator.add(Publication, name="Silk Road Letter")
    assert Publication.objects.filter(slug="silk-road-letter").exists()
