"""Pages of regions, actors and outlets: names, years, and who else is named."""

import pytest
from django.urls import reverse

from archive.models import Publication
from search import rebuild


@pytest.fixture
def page(client, indexed):
    """Gives the text of the page at an address."""
    return lambda address: client.get(address).text


@pytest.mark.parametrize("kind", ["region", "actor", "outlet"])
def test_a_records_address_is_that_of_its_page(archive, kind):
    record = {"region": archive.armenia, "actor": archive.aliev, "outlet": archive.turan}[kind]
    assert record.get_absolute_url() == reverse(kind, args=[record.slug])


def test_names_stand_by_script_with_their_language(page, indexed):
    indexed.aliev.variants.create(form="Heydər Əliyev", script="Latn", language="az")
    text = page("/actors/haidar-aliev/")
    assert text.index("<dt>Latin</dt>") < text.index("<dt>Cyrillic</dt>")
    assert '<bdi lang="az">Heydər Əliyev</bdi> <span class="aside">Azerbaijani</span>' in text


def test_a_record_leads_to_the_search_for_its_articles(page):
    text = page("/actors/haidar-aliev/")
    assert '<a href="/search/?actor=haidar-aliev">2 articles</a>, 2001' in text
    assert 'href="/search/?actor=haidar-aliev&amp;from=2001&amp;to=2001"' in text
    assert 'href="/network/?actor=haidar-aliev"' in text
    assert '<a href="/search/feed.atom?actor=haidar-aliev">Feed</a>' in text


def test_a_record_leads_to_the_overviews_of_its_articles(page):
    text = page("/actors/haidar-aliev/")
    assert 'href="/trends/?actor=haidar-aliev"' in text
    assert 'href="/network/?actor=haidar-aliev"' in text


def test_who_is_named_together_leads_to_the_articles_of_both(client, page):
    text = page("/actors/haidar-aliev/")
    assert 'href="/actors/robert-kocharian/"' in text
    address = "/search/?q=actor%3Ahaidar-aliev&actor=robert-kocharian"
    assert f'href="{address.replace("&", "&amp;")}"' in text
    assert client.get(address).context["results"].total == 1


def test_a_region_counts_what_lies_in_it_and_names_what_is_around(page):
    text = page("/regions/azerbaijan/")
    assert ">3 articles</a>" in text
    assert 'aria-label="Lies in"' in text
    assert 'href="/regions/karabakh/"' in text


def test_a_region_is_not_named_beside_itself_and_what_it_lies_in(client, indexed):
    beside = dict(client.get("/regions/karabakh/").context["beside"])
    assert [each.label for each in beside["Named together with"]] == [
        "Haidar Aliev",
        "Robert Kocharian",
    ]
    assert "Regions concerned" not in beside


def test_the_identifier_in_wikidata_is_a_link(page, indexed):
    indexed.armenia.wikidata = "Q399"
    indexed.armenia.save()
    assert 'href="https://www.wikidata.org/wiki/Q399"' in page("/regions/armenia/")


def test_an_outlet_lists_the_articles_that_cite_it(page):
    assert "Gabala radar talks stall" in page("/outlets/turan/")


def test_a_merged_slug_redirects_to_the_survivor(client, indexed):
    indexed.kocharian.merged_into = indexed.aliev
    indexed.kocharian.save()
    response = client.get("/actors/robert-kocharian/")
    assert (response.status_code, response.url) == (302, "/actors/haidar-aliev/")


def test_an_unknown_slug_is_404_with_words(client, indexed):
    response = client.get("/actors/nobody/")
    assert response.status_code == 404
    assert "No actor “nobody” is known" in response.text


def test_the_slug_of_a_deleted_record_says_that_it_was_removed(client, indexed):
    indexed.ukraine.articles.clear()
    indexed.ukraine.delete()
    assert "was removed from the archive" in client.get("/regions/ukraine/").text


def test_nothing_that_is_not_public_is_counted_or_shown(page, indexed):
    assert "draft" not in page("/regions/karabakh/").lower()
    indexed.monitor.policy = Publication.Policy.STAFF
    indexed.monitor.save()
    rebuild.rebuild()
    assert "No article yet" in page("/actors/haidar-aliev/")


def test_without_an_index_the_reader_is_asked_to_come_back(client, archive):
    response = client.get("/actors/haidar-aliev/")
    assert (response.status_code, response["Retry-After"]) == (503, "10")


def test_a_page_asks_a_fixed_number_of_times(client, indexed, django_assert_max_num_queries):
    client.get("/regions/armenia/")
    with django_assert_max_num_queries(8):
        client.get("/regions/azerbaijan/")
