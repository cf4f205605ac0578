"""Merging two authority records: what then counts for which, what is refused, the way back."""

import pytest

from archive import merging
from archive.models import Actor, Region
from search import engine, vocabulary
from search.state import Filter, SearchState


@pytest.fixture
def pair(archive):
    """Haidar Aliev, of two articles, and a record made for one in another spelling."""
    archive.geidar = Actor.objects.create(name="Geidar Aliyev", kind="person", wikidata="Q167191")
    archive.geidar.variants.create(form="Geidar Alijew")
    archive.fleet.actors.add(archive.geidar)
    archive.talks.actors.add(archive.geidar)
    return archive


def test_the_survivor_is_found_with_the_articles_of_both(pair, indexed):
    merging.merge(pair.geidar, pair.aliev)
    results = engine.search(SearchState().add(Filter("actor", "haidar-aliev")))
    assert results.total == 3


def test_the_survivor_is_found_by_the_names_of_both(pair, indexed):
    merging.merge(pair.geidar, pair.aliev)
    assert engine.search(SearchState(q='actor:"Geidar Alijew"')).total == 3


def test_the_address_of_the_merged_record_leads_to_the_survivor(pair, indexed, client):
    merging.merge(pair.geidar, pair.aliev)
    response = client.get("/actors/geidar-aliyev/")
    assert (response.status_code, response["Location"]) == (302, "/actors/haidar-aliev/")


def test_a_merge_taken_back_leaves_all_as_it_was(pair, indexed):
    before = vocabulary.current().facets
    merging.merge(pair.geidar, pair.aliev)
    merging.unmerge(Actor.objects.get(pk=pair.geidar.pk))
    assert vocabulary.current().facets == before
    assert set(pair.geidar.articles.all()) == {pair.fleet, pair.talks}


def test_the_preview_counts_articles_and_those_of_both(pair):
    preview = merging.preview(pair.geidar, pair.aliev)
    assert (preview.articles, preview.shared) == (2, 1)


def test_the_preview_lists_names_and_addresses_that_come(pair):
    preview = merging.preview(pair.geidar, pair.aliev)
    assert preview.forms == ["Geidar Aliyev", "Geidar Alijew"]
    assert preview.slugs == ["geidar-aliyev"]


def test_the_preview_tells_in_what_the_two_differ(pair):
    (difference,) = merging.preview(pair.geidar, pair.aliev).differences
    assert difference == ("Wikidata id", "Q167191", "")


def test_what_was_merged_before_follows(pair):
    merging.merge(pair.geidar, pair.kocharian)
    preview = merging.preview(pair.kocharian, pair.aliev)
    assert preview.followers == [pair.geidar]
    assert preview.articles == 3


def test_a_record_is_not_merged_into_itself(pair):
    with pytest.raises(merging.Refused):
        merging.merge(pair.aliev, pair.aliev)


def test_a_merged_record_is_not_merged_again(pair):
    merging.merge(pair.geidar, pair.aliev)
    with pytest.raises(merging.Refused, match="is merged into Haidar Aliev already"):
        merging.merge(pair.geidar, pair.kocharian)


def test_a_record_is_not_merged_into_a_merged_one(pair):
    merging.merge(pair.geidar, pair.aliev)
    with pytest.raises(merging.Refused, match="is itself merged"):
        merging.merge(pair.kocharian, pair.geidar)


def test_a_region_is_not_merged_into_one_that_lies_in_it(archive):
    with pytest.raises(merging.Refused, match="Karabakh lies in Armenia"):
        merging.merge(archive.armenia, archive.karabakh)


@pytest.fixture
def transcaucasus(archive):
    """A second record for the South Caucasus, with a region of its own in it."""
    archive.transcaucasus = Region.objects.create(name="Transcaucasus")
    archive.georgia = archive._region("Georgia", archive.transcaucasus)
    return archive


def test_what_lies_in_a_merged_region_lies_in_the_survivor(transcaucasus):
    archive = transcaucasus
    merging.merge(archive.transcaucasus, archive.caucasus)
    counts_for = vocabulary.current().facets["region"].counts_for[archive.georgia.pk]
    assert set(counts_for) == {archive.georgia.pk, archive.caucasus.pk}


def test_the_preview_lists_the_regions_that_come(transcaucasus):
    archive = transcaucasus
    assert merging.preview(archive.transcaucasus, archive.caucasus).narrower == [archive.georgia]


def test_the_preview_lists_the_regions_that_only_the_merged_one_lies_in(archive):
    preview = merging.preview(archive.karabakh, archive.armenia)
    assert preview.left == [archive.azerbaijan]


def test_a_merge_that_regions_have_grown_around_is_not_taken_back(transcaucasus):
    archive = transcaucasus
    archive.transcaucasus.broader.add(archive.ukraine)
    merging.merge(archive.transcaucasus, archive.caucasus)
    archive.ukraine.broader.add(archive.georgia)
    with pytest.raises(merging.Refused, match="Transcaucasus would lie in itself"):
        merging.unmerge(Region.objects.get(pk=archive.transcaucasus.pk))
    assert Region.objects.get(pk=archive.transcaucasus.pk).merged_into == archive.caucasus
