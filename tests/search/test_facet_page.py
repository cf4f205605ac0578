"""The page of all values of a facet: under the search, by name and by count, in parts."""

import pytest

from archive.models import Actor
from search import facet_pages, rebuild

PAGE = "/search/facets/actor/"


@pytest.fixture
def crowd(archive):
    """Two hundred actors with an article each, in Armenia."""
    for number in range(200):
        actor = Actor.objects.create(name=f"Person {number:03}")
        archive.article(f"Report {number}", "Words.", regions=[archive.armenia], actors=[actor])
    rebuild.rebuild()
    return archive


def labels(response):
    return [row.label for row in response.context["page"].rows]


def test_all_values_are_listed_by_count(client, indexed):
    response = client.get(PAGE)
    assert labels(response) == ["Haidar Aliev", "Robert Kocharian"]
    assert "<strong>2</strong> actors" in response.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("region=armenia&by=name", ["Haidar Aliev", "Robert Kocharian"]),
        ("q=rent", ["Haidar Aliev"]),
        ("contains=%D0%B0%D0%BB%D0%B8", ["Haidar Aliev"]),
        ("starts=k", ["Robert Kocharian"]),
        ("contains=nobody", []),
        ("q=fleet&actor=haidar-aliev", ["Haidar Aliev"]),
    ],
)
def test_a_list_stays_within_the_search_and_what_is_asked(client, indexed, query, expected):
    assert labels(client.get(f"{PAGE}?{query}")) == expected


def test_names_in_another_spelling_are_told_apart(client, indexed):
    text = client.get(f"{PAGE}?contains=heyd").text
    assert "<strong>1</strong> actor with <bdi>“heyd”</bdi> in a name (in another spelling)" in text
    assert "another spelling" not in client.get(f"{PAGE}?contains=haid").text
    assert labels(client.get(f"{PAGE}?contains=kkk")) == []


def test_beside_a_chosen_value_others_are_told_to_widen(client, indexed):
    text = client.get(f"{PAGE}?actor=haidar-aliev").text
    assert "Another value widens the search" in text
    assert "<em>or</em> <bdi>Robert Kocharian</bdi>" in text


def test_the_constraints_are_chips_that_stay_on_the_page(client, indexed):
    text = client.get(f"{PAGE}?q=radar&region=azerbaijan&by=name").text
    assert 'class="chip" href="/search/facets/actor/?q=radar&amp;by=name"' in text


def test_the_way_back_leads_to_the_results(client, indexed):
    text = client.get(f"{PAGE}?region=armenia").text
    assert '<a href="/search/?region=armenia">Back to the 2 articles</a>' in text


def test_a_value_is_chosen_and_excluded_from_the_list(client, indexed):
    text = client.get(f"{PAGE}?q=radar").text
    assert 'href="/search/?q=radar&amp;actor=haidar-aliev"' in text
    assert 'href="/search/?q=radar&amp;not-actor=haidar-aliev"' in text


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("by=count", ""),
        ("part=1&contains=a", "?contains=a"),
        ("starts=R&q=radar", "?q=radar&starts=r"),
        ("page=3", ""),
    ],
)
def test_another_spelling_redirects_to_the_canonical_address(client, indexed, query, canonical):
    assert client.get(f"{PAGE}?{query}").url == PAGE + canonical


def test_a_long_list_comes_in_parts(client, crowd):
    parts = [client.get(f"{PAGE}?by=name{part}") for part in ("", "&part=2", "&part=3")]
    shown = [label for part in parts for label in labels(part)]
    assert shown == ["Haidar Aliev", "Robert Kocharian", *sorted(shown[2:])]
    assert len(shown) == 202
    assert (
        '<a href="/search/facets/actor/?by=name&amp;part=2" rel="next nofollow">' in parts[0].text
    )


def test_a_part_past_the_end_links_to_the_last(client, crowd):
    response = client.get(f"{PAGE}?part=99")
    assert response.status_code == 404
    assert 'href="/search/facets/actor/?part=3">Go to the last part' in response.text


def test_letters_without_values_are_no_links(client, indexed):
    text = client.get(PAGE).text
    assert '<a href="/search/facets/actor/?starts=a" rel="nofollow">A</a>' in text
    assert '<span class="letter-without">Q</span>' in text


def test_a_facet_that_there_is_not_is_not_found(client, indexed):
    assert client.get("/search/facets/colour/").status_code == 404


def test_malformed_parameters_are_told(client, indexed):
    response = client.get(f"{PAGE}?starts=%00&colour=red")
    assert response.status_code == 200
    assert response.text.count('class="notice"') == 2


def test_a_search_that_costs_too_much_is_refused_with_words(client, indexed):
    assert "at most 512" in client.get(PAGE, {"q": "x" * 600}).text


def test_without_an_index_the_page_says_so(client, archive):
    assert client.get(PAGE).status_code == 503
    assert client.get(f"{PAGE}suggest?contains=al").json()["suggestions"] == []


def test_names_are_suggested_under_the_constraints(client, indexed):
    answer = client.get(f"{PAGE}suggest?q=radar&contains=%D0%B0%D0%BB%D0%B8&form=page").json()
    assert answer["suggestions"] == [
        {
            "kind": "actor",
            "text": "Haidar Aliev",
            "articles": 1,
            "url": "/search/?q=radar&actor=haidar-aliev",
        }
    ]


def test_at_most_some_are_suggested(client, crowd):
    answer = client.get(f"{PAGE}suggest?contains=person").json()
    assert len(answer["suggestions"]) == facet_pages.SUGGESTED


def test_the_page_asks_the_database_a_few_times(client, indexed, django_assert_max_num_queries):
    client.get(f"{PAGE}?q=radar&contains=a")  # reads the forms of all names, once a version
    with django_assert_max_num_queries(1):
        client.get(f"{PAGE}?q=radar&region=armenia&contains=a")
