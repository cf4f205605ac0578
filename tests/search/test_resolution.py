"""Names in a query become the records that bear them."""

import pytest

from archive.models import Actor, Publication, Region
from search import resolution, vocabulary
from search.language import parse


@pytest.fixture
def resolve(archive):
    return lambda text: resolution.resolved(parse(text), vocabulary.current())


@pytest.mark.parametrize(
    "text",
    [
        "actor:haidar-aliev",
        'actor:"Haidar Aliev"',
        'actor:"HAIDAR ALIEV"',
        'actor:"Haidar Äliev"',
        'actor:"Гейдар Алиев"',
        "actor:Алиев",
        'actor:"Aliyev, Haydar"',
        "actor:Haidar",
        "actor:Heydar",
        "actor:гейдар",
    ],
)
def test_a_record_is_found_by_slug_and_by_every_name(archive, resolve, text):
    query = resolve(text)
    assert query.tree.keys == (archive.aliev.pk,)
    assert query.repairs == ()


def test_a_region_takes_its_narrower_regions_along(archive, resolve):
    keys = {archive.caucasus.pk, archive.armenia.pk, archive.azerbaijan.pk, archive.karabakh.pk}
    assert set(resolve('region:"south caucasus"').tree.keys) == keys


def test_a_part_of_a_name_means_all_whose_it_is(archive, resolve):
    south = Region.objects.create(name="South Ossetia", kind="breakaway")
    north = Region.objects.create(name="North Ossetia", kind="republic")
    assert set(resolve("region:Osetia").tree.keys) == {south.pk, north.pk}


def test_part_of_a_name_is_a_whole_word_that_begins_alike(archive, resolve):
    Actor.objects.create(name="Yegor Gaidar", kind="person")
    assert resolve("actor:Haidar").tree.labels == ("Haidar Aliev",)
    assert resolve("actor:Hai").tree.keys == ()


@pytest.mark.parametrize("text", ["publication:eurasia", "publication:digest"])
def test_a_part_of_the_name_of_a_publication_will_do(archive, resolve, text):
    assert resolve(text).tree.keys == (archive.digest.pk,)


def test_of_many_bearers_some_are_told(archive, resolve):
    for number in range(10):
        Actor.objects.create(name=f"Ministry of {number}", kind="organisation")
    assert (
        resolve("actor:ministry").repairs[0].endswith("Ministry of 7 (ministry-of-7) and 2 more.")
    )


def test_the_name_of_a_merged_record_means_its_survivor(archive, resolve):
    Actor.objects.filter(pk=archive.kocharian.pk).update(merged_into=archive.aliev)
    tree = resolve('actor:"Robert Kocharian"').tree
    assert tree.labels == ("Haidar Aliev",)
    assert set(tree.keys) == {archive.aliev.pk, archive.kocharian.pk}


def test_several_records_of_a_name_are_all_meant_and_told(archive, resolve):
    other = Actor.objects.create(name="Haidar Aliev", kind="company")
    query = resolve('actor:"Haidar Aliev"')
    assert set(query.tree.keys) == {archive.aliev.pk, other.pk}
    assert "Haidar Aliev (haidar-aliev), Haidar Aliev (haidar-aliev-2)" in query.repairs[0]


def test_a_publication_is_known_by_its_abbreviation_too(archive, resolve):
    Publication.objects.filter(pk=archive.digest.pk).update(abbreviation="ED")
    assert resolve("publication:ed").tree.keys == (archive.digest.pk,)


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("actor:nobody", "No actor “nobody” is known to the archive."),
        ("issue:9/99", "No issue 9/99 is known to the archive."),
        ("date:2000..1999", "The dates end before they begin; no article can lie between them."),
    ],
)
def test_what_can_match_nothing_is_told(resolve, text, notice):
    assert resolve(text).repairs == (notice,)


def test_an_issue_is_found_by_volume_and_number(archive, resolve):
    assert resolve("issue:07/4").tree.keys == (archive.radar.issue.pk,)
