"""The page of a publication: calendar, volumes, newest."""

import pytest
from django.urls import reverse

from archive import holdings
from archive.models import Publication, Reference
from archive.references import resolve


@pytest.fixture
def page(client, indexed):
    """Gives the text of the Monitor's page under a query string."""
    return lambda query="": client.get(f"/publications/monitor/{query}").text


def test_its_address_is_that_of_its_page(archive):
    address = reverse("publication", args=[archive.monitor.slug])
    assert archive.monitor.get_absolute_url() == address


def test_it_says_what_is_held_and_leads_to_the_search(page):
    text = page()
    assert "4 issues held" in text
    assert '<a href="/search/?publication=monitor">5 articles</a>' in text


def test_the_calendar_shows_the_newest_year_and_leads_to_the_others(page):
    text = page()
    assert "Calendar of 2001" in text
    assert 'href="/publications/monitor/?year=1999#calendar"' in text


def test_a_day_of_an_issue_leads_to_it_and_says_so(page):
    text = page("?year=1999")
    assert (
        '<a href="/issues/monitor/5/201/">29<span class="visually-hidden">: issue 5/201, held'
        in (text)
    )


def test_a_withdrawn_article_leaves_its_issue_partly_held(page, indexed):
    indexed.article("Gone", "Gone.", issue=(5, 201), state="withdrawn")
    assert "issue 5/201, partly held" in page("?year=1999")


def test_a_gap_in_the_positions_leaves_an_issue_partly_held(page, indexed):
    indexed.article("Third", "Third.", issue=(5, 201), position=3, date="1999-10-29")
    assert "issue 5/201, partly held" in page("?year=1999")


def test_missing_days_stand_in_the_calendar_and_in_words(page, indexed):
    indexed.monitor.cadence = "weekdays"
    indexed.monitor.save()
    text = page("?year=1999")
    assert '8<span class="visually-hidden">: perhaps missing' in text
    assert "13 issues missing; 13 days" in text


def test_a_day_cited_and_not_held_is_missing(page, indexed):
    Reference.objects.create(
        article=indexed.radar, publication="Monitor", day="1999-12-01", order=0
    )
    resolve(indexed.radar.references.all())
    assert ": missing, cited by 1 article" in page("?year=1999")


def test_a_volume_lists_its_issues_and_the_missing_numbers(page):
    text = page("?volume=5")
    assert "1–200 <span" in text
    assert "202–214 <span" in text
    assert '<a href="/issues/monitor/5/215/">215</a>' in text


def test_numbers_that_run_on_through_the_volumes_are_not_missing(archive):
    for volume, number in ((1, 1), (1, 2), (2, 3), (2, 5)):
        archive.article(
            f"{volume}/{number}", "Text.", publication=archive.digest, issue=(volume, number)
        )
    assert [each.missing for each in holdings.volumes(holdings.parts(archive.digest))] == [0, 1]


@pytest.mark.parametrize("query", ["?year=3000", "?year=x", "?volume=99", "?volume=²", "?year=0"])
def test_a_year_or_volume_that_is_not_held_is_ignored_with_a_notice(page, query):
    text = page(query)
    assert "Calendar of 2001" in text
    assert "is held.</p>" in text


def test_undated_issues_are_told_beside_the_years(client, indexed):
    indexed.article("Undated", "Text.", issue=(7, 99))
    text = client.get("/publications/monitor/").text
    assert 'volume=7#volumes">undated, volume 7 <span class="count">1<' in text


def test_a_publication_for_staff_only_is_not_found(client, indexed):
    Publication.objects.update(policy=Publication.Policy.STAFF)
    response = client.get("/publications/monitor/")
    assert response.status_code == 404
    assert "Monitor</h1>" not in response.text


def test_a_former_slug_redirects(client, indexed):
    indexed.monitor.slug = "the-monitor"
    indexed.monitor.save()
    response = client.get("/publications/monitor/")
    assert (response.status_code, response.url) == (302, "/publications/the-monitor/")


def test_without_an_index_the_calendar_remains(client, archive):
    assert "Calendar of 2001" in client.get("/publications/monitor/").text


def test_a_publication_without_issues_has_a_page(client, indexed):
    assert "0 issues held" in client.get("/publications/eurasia-digest/").text


def test_it_asks_a_fixed_number_of_times(client, indexed, django_assert_max_num_queries):
    client.get("/publications/monitor/")
    with django_assert_max_num_queries(8):
        client.get("/publications/monitor/?year=1999")
