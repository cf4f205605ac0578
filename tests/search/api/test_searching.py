"""`GET /api/v1/search`: the form that is promised, and the same answers as the page."""

import pytest

from search import rebuild

API = "/api/v1/search"


def test_the_answer_has_the_promised_form(client, indexed):
    body = client.get(f"{API}?q=gabala").json()
    assert list(body) == [
        "query",
        "total",
        "hits",
        "facets",
        "histogram",
        "undated",
        "next",
        "suggestion",
    ]
    assert list(body["query"]) == ["canonical", "interpretation", "notices"]
    assert list(body["facets"]) == ["region", "actor", "publication", "outlet"]


def test_a_hit_tells_article_issue_and_tags(client, indexed):
    (hit,) = client.get(f"{API}?q=gabala").json()["hits"]
    assert hit.pop("score") > 0
    assert hit == {
        "id": indexed.radar.public_id,
        "url": indexed.radar.get_absolute_url(),
        "title": "Gabala radar talks stall",
        "date": "2001-01-05?",
        "publication": "monitor",
        "volume": 7,
        "issue": 4,
        "regions": ["azerbaijan"],
        "actors": ["haidar-aliev"],
        "snippet": "Baku raised the rent of the <mark>Gabala</mark> radar station.",
    }


def test_a_facet_value_links_to_the_page_of_results(client, indexed):
    values = client.get(f"{API}?region=armenia").json()["facets"]["region"]
    armenia = next(value for value in values if value["value"] == "armenia")
    assert armenia == {
        "value": "armenia",
        "label": "Armenia",
        "count": 2,
        "selected": True,
        "url": "/search/",
    }


def test_the_next_page_keeps_its_size(client, indexed):
    body = client.get(f"{API}?size=4").json()
    assert len(body["hits"]) == 4
    assert body["next"] == f"{API}?page=2&size=4"
    assert client.get(body["next"]).json()["next"] is None


@pytest.mark.parametrize("size", ["0", "101", "x", "-1", "9" * 5000])
def test_an_impossible_size_is_ignored_with_a_notice(client, indexed, size):
    body = client.get(API, {"size": size}).json()
    assert any("size" in notice for notice in body["query"]["notices"])


def test_another_spelling_never_redirects_the_api(client, indexed):
    response = client.get(f"{API}?page=1&q=radar")
    assert response.json()["query"]["canonical"] == "?q=radar"


@pytest.mark.parametrize(
    ("q", "limit"),
    [
        ("x" * 513, "512"),
        ("word " * 33, "32"),
        ("(" * 9 + "radar", "8 levels"),
        ("mil* mil?t mil*t milt*", "3"),
        ("abc~ " * 9, "8"),
        ("*bala", "first letter"),
        ("title:m*", "2 letters"),
        ("ab~", "3 letters"),
        ("sergeev~3", "~2"),
        ('"gabala radar"~51', "50"),
    ],
)
def test_a_search_that_costs_too_much_is_422(client, indexed, q, limit):
    response = client.get(API, {"q": q})
    assert response.status_code == 422
    assert limit in response.json()["error"]


def test_a_pattern_that_stands_for_too_many_words_is_422(client, archive):
    archive.article("Too many", " ".join(f"zz{number}" for number in range(1_001)))
    rebuild.rebuild()
    response = client.get(API, {"q": "zz*"})
    assert response.status_code == 422
    assert response.json()["error"] == ("“zz*” stands for 1,001 words; at most 1,000 are searched.")


@pytest.mark.parametrize("path", [API, "/suggest"])
def test_bytes_that_are_no_text_are_refused_in_json(client, indexed, path):
    response = client.get(f"{path}?q=%FF%FE")
    assert response.status_code == 400
    assert response.json()["error"] == "The query string is not UTF-8."


def test_how_many_pages_there_are_is_told_past_the_end(client, indexed):
    error = client.get(f"{API}?q=gabala&page=9").json()["error"]
    assert error == "There is only 1 page."
    error = client.get(f"{API}?size=2&page=9").json()["error"]
    assert error == "There are only 3 pages."


def test_a_page_past_the_end_is_404(client, indexed):
    assert client.get(f"{API}?page=9").status_code == 404


def test_the_page_and_the_api_agree(client, indexed):
    query = "?q=radar+OR+fleet"
    page = client.get(f"/search/{query}").context["results"]
    body = client.get(f"{API}{query}").json()
    assert [hit.article.public_id for hit in page.hits] == [hit["id"] for hit in body["hits"]]
    assert page.total == body["total"]
