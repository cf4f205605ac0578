"""The sample archive: large enough, tagged throughout, its references resolved but for a few."""

import re

from django.conf import settings
from django.core.management import call_command

from archive.importing.bulletins import decode, parse
from archive.importing.seeds import load_bulletins, load_vocabulary
from archive.models import Actor, Article, Outlet, Reference, Region

BASES = ("stated", "inferred", "unknown")
BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
FOLDER = settings.BASE_DIR / "seeds"
ITEMS = [
    item
    for path in sorted((FOLDER / "bulletins").glob("*.txt"))
    for item in parse(decode(path.read_bytes()))
]


def test_there_are_at_least_eighty_bulletins_of_150_to_350_words():
    """Brackets, that is source notes, are not counted as words of the bulletin."""
    lengths = [len(BRACKETS.sub("", item.body).split()) for item in ITEMS]
    assert len(lengths) >= 80
    assert min(lengths) >= 150
    assert max(lengths) <= 350


def test_every_bulletin_goes_in_and_every_tag_is_known(seeds):
    assert seeds.counts["new"] == len(ITEMS)
    assert seeds.counts["failed"] == 0
    assert [remark for remark in seeds.remarks if "no tag" in remark] == []


def test_every_bulletin_has_a_region_and_nearly_every_one_an_actor(seeds):
    assert not Article.objects.filter(regions=None).exists()
    assert Article.objects.filter(actors=None).count() <= 1


def test_references_resolve_and_a_few_dangle(seeds):
    assert Reference.objects.filter(reason="").count() >= 100
    assert 0 < Reference.objects.exclude(reason="").count() < 20


def test_some_dates_are_stated_most_inferred_and_a_few_unknown(seeds):
    number = {basis: Article.objects.filter(date_basis=basis).count() for basis in BASES}
    assert number["inferred"] > number["stated"] > number["unknown"] > 0


def test_the_vocabulary_knows_actors_in_all_their_scripts(seeds):
    assert Actor.objects.count() >= 150
    forms = set(Actor.objects.get(slug="haidar-aliev").variants.values_list("form", flat=True))
    assert {"Heydar Aliyev", "Heydər Əliyev", "Гейдар Алиев"} <= forms
    assert Outlet.objects.count() >= 70


def test_no_region_lies_in_itself(seeds):
    assert all(region.pk not in region.broader_closure() for region in Region.objects.all())


def test_loading_again_changes_nothing(seeds):
    again = load_bulletins(FOLDER)
    assert again.counts["unchanged"] == len(ITEMS)
    assert set(load_vocabulary(FOLDER / "vocabulary").values()) == {0}


def test_an_archive_with_articles_is_left_alone(archive):
    call_command("load_seeds", "--if-empty")
    assert Article.objects.count() == 8
