"""Splitting an authority record: what goes with the new one, what is told, the way back."""

import pytest

from archive import merging, splitting
from archive.models import Region, SourceNote
from search import engine, rebuild
from search.state import Filter, SearchState


@pytest.fixture
def father(archive):
    """Haidar Aliev, whose record an article on his son bears as well."""
    archive.son = archive.article("The son", "Ilham Aliev spoke.", actors=[archive.aliev])
    archive.form = archive.aliev.variants.create(form="I. Aliev")
    return archive


def split(small, **given):
    given = {"name": "Ilham Aliev", "articles": [small.son.pk], **given}
    return splitting.split(small.aliev, **given)


def test_the_new_record_has_the_articles_and_names_given_to_it(father):
    new = split(father, variants=[father.form.pk])
    assert list(new.articles.all()) == [father.son]
    assert [variant.form for variant in new.variants.all()] == ["I. Aliev"]
    assert new.kind == "person"


def test_the_old_record_keeps_the_rest(father):
    split(father, variants=[father.form.pk])
    assert set(father.aliev.articles.all()) == {father.radar, father.talks}
    assert [variant.form for variant in father.aliev.variants.all()] == ["Гейдар Алиев"]


def test_a_variant_that_becomes_the_name_is_none_any_more(father):
    split(father, name="I. Aliev")
    assert not father.aliev.variants.filter(form="I. Aliev").exists()


def test_searches_tell_the_two_apart(father):
    new = split(father)
    rebuild.rebuild()
    totals = [
        engine.search(SearchState().add(Filter("actor", slug))).total
        for slug in ("haidar-aliev", new.slug)
    ]
    assert totals == [2, 1]


def test_merged_again_it_is_as_before(father, indexed):
    merging.merge(split(father), father.aliev)
    assert engine.search(SearchState().add(Filter("actor", "haidar-aliev"))).total == 3


def test_a_region_split_off_lies_where_the_old_one_lies(archive):
    new = splitting.split(archive.karabakh, "Lachin")
    assert set(new.broader.all()) == {archive.azerbaijan, archive.armenia}


def test_the_notes_of_an_outlet_move(archive):
    new = splitting.split(archive.turan, "Turan Weekly", articles=[archive.radar.pk])
    assert SourceNote.objects.get().outlet == new


def test_both_histories_tell_of_it(father):
    new = split(father, reason="Father and son.")
    assert new.history.get().history_change_reason == "Split from Haidar Aliev. Father and son."
    told = father.aliev.history.first().history_change_reason
    assert told == "Ilham Aliev was split from it. Father and son."


def test_articles_that_name_the_new_one_come_first(father):
    found = splitting.preview(father.aliev, ["Ilham Aliev"])
    assert found.named == [father.son]
    assert set(found.others) == {father.radar, father.talks}


@pytest.mark.parametrize("name", ["Karabakh", "KARABAKH"])
def test_the_new_record_needs_another_name(name, archive):
    with pytest.raises(splitting.Refused, match="another name"):
        splitting.split(archive.karabakh, name)


def test_a_merged_record_is_not_split(archive):
    Region.objects.filter(pk=archive.karabakh.pk).update(merged_into=archive.armenia)
    with pytest.raises(splitting.Refused, match="is merged"):
        splitting.split(Region.objects.get(pk=archive.karabakh.pk), "Lachin")
