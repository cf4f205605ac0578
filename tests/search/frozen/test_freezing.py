"""What is kept of a search, and that the same result is kept once."""

import pytest

from search import rebuild
from search.frozen import freezing, said
from search.frozen.freezing import keep, take
from search.language import QueryTooLarge
from search.models import FrozenSearch
from search.state import read


def frozen(query):
    return keep(take(read(query).state))


def test_the_articles_are_kept_in_the_order_of_the_search(indexed):
    found = frozen("actor=robert-kocharian&sort=oldest")
    titles = [each.title for each in said.unpack(found.articles)]
    assert titles == ["Shots in parliament", "Presidents meet on Karabakh"]
    assert found.query == "?actor=robert-kocharian&sort=oldest"


def test_interpretation_counts_and_versions_are_kept(indexed):
    told = frozen("q=radar").told
    assert told["interpretation"] == "Searched for “radar”."
    assert told["facets"]["region"][0] == {
        "value": "azerbaijan",
        "label": "Azerbaijan",
        "count": 1,
    }
    assert (told["years"], told["undated"]) == ([[2001, 1]], 1)
    assert told["versions"]["index"].startswith("v4-")


def test_an_unchanged_archive_gives_one_id(indexed):
    assert frozen("q=radar").pk == frozen("q=radar").pk
    assert FrozenSearch.objects.count() == 1


def test_another_index_of_the_same_archive_gives_the_same_id(indexed):
    before = frozen("q=radar")
    rebuild.rebuild()
    assert frozen("q=radar").pk == before.pk


def test_a_changed_text_gives_another_id(indexed):
    before = frozen("q=radar")
    indexed.radar.body += " The rent was lowered."
    indexed.radar.save()
    rebuild.rebuild()
    assert frozen("q=radar").pk != before.pk


def test_two_searches_with_one_result_have_two_ids(indexed):
    assert frozen("q=gabala").pk != frozen("q=gabala+rent").pk


def test_of_too_many_articles_the_others_are_counted_and_hashed(indexed, monkeypatch):
    whole = take(read("").state)
    monkeypatch.setattr(freezing, "MOST_KEPT", 2)
    cut = take(read("").state)
    assert (len(said.unpack(cut.articles)), cut.total) == (2, 6)
    assert cut.result_sha256 != whole.result_sha256


def test_a_refused_search_is_not_frozen(indexed):
    with pytest.raises(QueryTooLarge):
        take(read(f"q={'a' * 600}").state)
