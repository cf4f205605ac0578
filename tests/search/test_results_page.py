"""The results page: canonical addresses, notices, errors with words, what a reader sees."""

import gzip
import re

import pytest

from archive.models import Actor
from search import rebuild

PAGE = "/search/"


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("page=1&q=radar", "?q=radar"),
        ("region=armenia&q=radar", "?q=radar&region=armenia"),
        ("region=ukraine&region=armenia", "?region=armenia&region=ukraine"),
        ("region=armenia&region=armenia", "?region=armenia"),
        ("q=&region=armenia&from=", "?region=armenia"),
        ("utm_source=x&q=radar", "?q=radar"),
        ("sort=newest", ""),
        ("query=radar&date_from=1999&order=oldest", "?q=radar&from=1999&sort=oldest"),
    ],
)
def test_another_spelling_redirects_to_the_canonical_address(client, indexed, query, canonical):
    response = client.get(f"{PAGE}?{query}")
    assert response.status_code == 302
    assert response.url == PAGE + canonical


@pytest.mark.parametrize("query", ["", "q=radar", "q=caf%C3%A9+%22a+b%22", "region=armenia&page=2"])
def test_a_canonical_address_is_answered_in_place(client, indexed, query):
    assert client.get(f"{PAGE}?{query}").status_code in (200, 404)


def test_the_slug_of_a_merged_record_redirects_to_its_survivor(client, indexed):
    indexed.ukraine.merged_into = indexed.armenia
    indexed.ukraine.save()
    assert client.get(f"{PAGE}?region=ukraine").url == f"{PAGE}?region=armenia"


@pytest.mark.parametrize(
    "query", ["from=1999-13", "colour=red", "region=%00", "page=x", "sort=best", "q=a%00b"]
)
def test_what_was_ignored_is_said_and_the_canonical_address_given(client, indexed, query):
    response = client.get(f"{PAGE}?{query}")
    assert response.status_code == 200
    assert b'class="notice"' in response.content
    assert f'rel="canonical" href="http://testserver{response.context["state"].path}"' in (
        response.text
    )


@pytest.mark.parametrize("query", ["q=%FF%FE", "region=%C3%28", "%FF=1"])
def test_bytes_that_are_no_text_are_refused_with_words(client, indexed, query):
    response = client.get(f"{PAGE}?{query}")
    assert response.status_code == 400
    assert "not valid UTF-8" in response.text


def test_a_page_past_the_end_links_to_the_last(client, indexed):
    response = client.get(f"{PAGE}?page=10000")
    assert response.status_code == 404
    assert f'href="{PAGE}"' in response.text


def test_ten_thousand_characters_are_refused_with_words(client, indexed):
    response = client.get(PAGE, {"q": "x" * 10_000})
    assert response.status_code == 200
    assert "at most 512" in response.text


@pytest.mark.parametrize("q", ['"', "(", ")", '"(', "((((((((((", "OR AND NOT", "-", "<script>"])
def test_unbalanced_input_is_always_a_page(client, indexed, q):
    response = client.get(PAGE, {"q": q})
    assert response.status_code == 200
    assert "<script>" not in response.text


def test_constraints_are_chips_that_can_be_removed(client, indexed):
    response = client.get(f"{PAGE}?q=radar&region=azerbaijan")
    assert 'class="chip" href="/search/?q=radar" rel="nofollow">' in response.text


def test_a_chip_and_a_hit_lead_to_the_pages_of_their_records(client, indexed):
    text = client.get(f"{PAGE}?q=radar&region=azerbaijan").text
    assert '<a class="chip-about" href="/regions/azerbaijan/">about' in text
    assert '<a href="/actors/haidar-aliev/">Haidar Aliev</a>' in text
    assert 'href="/issues/monitor/' in text


def test_all_constraints_are_cleared_at_once_and_the_words_stay(client, indexed):
    text = client.get(f"{PAGE}?q=radar&region=azerbaijan&not-actor=nobody&from=1999").text
    assert '<a class="chip-clear" href="/search/?q=radar" rel="nofollow">Clear all' in text
    assert "Clear all" not in client.get(f"{PAGE}?q=radar&region=azerbaijan").text


