"""Cursors: what is there all the time comes exactly once, whatever comes and goes."""

import pytest

from search import rebuild

API = "/api/v1/search"


def read_on(client, address, meanwhile=lambda: None):
    titles = []
    while address:
        body = client.get(address).json()
        titles += [hit["title"] for hit in body["hits"]]
        address = body["next"]
        meanwhile()
    return titles


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_a_cursor_reads_what_pages_read(client, indexed, sort):
    by_page = read_on(client, f"{API}?sort={sort}&size=4")
    assert read_on(client, f"{API}?sort={sort}&size=1&cursor=*") == by_page
    assert len(by_page) == 6


def test_nothing_comes_twice_or_is_missed_while_the_archive_changes(client, indexed):
    lasting = read_on(client, f"{API}?cursor=*")
    lasting.remove(indexed.radar.title)

    def change():
        for day in ("2002-01-01", "2001-03-01", "1990-01-01"):
            indexed.article(f"New on {day}", "Words.", date=day)
        indexed.radar.delete()
        rebuild.rebuild()

    steps = [change]
    titles = read_on(client, f"{API}?size=1&cursor=*", lambda: steps and steps.pop()())
    assert [title for title in titles if title in lasting] == lasting


def test_with_words_a_cursor_says_in_which_order_it_reads(client, indexed):
    body = client.get(f"{API}?q=radar&size=1&cursor=*").json()
    assert body["query"]["canonical"] == "?q=radar&sort=newest"
    assert "newest was used" in body["query"]["notices"][0]


@pytest.mark.parametrize("cursor", ["x", "n", "n1_", "r1_1", "n99999999999_1", "n１_1"])
def test_what_is_no_cursor_is_refused(client, indexed, cursor):
    assert client.get(API, {"cursor": cursor}).status_code == 400
