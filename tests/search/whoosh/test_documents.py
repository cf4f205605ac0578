from datetime import date

import pytest

from archive.models import Article, SourceNote
from search.whoosh import documents as module
from search.whoosh.documents import documents
from search.whoosh.schema import NO_DAY

pytestmark = pytest.mark.django_db


def document(article):
    (found,) = documents([article.pk])
    return found


def test_there_is_one_for_each_public_article_by_key(archive):
    public = Article.objects.public().order_by("pk")
    assert [each["article"] for each in documents()] == [article.pk for article in public]


def test_drafts_and_withdrawn_articles_have_none(archive):
    assert list(documents([archive.draft.pk, archive.withdrawn.pk])) == []


def test_articles_of_a_publication_for_staff_have_none(archive):
    archive.digest.policy = "staff"
    archive.digest.save()
    assert list(documents([archive.fleet.pk])) == []


def test_deleted_articles_have_none(archive):
    assert list(documents([999_999])) == []


def test_days_are_proleptic_ordinals(archive):
    found = document(archive.fleet)
    days = (date(1997, 5, 1).toordinal(), date(1997, 5, 31).toordinal())
    assert (found["first"], found["last"]) == days


def test_an_undated_article_has_no_day(archive):
    assert document(archive.undated)["last"] == NO_DAY


@pytest.mark.parametrize(("name", "certain"), [("talks", 1), ("radar", 0), ("fleet", 0)])
def test_certain_is_a_stated_single_day_without_a_qualifier(archive, name, certain):
    assert document(getattr(archive, name))["certain"] == certain


def test_directly_assigned_records_stand_as_keys(archive):
    found = document(archive.talks)
    assert found["region"] == (archive.karabakh.pk,)
    assert found["actor"] == tuple(sorted([archive.aliev.pk, archive.kocharian.pk]))


def test_an_issue_stands_as_its_key(archive):
    assert document(archive.talks)["issue"] == archive.talks.issue.pk
    assert document(archive.undated)["issue"] == 0


def test_an_outlet_cited_twice_stands_once(archive):
    SourceNote.objects.create(article=archive.radar, outlet=archive.turan, order=1)
    assert document(archive.radar)["outlet"] == (archive.turan.pk,)


def test_a_derived_title_is_not_indexed_twice(archive):
    untitled = archive.article("", "The first words are the title.")
    assert document(untitled)["title"] == ""


def test_boilerplate_and_raw_text_are_not_indexed(archive):
    Article.objects.update(boilerplate="Unauthorised", raw="Raw")
    assert not {"boilerplate", "raw"} & document(archive.radar).keys()


@pytest.mark.parametrize("field", ["title", "body", "date"])
def test_the_digest_changes_with_each_field(archive, field):
    before = document(archive.talks)["digest"]
    setattr(archive.talks, field, "2001")
    archive.talks.save()
    assert document(archive.talks)["digest"] != before


def test_the_digest_changes_with_the_tags(archive):
    before = document(archive.talks)["digest"]
    archive.talks.actors.set([archive.aliev])
    assert document(archive.talks)["digest"] != before


def test_portions_leave_none_out(archive, monkeypatch):
    whole = list(documents())
    monkeypatch.setattr(module, "PORTION", 2)
    assert list(documents()) == whole
    assert list(documents([each["article"] for each in whole])) == whole


def test_a_portion_takes_a_query_for_itself_and_one_for_each_facet(
    archive, django_assert_num_queries
):
    with django_assert_num_queries(6):
        list(documents())
