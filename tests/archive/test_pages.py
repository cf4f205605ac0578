"""Articles: what a reader sees, and what nobody may see."""

import pytest

from archive.models import Publication, Reference
from archive.references import resolve


def test_an_article_shows_tags_sources_and_citation(client, archive):
    text = client.get(archive.radar.get_absolute_url()).text
    assert 'href="/search/?region=azerbaijan"' in text
    assert 'href="/search/?outlet=turan"' in text
    assert "2–4 January 2001" in text
    assert "The Foundation. “Gabala radar talks stall.” <i>Monitor</i> 7, no. 4 (ca. " in text
    assert "inferred from the newest source note" in text


@pytest.mark.parametrize("slug", ["", "another-slug/"])
def test_a_wrong_slug_redirects_for_good(client, archive, slug):
    response = client.get(f"/articles/{archive.radar.public_id}/{slug}")
    assert response.status_code == 301
    assert response.url == archive.radar.get_absolute_url()


@pytest.mark.parametrize("slug", ["a-draft-on-karabakh/", "wrong/", ""])
def test_a_draft_is_not_found_by_any_slug(client, archive, slug):
    assert client.get(f"/articles/{archive.draft.public_id}/{slug}").status_code == 404


def test_an_article_for_staff_only_is_not_found(client, archive):
    archive.monitor.policy = Publication.Policy.STAFF
    archive.monitor.save()
    assert client.get(archive.radar.get_absolute_url()).status_code == 404


def test_a_withdrawn_article_leaves_a_tombstone_without_text(client, archive):
    response = client.get(archive.withdrawn.get_absolute_url())
    assert response.status_code == 410
    assert "It was a hoax." in response.text
    assert "mistaken plan" not in response.text


def test_a_deleted_article_leaves_a_tombstone(client, archive):
    address = archive.radar.get_absolute_url()
    archive.radar.delete()
    response = client.get(address)
    assert response.status_code == 410
    assert "issue 7/4" in response.text


def test_a_snippet_publication_shows_the_beginning_only(client, archive):
    archive.monitor.policy = Publication.Policy.SNIPPET
    archive.monitor.save()
    long = archive.article("Long", "word " * 90 + "ending", date="1999")
    text = client.get(long.get_absolute_url()).text
    assert "ending" not in text
    assert "only the beginning" in text


def test_a_resolved_reference_links_to_its_issue(client, archive):
    Reference.objects.create(
        article=archive.radar, publication="Monitor", day="1999-10-29", order=0
    )
    resolve(archive.radar.references.all())
    text = client.get(archive.radar.get_absolute_url()).text
    assert 'href="/issues/monitor/5/201/"' in text


def test_a_reference_never_links_to_an_issue_that_is_not_public(client, archive):
    archive.parliament.state = "draft"
    archive.parliament.save()
    Reference.objects.create(
        article=archive.radar, publication="Monitor", day="1999-10-29", order=0
    )
    resolve(archive.radar.references.all())
    assert "/issues/monitor/5/201/" not in client.get(archive.radar.get_absolute_url()).text


@pytest.mark.parametrize(
    "address",
    [
        "/articles/zzzzzzzz/x/",
        "/issues/monitor/99/1/",
        "/issues/nothing/1/1/",
        "/issues/monitor/99999999999999999999999/1/",
        "/nothing",
        "/articles/%00/x/",
        "/articles/%FF/x/",
    ],
)
def test_what_does_not_exist_is_404_with_words(client, archive, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "There is no such page" in response.text
