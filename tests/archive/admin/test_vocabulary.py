"""The lists of regions, actors and outlets."""

import pytest

from archive.apparatus import search_for
from archive.models import Actor, Article, ArticleActor, ArticleRegion, Outlet, Region, SourceNote


@pytest.mark.parametrize("words", ["haidar", "Гейдар Алиев", "гейдар", "АЛИЕВ", "haidar-aliev"])
def test_an_actor_is_found_by_any_form_of_the_name(archive, curator, words):
    assert curator.found(Actor, q=words) == {archive.aliev}


def test_a_region_is_found_by_a_variant(archive, curator):
    archive.karabakh.variants.create(form="Artsakh")
    assert curator.found(Region, q="artsakh") == {archive.karabakh}


def test_an_outlet_is_found_by_a_variant(archive, curator):
    archive.turan.variants.create(form="Turan News Agency")
    assert curator.found(Outlet, q="news agency") == {archive.turan}


def test_a_record_with_several_matching_variants_is_listed_once(archive, curator):
    archive.aliev.variants.create(form="Гейдар Алиевич")
    assert len(curator.get(Actor, q="Гейдар").context["cl"].result_list) == 1


@pytest.mark.parametrize(
    ("model", "field", "term", "name"),
    [
        (ArticleActor, "actor", "Гейдар", "Haidar Aliev"),
        (ArticleRegion, "region", "ukr", "Ukraine"),
        (Region.broader.through, "to_region", "ukr", "Ukraine"),
        (SourceNote, "outlet", "tur", "Turan"),
        (Article, "publication", "digest", "Eurasia Digest"),
        (Article, "issue", "Monitor 7/68", "Monitor 7/68"),
    ],
)
def test_autocomplete_answers(archive, curator, model, field, term, name):
    assert curator.autocomplete(model, field, term) == [name]


def test_a_row_links_to_the_search_for_the_record(archive, curator):
    page = curator.get(Actor).content.decode()
    assert f'href="{search_for("actor", archive.aliev.slug)}"' in page


def test_the_number_of_articles_leads_to_their_list(archive, curator):
    assert "?regions__id__exact=" in curator.get(Region).content.decode()
    tagged = curator.found(Article, regions__id__exact=archive.karabakh.pk)
    assert tagged == {archive.talks, archive.draft}


def test_the_number_of_source_notes_leads_to_their_list(archive, curator):
    found = curator.found(SourceNote, outlet__id__exact=archive.turan.pk)
    assert found == set(archive.radar.source_notes.all())


def test_a_region_cannot_lie_in_itself(archive, curator):
    response = curator.change(archive.armenia, broader=[archive.armenia.pk])
    assert "cannot lie in itself" in curator.refusal("broader", response)


def test_a_cycle_of_regions_is_refused(archive, curator):
    response = curator.change(archive.caucasus, broader=[archive.karabakh.pk])
    refusal = curator.refusal("broader", response)
    assert "Karabakh lies in South Caucasus already" in refusal
    assert not archive.caucasus.broader.exists()


def test_a_region_may_lie_in_several(archive, curator):
    curator.change(archive.ukraine, broader=[archive.caucasus.pk, archive.armenia.pk])
    assert archive.ukraine.broader.count() == 2


def test_a_slug_of_another_record_is_refused(archive, curator):
    response = curator.change(archive.kocharian, slug="haidar-aliev")
    assert "haidar-aliev" in str(response.context["adminform"].form.errors)


def variants(*forms):
    rows = {f"variants-{number}-form": form for number, form in enumerate(forms)}
    kinds = {f"variants-{number}-kind": "spelling" for number in range(len(forms))}
    return {"variants-TOTAL_FORMS": len(forms), **rows, **kinds}


def test_a_record_is_made_with_its_variants(archive, curator):
    curator.add(Actor, name="Eduard Shevardnadze", **variants("Shevi", "შევარდნაძე"))
    made = Actor.objects.get(slug="eduard-shevardnadze")
    assert {variant.form for variant in made.variants.all()} == {"Shevi", "შევარდნაძე"}


def test_a_variant_given_twice_is_refused(archive, curator):
    page = curator.add(Actor, name="Eduard Shevardnadze", **variants("Shevi", "shevi"))
    assert "given twice" in page.content.decode()


def test_a_variant_that_the_record_has_is_refused(archive, curator):
    page = curator.change(archive.aliev, **variants("Гейдар Алиев", "Гейдар Алиев"))
    assert archive.aliev.variants.count() == 1
    assert "twice" in page.content.decode() or "already" in page.content.decode()


def test_a_record_that_articles_bear_cannot_be_deleted(archive, curator):
    curator.client.post(curator.url(Actor, "delete", archive.aliev.pk), {"post": "yes"})
    assert Actor.objects.filter(pk=archive.aliev.pk).exists()


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("wikidata", "q167191", "Q with a number"),
        ("wikidata", "Q0", "Q with a number"),
        ("variants-0-script", "cyrl", "four letters"),
        ("variants-0-language", "English", "two or three letters"),
    ],
)
def test_ids_and_codes_that_cannot_be_are_refused(archive, curator, field, value, refusal):
    page = curator.change(archive.aliev, **{field: value}).content.decode()
    assert refusal in page


def test_a_cycle_by_way_of_a_merged_region_is_refused(archive, curator):
    Region.objects.filter(pk=archive.ukraine.pk).update(merged_into=archive.caucasus)
    response = curator.change(archive.caucasus, broader=[archive.ukraine.pk])
    assert "cannot lie in itself" in curator.refusal("broader", response)
