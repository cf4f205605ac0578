"""More like this: by telling words and tags, public articles only, never itself."""

import pytest

from archive.apparatus import around
from archive.models import Actor
from search import engine, outbox, rebuild


@pytest.fixture
def shelf(archive):
    """Many articles of no interest, so that the words of the others tell something."""
    for number in range(30):
        archive.article(f"Harvest {number}", "The harvest was good and the winter mild.")
    rebuild.rebuild()
    return archive


def titles(article, most=5):
    return [each.title for each in around(article, engine.similar(article, most)).similar]


def test_articles_that_share_telling_words_are_alike_and_itself_is_left_out(shelf):
    assert titles(shelf.radar)[0] == "A note without a day"


def test_a_shared_tag_counts_among_those_that_share_words(shelf):
    plain = shelf.article("Rails", "A railway to the sea was opened.")
    tagged = shelf.article("Rails again", "A railway to the sea was opened.", actors=[shelf.aliev])
    asked = shelf.article("The railway", "The railway is late.", actors=[shelf.aliev])
    rebuild.rebuild()
    assert titles(asked)[:2] == [tagged.title, plain.title]


def test_a_tag_is_shared_with_articles_tagged_before_a_merge(shelf):
    old = Actor.objects.create(name="Geidar Aliyev", kind="person")
    plain = shelf.article("Rails", "A railway to the sea was opened.", actors=[shelf.kocharian])
    before = shelf.article("Rails again", "A railway to the sea was opened.", actors=[old])
    asked = shelf.article("The railway", "The railway is late.", actors=[shelf.aliev])
    rebuild.rebuild()
    old.merged_into = shelf.aliev
    old.save()
    assert titles(asked)[:2] == [before.title, plain.title]


def test_a_record_and_one_merged_into_it_are_one_tag(shelf):
    old = Actor.objects.create(name="Geidar Aliyev", merged_into=shelf.aliev)
    both = [shelf.aliev, shelf.kocharian]
    one = shelf.article("One", "A railway to the sea was opened.", actors=[shelf.aliev, old])
    two = shelf.article("Two", "A railway to the sea was opened.", actors=both)
    asked = shelf.article("The railway", "The railway is late.", actors=[*both, old])
    rebuild.rebuild()
    assert titles(asked)[:2] == [two.title, one.title]


def test_at_most_so_many_are_given(shelf):
    rails = [shelf.article(f"Rails {number}", "A railway was opened.") for number in range(5)]
    rebuild.rebuild()
    assert len(titles(rails[0], most=3)) == 3


def test_an_article_that_is_no_longer_public_is_not_given(shelf):
    shelf.undated.state = "withdrawn"
    shelf.undated.save()
    assert "A note without a day" not in titles(shelf.radar)


@pytest.mark.parametrize("body", ["", "?!", "the and was"])
def test_what_tells_nothing_is_like_nothing(shelf, body):
    assert titles(shelf.article(f"Zyx {len(body)}", body)) == []


def test_the_page_links_them_with_date_and_publication(shelf, client):
    page = client.get(shelf.undated.get_absolute_url()).text
    similar = page[page.index("More like this") :]
    assert shelf.radar.get_absolute_url() in similar
    assert "Monitor 7/4" in similar


def test_the_article_stays_readable_without_an_index(archive, client):
    response = client.get(archive.radar.get_absolute_url())
    assert response.status_code == 200
    assert "More like this" not in response.text


@pytest.mark.django_db(transaction=True)
def test_segments_are_one_shelf(shelf):
    late = shelf.article("Radar again", "The radar of Gabala.")
    outbox.drain()
    assert late.title in titles(shelf.radar)
