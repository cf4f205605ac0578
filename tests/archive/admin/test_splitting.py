"""The page on which a record is split."""

from archive.models import Actor

NAME = {"name": "Robert the Other"}


def test_articles_are_shown_before_anything_is_split(archive, curator):
    url = curator.url(Actor, "split", archive.kocharian.pk)
    page = curator.client.get(url, NAME).content.decode()
    assert "Shots in parliament" in page
    assert not Actor.objects.filter(**NAME).exists()


def test_the_ticked_articles_go_with_the_new_record(archive, curator):
    url = curator.url(Actor, "split", archive.kocharian.pk)
    curator.client.post(url, NAME | {"articles": [archive.parliament.pk], "reason": "Two men."})
    assert list(Actor.objects.get(**NAME).articles.all()) == [archive.parliament]
    assert list(archive.kocharian.articles.all()) == [archive.talks]


def test_an_article_of_another_record_cannot_be_taken(archive, curator):
    url = curator.url(Actor, "split", archive.kocharian.pk)
    curator.client.post(url, NAME | {"articles": [archive.radar.pk]})
    assert not Actor.objects.filter(**NAME).exists()


def test_the_same_name_is_refused_in_words(archive, curator):
    url = curator.url(Actor, "split", archive.kocharian.pk)
    page = curator.client.get(url, {"name": "Robert Kocharian"}).content.decode()
    assert "The new record needs another name." in page


def test_who_may_not_merge_does_not_split(archive, helper):
    url = helper.url(Actor, "split", archive.kocharian.pk)
    assert helper.client.get(url).status_code == 403
