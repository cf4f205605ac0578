"""Articles read with everything that an export tells."""

import pytest

from archive.exporting.reading import Reader, whole, with_tags
from archive.models import Actor, Article


def test_articles_come_in_the_order_of_their_keys(archive, django_assert_num_queries):
    keys = [archive.talks.pk, archive.radar.pk]
    reader = Reader()
    with django_assert_num_queries(8):
        found = [each.article for each in reader.in_order(Article.objects, keys)]
    assert found == [archive.talks, archive.radar]


@pytest.mark.parametrize("name", ["draft", "withdrawn"])
def test_what_the_queryset_leaves_out_does_not_come(archive, name):
    keys = [archive.radar.pk, getattr(archive, name).pk]
    found = list(Reader().in_order(Article.objects.public(), keys))
    assert [each.article for each in found] == [archive.radar]


def test_merged_actors_come_as_one_survivor(archive):
    other = Actor.objects.create(name="H. Aliev", merged_into=archive.aliev)
    article = archive.article("A title", "A text.", actors=[other, archive.aliev])
    assert whole(article).actors == [(archive.aliev, "curated")]


def test_tags_come_by_name(archive):
    assert [actor.name for actor, _ in whole(archive.talks).actors] == [
        "Haidar Aliev",
        "Robert Kocharian",
    ]


def test_tags_alone_are_those_of_the_whole(archive):
    other = Actor.objects.create(name="H. Aliev", merged_into=archive.aliev)
    article = archive.article("A title", "A text.", regions=[archive.ukraine], actors=[other])
    assert with_tags(article)[1:3] == whole(article)[1:3]
