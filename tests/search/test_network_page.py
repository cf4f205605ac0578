"""The page of the network: who is named with whom, every pair a link to its articles."""

import re

import pytest

from search import engine, network, rebuild
from search.network_drawing import drawing
from search.network_state import read_network
from search.state import read

PAGE = "/network/"


def pairs(query=""):
    found = network.of_search(read_network(query)[0])
    return {(edge.first.slug, edge.second.slug): edge.weight for edge in found.edges}


@pytest.fixture
def summits(archive):
    """Three summits of Aliev, Kocharian and a third; two of them with paragraphs that name two."""
    archive.oskanian = archive.aliev.__class__.objects.create(name="Vartan Oskanian", kind="person")
    actors = [archive.aliev, archive.kocharian, archive.oskanian]
    text = "Aliev met Kocharian.\n\nOskanian spoke with Kocharian, Aliev with Kocharian."
    archive.article("First summit", text, date="2000-01-02", actors=actors)
    archive.article("Second summit", "Aliev and Oskanian.", date="2000-02-02", actors=actors)
    archive.article("Third summit", "They met.", date="2000-03-02", actors=actors[:2])
    rebuild.rebuild()
    return archive


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (
            "q=summit",
            {
                ("haidar-aliev", "robert-kocharian"): 3,
                ("haidar-aliev", "vartan-oskanian"): 2,
                ("robert-kocharian", "vartan-oskanian"): 2,
            },
        ),
        (
            "q=summit&by=paragraph",
            {
                ("haidar-aliev", "robert-kocharian"): 2,
                ("haidar-aliev", "vartan-oskanian"): 2,
                ("robert-kocharian", "vartan-oskanian"): 1,
            },
        ),
        ("q=summit&from=2000-03", {("haidar-aliev", "robert-kocharian"): 1}),
        ("region=karabakh", {("haidar-aliev", "robert-kocharian"): 1}),
        ("q=fleet", {}),
    ],
)
def test_pairs_are_those_of_the_articles_found(summits, query, found):
    assert pairs(query) == found


@pytest.mark.parametrize(
    "query",
    ["", "q=summit+OR+karabakh", "q=OR+summit", "match=any&q=first+third", "actor=haidar-aliev"],
)
def test_each_edge_and_node_finds_as_many_articles_as_it_says(summits, query):
    found = network.of_search(read_network(query)[0])
    assert found.edges
    numbers = {edge.url: edge.articles for edge in found.edges}
    numbers |= {node.search_url: node.articles for node in found.nodes}
    for url, articles in numbers.items():
        assert engine.search(read(url.partition("?")[2]).state).total == articles


def test_pairs_are_ordered_by_number_or_by_name(summits):
    by_number = list(pairs("q=summit"))
    by_name = list(pairs("q=summit&order=name"))
    assert by_number[0] == ("haidar-aliev", "robert-kocharian")
    assert by_name == sorted(by_name)


def test_actors_beyond_the_most_frequent_are_left_out_and_numbered(client, summits, monkeypatch):
    monkeypatch.setattr(network, "MOST_ACTORS", 2)
    text = client.get(f"{PAGE}?q=summit").text
    assert "The 2 most frequent actors are shown; 1 is left out." in text


def test_only_the_newest_articles_are_read_and_the_page_says_so(client, summits, monkeypatch):
    monkeypatch.setattr(network, "MOST_READ", 2)
    text = client.get(f"{PAGE}?q=summit&by=paragraph").text
    assert "Of 3 articles with two of the actors or more the 2 newest were read." in text
    assert pairs("q=summit&by=paragraph") == {("haidar-aliev", "vartan-oskanian"): 1}


def test_an_actor_named_with_no_other_is_told(client, indexed):
    text = client.get(f"{PAGE}?q=gabala").text
    assert "No two actors are named together in these articles" in text


def test_weak_pairs_stand_in_the_table_only(summits, monkeypatch):
    monkeypatch.setattr("search.network_drawing.MOST_LINES", 1)
    drawn = drawing(network.of_search(read_network("q=summit")[0]))
    assert len(drawn.lines) == 2  # the strongest, and one that ties the third actor
    assert len(drawn.circles) == 3


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("by=paragraph&q=radar", "?q=radar&by=paragraph"),
        ("q=radar&by=&order=&sort=oldest", "?q=radar"),
        ("page=1", ""),
    ],
)
def test_another_spelling_redirects_to_the_canonical_address(client, indexed, query, canonical):
    response = client.get(f"{PAGE}?{query}")
    assert (response.status_code, response.url) == (302, PAGE + canonical)


@pytest.mark.parametrize("query", ["by=sentence", "order=size", "colour=red", "from=x"])
def test_what_was_ignored_is_said(client, indexed, query):
    assert 'class="notice"' in client.get(f"{PAGE}?{query}").text


def test_lines_nodes_and_table_link_to_articles(client, summits):
    text = client.get(f"{PAGE}?q=summit").text
    both = "q=actor%3Ahaidar-aliev+actor%3Arobert-kocharian+summit"
    assert text.count(f'href="/search/?{both}"') == 2
    assert "<title>Haidar Aliev and Robert Kocharian: 3 articles</title>" in text
    assert 'href="/search/?q=actor%3Ahaidar-aliev+summit"' in text
    assert text.count('href="/actors/haidar-aliev/"') == 4  # drawing, actors, two pairs


def test_a_page_of_pairs_past_the_end_is_not_found(client, summits):
    response = client.get(f"{PAGE}?page=3")
    assert response.status_code == 404
    assert "the last is 1" in response.text


def test_a_refused_search_says_why(client, indexed):
    assert "would find too many words" in client.get(f"{PAGE}?q=a*").text


@pytest.mark.parametrize(("query", "queries"), [("q=summit", 1), ("q=summit&by=paragraph", 2)])
def test_texts_are_read_in_one_query(client, summits, django_assert_num_queries, query, queries):
    client.get(f"{PAGE}?{query}")
    with django_assert_num_queries(queries):
        client.get(f"{PAGE}?{query}")


def test_no_style_stands_in_the_page(client, summits):
    assert not re.search(r"<style|style=", client.get(PAGE).text)


def test_without_an_index_readers_are_asked_to_come_back(client, archive):
    assert client.get(PAGE).status_code == 503


def test_results_link_to_the_overviews_of_the_same_search(client, indexed):
    text = client.get("/search/?q=radar&dates=certain&sort=oldest").text
    assert 'href="/network/?q=radar&amp;dates=certain"' not in text
    text = client.get("/search/?q=radar&sort=oldest").text
    assert 'href="/network/?q=radar"' in text
    assert 'href="/trends/?q=radar"' in text
