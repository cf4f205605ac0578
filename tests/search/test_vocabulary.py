"""Names in memory: what a change of the database changes in them, and what it leaves."""

from archive.models import Region
from search import vocabulary


def names(facet):
    return vocabulary.current().facets[facet]


def test_a_merged_record_is_its_last_survivor(archive):
    Region.objects.filter(pk=archive.karabakh.pk).update(merged_into=archive.armenia)
    Region.objects.filter(pk=archive.armenia.pk).update(merged_into=archive.ukraine)
    assert names("region").records[archive.karabakh.pk].label == "Ukraine"
    assert names("region").of_slug("karabakh").slug == "ukraine"


def test_a_slug_that_nothing_bears_is_its_own_label(archive):
    assert names("region").of_slug("atlantis").label == "atlantis"


def test_a_merge_undone_revives_the_record(archive):
    Region.objects.filter(pk=archive.karabakh.pk).update(merged_into=archive.armenia)
    assert names("region").of_slug("karabakh").label == "Armenia"
    Region.objects.filter(pk=archive.karabakh.pk).update(merged_into=None)
    assert names("region").of_slug("karabakh").label == "Karabakh"


def test_only_keys_that_count_for_others_are_told_apart(archive):
    archive.aliev.merged_into = archive.kocharian
    archive.aliev.save()
    merged = {archive.aliev.pk: (archive.kocharian.pk,)}
    assert names("actor").counting_for_others == merged


def test_a_rename_keeps_the_structure(archive):
    before = names("region").structure
    archive.armenia.name = "Hayastan"
    archive.armenia.save()
    assert names("region").structure == before


def test_a_new_record_keeps_the_structure(archive):
    before = names("region").structure
    Region.objects.create(name="Georgia")
    assert names("region").structure == before


def test_a_broader_region_changes_the_structure(archive):
    before = names("region").structure
    archive.ukraine.broader.add(archive.caucasus)
    assert names("region").structure != before
