"""The tree of regions: down to countries, a region under each of its broader ones."""

from archive import region_tree
from archive.models import Region


def counts_of(*regions):
    return {region.pk: 1 for region in regions}


def test_macroregions_open_down_to_countries(archive):
    (root,) = region_tree.roots(
        counts_of(archive.caucasus, archive.azerbaijan, archive.armenia, archive.karabakh)
    )
    assert root.label == "South Caucasus"
    assert [each.label for each in root.branches] == ["Armenia", "Azerbaijan"]


def test_what_lies_in_a_country_is_only_numbered(archive):
    (root,) = region_tree.roots(
        counts_of(archive.caucasus, archive.azerbaijan, archive.armenia, archive.karabakh)
    )
    assert [(each.branches, each.within) for each in root.branches] == [([], 1), ([], 1)]


def test_a_country_stands_under_each_of_its_macroregions(archive):
    europe = Region.objects.create(name="Europe", kind="macroregion")
    archive.armenia.broader.add(europe)
    roots = region_tree.roots(counts_of(archive.caucasus, archive.armenia, europe))
    assert [[each.label for each in root.branches] for root in roots] == [["Armenia"], ["Armenia"]]


def test_regions_without_articles_do_not_stand_there(archive):
    assert [each.label for each in region_tree.roots(counts_of(archive.ukraine))] == ["Ukraine"]
