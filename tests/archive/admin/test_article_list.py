"""The list of articles: what it shows, finds and does to many at once."""

import pytest

from archive.models import Article, Publication
from search import engine
from search.state import SearchState


def titles(articles):
    return {article.title for article in articles}


def texts(curator, article, **query):
    """Return what the columns of an article's row say."""
    changelist = curator.get(Article, **query).context["cl"]
    row = next(each for each in changelist.result_list if each == article)
    listed = changelist.model_admin
    return {name: getattr(listed, name)(row) for name in ("number", "dated", "page")} | {
        "regions": listed.region_count(row),
        "actors": listed.actor_count(row),
    }


def test_a_row_tells_issue_date_with_basis_and_number_of_tags(archive, curator):
    row = texts(curator, archive.talks)
    assert (row["number"], row["dated"]) == ("7/68", "2001-04-06 (stated)")
    assert (row["regions"], row["actors"]) == (1, 2)


def test_a_public_article_is_linked_to_its_page(archive, curator):
    assert archive.talks.get_absolute_url() in texts(curator, archive.talks)["page"]


def test_a_draft_has_no_public_page_to_link_to(archive, curator):
    assert texts(curator, archive.draft)["page"] == ""


def test_an_article_for_staff_only_has_no_public_page_to_link_to(archive, curator):
    Publication.objects.filter(pk=archive.digest.pk).update(policy="staff")
    assert texts(curator, archive.fleet)["page"] == ""


def test_the_title_finds(archive, curator):
    assert curator.found(Article, q="parliament shots") == {archive.parliament}


def test_the_beginning_of_the_text_finds(archive, curator):
    assert curator.found(Article, q="key west") == {archive.talks}


def test_the_rest_of_the_text_is_left_to_the_public_search(archive, curator):
    archive.article("Long", "Word. " * 60 + "Needle.")
    assert not curator.found(Article, q="needle")


def test_the_public_id_finds(archive, curator):
    assert curator.found(Article, q=archive.radar.public_id) == {archive.radar}


def test_the_id_of_the_import_finds(archive, curator):
    Article.objects.filter(pk=archive.radar.pk).update(external_id="wire:17")
    assert curator.found(Article, q="WIRE:17") == {archive.radar}


@pytest.mark.parametrize(
    ("filters", "name"),
    [
        ({"state__exact": "draft"}, "draft"),
        ({"date_basis__exact": "inferred"}, "radar"),
        ({"has_actors": "yes", "has_regions": "yes", "latest__year": 1999}, "parliament"),
        ({"has_actors": "no", "has_regions": "yes", "latest__year": 1999}, "pipeline"),
    ],
)
def test_a_filter_narrows_the_list(archive, curator, filters, name):
    assert curator.found(Article, **filters) == {getattr(archive, name)}


def test_a_publication_can_be_filtered_for(archive, curator):
    assert curator.found(Article, publication__id__exact=archive.digest.pk) == {archive.fleet}


def test_a_title_that_was_derived_can_be_filtered_for(archive, curator):
    derived = archive.article("", "Only a body.")
    assert curator.found(Article, title_basis__exact="derived") == {derived}


def test_a_malformed_filter_value_changes_nothing(archive, curator):
    assert len(curator.found(Article, has_regions="perhaps")) == 8


@pytest.mark.django_db(transaction=True)
def test_what_was_published_can_be_searched_at_once(indexed, curator):
    before = engine.index().snapshot().number
    curator.change_many(indexed.draft, indexed.withdrawn, verb="publish")
    assert "A draft on Karabakh" in titles(
        hit.article for hit in engine.search(SearchState(q="secret plan")).hits
    )
    assert engine.index().snapshot().number == before + 1
