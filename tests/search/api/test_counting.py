"""Facets, histogram and suggestions: the numbers that pages show, alone."""

import pytest

API = "/api/v1"


def test_a_facet_lists_its_values_as_the_search_does(client, indexed):
    listed = client.get(f"{API}/facets/region?q=radar+OR+pipeline").json()["values"]
    assert listed == client.get(f"{API}/search?q=radar+OR+pipeline").json()["facets"]["region"]


def test_values_are_found_by_a_part_of_a_name(client, indexed):
    body = client.get(f"{API}/facets/actor?contains=kochar").json()
    assert [value["value"] for value in body["values"]] == ["robert-kocharian"]


def test_a_facet_that_there_is_not_is_404(client, indexed):
    response = client.get(f"{API}/facets/colour")
    assert response.status_code == 404
    assert "region" in response.json()["detail"]


def test_a_bar_counts_what_its_search_finds(client, indexed):
    bars = client.get(f"{API}/histogram?unit=month&publication=monitor").json()["bars"]
    assert [bar["from"] for bar in bars] == ["1999-10-01", "1999-11-01", "2001-01-01", "2001-04-01"]
    for bar in bars:
        found = client.get(bar["url"].replace("/search/", f"{API}/search")).json()
        assert found["total"] == bar["count"]


def test_years_are_told_without_a_unit(client, indexed):
    body = client.get(f"{API}/histogram?unit=week").json()
    assert body["bars"][0] | {"url": ""} == {
        "from": "1997-01-01",
        "to": "1997-12-31",
        "count": 1,
        "url": "",
    }
    assert body["query"]["notices"] == ["“week” makes no sense as “unit”."]


@pytest.mark.parametrize("name", ["facets/region", "histogram"])
def test_a_search_that_costs_too_much_is_422(client, indexed, name):
    assert client.get(f"{API}/{name}?q=*bala").status_code == 422


def test_suggestions_are_those_of_the_search_box(client, indexed):
    assert (
        client.get(f"{API}/suggestions?q=haid").json()
        == client.get("/suggest?q=haid&form=page").json()
    )


@pytest.mark.parametrize("name", ["search", "facets/region", "histogram", "suggestions"])
def test_nothing_hidden_is_told(client, indexed, name):
    for q in ("secret", "mistaken", "Withdrawn on", "A draft on"):
        text = client.get(f"{API}/{name}", {"q": q}).text
        assert not any(each.public_id in text for each in (indexed.draft, indexed.withdrawn))
        assert "A draft on Karabakh" not in text
        assert "A secret plan" not in text