def test_of_alternatives_the_second_says_so(client, indexed):
    text = client.get(f"{PAGE}?region=armenia&region=azerbaijan&not-region=ukraine").text
    kinds = re.findall('chip-kind">(.*?)<', text)
    assert kinds == ["Region", "or", "Region"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("q=radar&region=azerbaijan", []),
        ("region=azerbaijan", []),
        ("q=gabala+radar", ["Searched for “gabala” and “radar”."]),
    ],
)
def test_what_the_box_and_the_chips_say_is_not_said_again(client, indexed, query, sentence):
    assert re.findall('"interpretation">(.*?)<', client.get(f"{PAGE}?{query}").text) == sentence


def test_a_chosen_value_is_removed_and_not_excluded(client, indexed):
    text = client.get(f"{PAGE}?actor=haidar-aliev").text
    assert "exclude<bdi> Haidar Aliev" not in text
    assert "exclude<bdi> Robert Kocharian" in text


def test_one_key_leads_past_the_form_and_the_facets(client, indexed):
    assert '<a class="skip-link" href="#results">' in client.get(PAGE).text


def test_the_form_carries_the_constraints_along(client, indexed):
    response = client.get(f"{PAGE}?region=armenia&sort=oldest")
    assert '<input type="hidden" name="region" value="armenia">' in response.text
    assert '<input type="hidden" name="sort" value="oldest">' in response.text


def test_the_title_reads_the_search_back(client, indexed):
    response = client.get(f"{PAGE}?q=radar&region=azerbaijan")
    assert "<title>radar · Azerbaijan · 1 result · Monitor Archive</title>" in response.text


def test_the_title_joins_what_is_chosen_of_one_facet(client, indexed):
    query = "q=karabakh&region=armenia&region=azerbaijan&not-actor=nobody&from=1999&to=2001"
    title = re.search("<title>(.*)</title>", client.get(f"{PAGE}?{query}").text)[1]
    assert title == (
        "karabakh · not nobody · Armenia, Azerbaijan · 1999–2001 · 1 result · Monitor Archive"
    )


def test_screen_readers_are_told_the_number_and_the_constraints(client, indexed):
    page = client.get(f"{PAGE}?region=armenia&not-region=karabakh").text
    assert 'data-told="1 result, filtered by Armenia, not Karabakh"' in page


def test_the_address_to_copy_is_the_canonical_one(client, indexed):
    page = client.get(f"{PAGE}?q=radar&colour=red").text
    assert 'data-copy="http://testserver/search/?q=radar"' in page


def test_every_link_that_narrows_is_not_to_be_followed_by_robots(client, indexed):
    page = client.get(f"{PAGE}?region=armenia&from=1999&to=1999").text
    aside = page[page.index("<aside") : page.index("</aside>")]
    links = re.findall(r'<a [^>]*href="/search/[^>]*>', aside)
    assert links
    assert all('rel="nofollow"' in link for link in links)


def test_zero_results_say_which_constraint_to_drop(client, indexed):
    response = client.get(f"{PAGE}?q=radar&region=ukraine")
    assert "Without <bdi>Ukraine</bdi></a>" in response.text


def test_filtered_pages_are_not_indexed_by_robots(client, indexed):
    assert 'content="noindex, follow"' in client.get(f"{PAGE}?region=armenia").text


def test_the_server_tells_how_long_it_took(client, indexed):
    header = client.get(PAGE)["Server-Timing"]
    assert [part.split(";dur=")[0] for part in header.split(", ")] == [
        "search",
        "facets",
        "snippets",
        "total",
    ]


def test_nothing_is_loaded_from_elsewhere_or_inline(client, indexed):
    response = client.get(f"{PAGE}?q=radar")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert "style=" not in response.text
    assert "<script>" not in response.text
    scripts = re.findall("<script([^>]*)>", response.text)
    assert scripts
    assert all(' src="/static/' in attributes for attributes in scripts)


