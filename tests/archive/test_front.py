"""The front page: what is in the archive, and ways in."""

from archive.models import Publication
from search import rebuild


def test_it_says_what_is_in_the_archive(client, indexed):
    text = client.get("/").text
    assert '<a href="/search/">6 articles</a> of news analysis, 1997–2001' in text
    assert "from 4 issues of 2 publications" in text
    assert '<a href="/actors/">2 actors</a>' in text


def test_it_leads_to_records_publications_and_years(client, indexed):
    text = client.get("/").text
    assert 'href="/regions/armenia/"' in text
    assert 'href="/actors/haidar-aliev/"' in text
    assert 'href="/publications/eurasia-digest/"' in text
    assert 'href="/search/?from=1999&amp;to=1999"' in text


def test_a_macroregion_is_no_way_in(client, indexed):
    assert 'href="/regions/south-caucasus/"' not in client.get("/").text


def test_a_publication_for_staff_only_is_not_shown(client, indexed):
    Publication.objects.filter(pk=indexed.digest.pk).update(policy=Publication.Policy.STAFF)
    assert "Eurasia Digest" not in client.get("/").text


def test_it_stands_without_an_index(client, archive):
    text = client.get("/").text
    assert "Gabala radar talks stall" in text
    assert 'href="/publications/monitor/"' in text


def test_a_new_issue_is_counted_as_soon_as_it_can_be_searched(client, indexed):
    client.get("/")
    indexed.article("New", "New.", issue=(7, 100))
    rebuild.rebuild()
    assert "from 5 issues" in client.get("/").text


def test_an_empty_archive_says_so(client, db):
    assert "No article has been published yet" in client.get("/").text


def test_it_asks_a_fixed_number_of_times(client, indexed, django_assert_max_num_queries):
    client.get("/")
    with django_assert_max_num_queries(8):
        client.get("/")
