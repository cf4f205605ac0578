"""The hits of a page, as the database has their articles now."""

import pytest

from archive.models import Article, Publication
from search import hits, vocabulary
from search.snippets import Marker

MARKER = Marker(())


def read(*articles):
    page = [(article.pk, 1.0) for article in articles]
    return hits.read(page, MARKER, MARKER, vocabulary.current())


def labels(records):
    return [record.label for record in records]


def test_a_page_keeps_its_order(archive):
    found = read(archive.fleet, archive.radar, archive.talks)
    assert [hit.article.pk for hit in found] == [
        archive.fleet.pk,
        archive.radar.pk,
        archive.talks.pk,
    ]


def test_a_page_without_hits_asks_nothing(archive, django_assert_num_queries):
    names = vocabulary.current()
    with django_assert_num_queries(0):
        assert hits.read([], MARKER, MARKER, names) == []


@pytest.mark.parametrize("name", ["draft", "withdrawn"])
def test_what_is_not_public_is_dropped(archive, name):
    assert [hit.article.pk for hit in read(getattr(archive, name), archive.radar)] == [
        archive.radar.pk
    ]


def test_articles_for_staff_only_are_dropped(archive):
    archive.monitor.policy = Publication.Policy.STAFF
    archive.monitor.save()
    assert read(archive.radar, archive.talks) == []


def test_a_hit_tells_of_its_article_what_the_article_tells(archive):
    article = archive.radar
    (hit,) = read(article)
    assert hit.article.url == article.get_absolute_url()
    assert hit.article.date_in_words == article.date_in_words == "about 5 January 2001"
    assert f"{hit.article.publication} {hit.article.issue}" == str(article.issue)
    assert (hit.title, hit.snippet) == (article.title, article.body)


def test_an_article_without_an_issue_has_none_in_its_hit(archive):
    (hit,) = read(archive.fleet)
    assert (hit.article.publication_slug, hit.article.issue) == ("eurasia-digest", "")


def test_tags_stand_in_the_order_of_their_names(archive):
    archive.talks.regions.add(archive.ukraine, archive.armenia)
    (hit,) = read(archive.talks)
    assert labels(hit.regions) == ["Armenia", "Karabakh", "Ukraine"]
    assert labels(hit.actors) == ["Haidar Aliev", "Robert Kocharian"]


def test_a_merged_tag_is_its_survivor_once(archive):
    archive.aliev.merged_into = archive.kocharian
    archive.aliev.save()
    (hit,) = read(archive.talks)
    assert labels(hit.actors) == ["Robert Kocharian"]


def test_a_tag_younger_than_the_names_waits_for_the_next_search(archive):
    names = vocabulary.current()
    archive.radar.regions.add(archive._region("Georgia"))
    (hit,) = hits.read([(archive.radar.pk, 1.0)], MARKER, MARKER, names)
    assert labels(hit.regions) == ["Azerbaijan"]


def test_a_whole_page_takes_two_queries(archive, django_assert_num_queries):
    names = vocabulary.current()
    page = [(key, 0.0) for key in Article.objects.values_list("pk", flat=True)]
    with django_assert_num_queries(2):
        assert len(hits.read(page, MARKER, MARKER, names)) == 6