def test_other_forms_of_a_name_are_told_with_the_way_back(client, indexed):
    indexed.article("One", "President Haidar Aliev spoke.")
    rebuild.rebuild()
    page = client.get(f"{PAGE}?q=%D0%93%D0%B5%D0%B9%D0%B4%D0%B0%D1%80+Aliev").text
    assert "Also searched: <bdi>Haidar Aliev</bdi>" in page
    exact = client.get(f"{PAGE}?q=Haidar+Aliev&exact=1").text
    assert "Names are searched in this spelling only" in exact
    assert f'href="{PAGE}?q=Haidar+Aliev"' in exact


def test_a_name_that_is_printed_nowhere_offers_its_tagged_articles_instead(client, indexed):
    page = client.get(PAGE, {"q": "Haidar Aliev"}).text
    assert "Articles tagged <a" not in page
    assert f'href="{PAGE}?actor=haidar-aliev"' in page


def test_an_ambiguous_name_offers_its_records(client, indexed):
    indexed.kocharian.variants.create(form="Robert Aliev")
    indexed.article("One", "Robert Kocharian spoke.")
    rebuild.rebuild()
    page = client.get(f"{PAGE}?q=Aliev").text
    assert "may be:" in page
    assert f'href="{PAGE}?q=Robert+Kocharian"' in page


@pytest.mark.parametrize("q", ["parliament:in", "*parliament in", "(the parliament in"])
def test_a_repaired_or_refused_search_offers_the_text_as_typed(client, indexed, q):
    response = client.get(PAGE, {"q": q, "region": "armenia"})
    address = response.context["navigation"].as_typed
    assert f'href="{address.replace("&", "&amp;")}"' in response.text
    assert client.get(address).context["results"].total == 1


@pytest.mark.parametrize("q", ["radar", "title:radar", "actor:nobody"])
def test_a_search_that_needed_no_repair_offers_nothing(client, indexed, q):
    text = client.get(PAGE, {"q": q}).text
    assert "as typed" not in text


def test_a_facet_links_to_the_page_of_all_its_values(client, indexed):
    for number in range(9):
        actor = Actor.objects.create(name=f"Person {number}")
        indexed.article(f"Radar {number}", "A radar.", actors=[actor])
    rebuild.rebuild()
    text = client.get(f"{PAGE}?q=radar&region=azerbaijan&region=ukraine").text
    assert "/search/facets/actor/?" not in text
    text = client.get(f"{PAGE}?q=radar").text
    assert 'href="/search/facets/actor/?q=radar"' in text
    assert '<span class="visually-hidden">actors </span>(10)' in text


def test_an_excluded_value_is_struck_through_and_can_be_included(client, indexed):
    text = client.get(f"{PAGE}?not-actor=haidar-aliev").text
    assert "<s>Haidar Aliev</s>" in text
    assert 'href="/search/?actor=haidar-aliev" rel="nofollow">include' in text


def test_a_search_is_done_within_the_constraints_or_anew(client, indexed):
    text = client.get(f"{PAGE}?q=radar&region=armenia").text
    assert "Search within these" in text
    assert 'formaction="/search/anew/">New search' in text
    assert client.get("/search/anew/?q=fleet&region=armenia&from=1999").url == f"{PAGE}?q=fleet"


def test_a_search_without_constraints_is_just_done(client, indexed):
    assert "Search within these" not in client.get(f"{PAGE}?q=radar").text


def test_a_page_asks_the_database_a_few_times(client, indexed, django_assert_max_num_queries):
    client.get(f"{PAGE}?q=radar")  # reads the forms of all names, once a version
    with django_assert_max_num_queries(8):
        client.get(f"{PAGE}?q=karabakh+OR+parliament&region=armenia&not-actor=haidar-aliev")


@pytest.mark.parametrize(
    "query", ["", "region=russia&actor=boris-yeltsin", "q=president&region=russia"]
)
def test_a_page_of_twenty_hits_stays_small(client, indexed_seeds, query):
    page = client.get(f"{PAGE}?{query}")
    assert page.text.count('class="Z3988"') == 20
    assert len(page.content) < 60_000
    assert len(gzip.compress(page.content)) < 15_000
