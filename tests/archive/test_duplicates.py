"""Which records are proposed as the same, and which are not."""

from django.db.models import Value

from archive import duplicates
from archive.models import Actor


def pairs():
    records = Actor.objects.annotate(times_used=Value(0))
    return {frozenset([pair.one.name, pair.other.name]) for pair in duplicates.proposed(records)}


def test_names_that_fold_alike_are_proposed(archive):
    Actor.objects.create(name="Heydər Əliyev")
    assert pairs() == {frozenset(["Haidar Aliev", "Heydər Əliyev"])}


def test_a_variant_is_compared_as_the_name_is(archive):
    Actor.objects.create(name="The President").variants.create(form="Geidar Aliyev")
    assert pairs() == {frozenset(["Haidar Aliev", "The President"])}


def test_the_order_of_words_does_not_matter(archive):
    Actor.objects.create(name="Kocharyan Robert")
    assert pairs() == {frozenset(["Robert Kocharian", "Kocharyan Robert"])}


def test_single_words_must_begin_alike(archive):
    Actor.objects.create(name="Gaidar")
    Actor.objects.create(name="Haidar")
    assert pairs() == set()


def test_one_wikidata_id_makes_a_pair(archive):
    Actor.objects.filter(pk=archive.aliev.pk).update(wikidata="Q1")
    Actor.objects.create(name="The President", wikidata="Q1")
    assert pairs() == {frozenset(["Haidar Aliev", "The President"])}


def test_what_is_merged_is_not_proposed_again(archive):
    Actor.objects.create(name="Heydər Əliyev", merged_into=archive.aliev)
    assert pairs() == set()


def test_a_name_of_many_records_is_no_sign(archive):
    for number in range(duplicates.MOST_BEARERS + 1):
        Actor.objects.create(name=f"Minister {number}").variants.create(form="The Minister")
    assert pairs() == set()


def test_the_reason_names_both_forms(archive):
    Actor.objects.create(name="Robert Kocharyan")
    (pair,) = duplicates.proposed(Actor.objects.annotate(times_used=Value(0)))
    assert pair.reasons == ["Robert Kocharian = Robert Kocharyan"]
