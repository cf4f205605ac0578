"""The page of an issue: articles, references both ways, neighbours."""

import pytest

from archive.models import Reference
from archive.references import resolve


@pytest.fixture
def reference(archive):
    """Lets an article refer to the Monitor of a day."""

    def refer(article, day):
        made = Reference.objects.create(article=article, publication="Monitor", day=day, order=0)
        resolve(Reference.objects.filter(pk=made.pk))

    return refer


def test_an_issue_lists_its_articles_with_first_words_and_tags(client, archive):
    text = client.get("/issues/monitor/7/4/").text
    assert archive.radar.get_absolute_url() in text
    assert "Baku raised the rent" in text
    assert 'href="/regions/azerbaijan/"' in text
    assert 'href="/actors/haidar-aliev/"' in text


def test_an_issue_leads_to_its_neighbours_and_its_publication(client, archive):
    text = client.get("/issues/monitor/5/215/").text
    assert 'href="/issues/monitor/5/201/" rel="prev"' in text
    assert 'href="/issues/monitor/7/4/" rel="next"' in text
    assert 'href="/publications/monitor/?year=1999#calendar"' in text


def test_an_inferred_date_says_how(client, archive):
    assert "inferred as the next working day" in client.get("/issues/monitor/7/4/").text


def test_an_issue_shows_what_it_refers_to(client, archive, reference):
    reference(archive.radar, "1999-10-29")
    reference(archive.radar, "1998-01-01")
    text = client.get("/issues/monitor/7/4/").text
    assert '<a href="/issues/monitor/5/201/">Monitor, 29 October 1999</a>' in text
    assert "no issue of this day is held" in text


def test_an_issue_shows_who_cites_it(client, archive, reference):
    reference(archive.radar, "1999-10-29")
    assert archive.radar.get_absolute_url() in client.get("/issues/monitor/5/201/").text


def test_a_draft_that_cites_an_issue_is_not_shown(client, archive, reference):
    reference(archive.draft, "1999-10-29")
    assert "A draft" not in client.get("/issues/monitor/5/201/").text


def test_issues_of_other_publications_near_in_time_are_offered(client, archive):
    archive.article("Near", "Near.", publication=archive.digest, issue=(1, 1), date="1999-11-01")
    assert 'href="/issues/eurasia-digest/1/1/"' in client.get("/issues/monitor/5/201/").text


def test_places_without_an_article_are_named(client, archive):
    archive.article("Third", "Third.", issue=(5, 201), position=3)
    assert "items 1, 2." in client.get("/issues/monitor/5/201/").text


def test_an_issue_without_public_articles_is_not_found(client, archive):
    assert client.get("/issues/monitor/7/69/").status_code == 404


def test_a_former_slug_of_the_publication_redirects(client, archive):
    archive.monitor.slug = "the-monitor"
    archive.monitor.save()
    response = client.get("/issues/monitor/7/4/")
    assert (response.status_code, response.url) == (302, "/issues/the-monitor/7/4/")


def test_the_search_within_an_issue_finds_its_articles(client, indexed):
    address = client.get("/issues/monitor/7/4/").context["search_url"]
    assert client.get(address).context["results"].total == 1


def test_an_issue_asks_a_fixed_number_of_times(client, archive, django_assert_max_num_queries):
    client.get("/issues/monitor/7/4/")
    with django_assert_max_num_queries(8):
        client.get("/issues/monitor/7/4/")
