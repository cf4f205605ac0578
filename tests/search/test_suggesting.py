"""`/suggest`: names in any script, words and titles, in the forms of browsers and of the page."""

import pytest

from archive.models import Actor
from search import outbox, rebuild
from search.completion import MOST

BROWSER = "/suggest"


@pytest.fixture
def suggested(client):
    """Return kind and text of what is suggested."""

    def suggested(q):
        found = client.get(BROWSER, {"q": q, "form": "page"}).json()["suggestions"]
        return [(each["kind"], each["text"]) for each in found]

    return suggested


def test_browsers_get_opensearch_suggestions(indexed, client):
    response = client.get(BROWSER, {"q": "kochar"})
    assert response["Content-Type"] == "application/x-suggestions+json"
    assert response.json() == [
        "kochar",
        ["Robert Kocharian"],
        ["actor, 2 articles"],
        ["/search/?actor=robert-kocharian"],
    ]


def test_the_page_gets_kinds_and_totals(indexed, client):
    body = client.get(BROWSER, {"q": "armen", "form": "page"}).json()
    assert body["suggestions"][0] == {
        "kind": "region",
        "text": "Armenia",
        "articles": 2,
        "url": "/search/?region=armenia",
        "form": "",
    }


@pytest.mark.parametrize(
    "q",
    ["haid", "Aliev", "гейд", "Гейдар Ал", "heydar", "HAIDAR A", "aliev h", "Алиев, Г", "h. ali"],
)
def test_names_are_found_in_any_spelling_and_by_any_word(indexed, suggested, q):
    assert ("actor", "Haidar Aliev") in suggested(q)


def test_the_name_that_begins_so_is_told_where_another_is_shown(indexed, client):
    body = client.get(BROWSER, {"q": "гейд", "form": "page"}).json()
    assert body["suggestions"][0]["form"] == "Гейдар Алиев"
    assert client.get(BROWSER, {"q": "гейд"}).json()[2] == ["actor, Гейдар Алиев, 2 articles"]


def test_a_name_is_completed_behind_words_that_its_articles_have(indexed, client, suggested):
    found = client.get(BROWSER, {"q": "radar haid", "form": "page"}).json()["suggestions"]
    assert (found[0]["text"], found[0]["articles"]) == ("radar Haidar Aliev", 1)
    assert found[0]["url"] == "/search/?q=radar&actor=haidar-aliev"
    assert suggested("fleet haid") == []


def test_behind_a_field_its_records_are_completed(indexed, suggested):
    assert ("actor", "Haidar Aliev") in suggested("actor:ali")
    assert ("region", "radar Armenia") not in suggested('radar region:"arme')
    assert ("region", "radar Azerbaijan") in suggested('radar region:"azer')


@pytest.mark.parametrize(
    ("q", "completed"),
    [("KEY WE", "KEY WEST"), ("Key We", "Key West"), ("KEY W", "KEY WEST"), ("Key W", "Key West")],
)
def test_words_are_completed_in_the_letters_that_were_typed(indexed, suggested, q, completed):
    assert ("word", completed) in suggested(q)


def test_behind_a_word_one_letter_is_enough(indexed, suggested):
    assert ("title", "Gabala radar talks stall") in suggested("gabala r")


def test_a_phrase_is_completed_by_words_that_stand_beside_its_own(indexed, suggested):
    words = [text for kind, text in suggested('"gabala ra') if kind == "word"]
    assert words == ['"gabala radar', '"gabala raised']


def test_a_word_is_completed_behind_those_that_stand_beside_it_somewhere(indexed, suggested):
    assert ("word", "gabala radar") in suggested("gabala ra")
    assert suggested("fleet gab") == []


def test_behind_signs_of_the_language_a_word_is_completed_too(indexed, suggested):
    assert ("word", "fleet -gabala") in suggested("fleet -gab")
    assert ("word", "fleet OR gabala") in suggested("fleet OR gab")


def test_a_title_opens_its_article(indexed, client):
    found = client.get(BROWSER, {"q": "talks radar gab", "form": "page"}).json()["suggestions"]
    assert [each["url"] for each in found if each["kind"] == "title"] == [
        indexed.radar.get_absolute_url()
    ]


def test_the_newest_titles_stand_first(indexed, suggested):
    indexed.article("Shots again", "Once more.", date="2002-01-01")
    rebuild.rebuild()
    titles = [text for kind, text in suggested("shots") if kind == "title"]
    assert titles == ["Shots again", "Shots in parliament"]


@pytest.mark.parametrize("q", ["", "k", " k ", "k" * 101, "zzyzzx", "***", '"'])
def test_what_begins_nothing_is_answered_with_nothing(indexed, client, q):
    assert client.get(BROWSER, {"q": q}).json()[1] == []


def test_names_without_articles_are_not_suggested(archive, suggested):
    Actor.objects.create(name="Zoran Unseen")
    rebuild.rebuild()
    assert suggested("zoran") == []


def test_drafts_and_withdrawn_articles_suggest_nothing(indexed, suggested):
    assert suggested("secre") == suggested("mistak") == suggested("withdrawn") == []


@pytest.mark.django_db(transaction=True)
def test_a_title_withdrawn_since_is_not_suggested_any_more(indexed, suggested):
    indexed.radar.state = "withdrawn"
    indexed.radar.save()
    assert ("title", indexed.radar.title) not in suggested("gabala")
    outbox.drain()
    assert suggested("gabala") == []


def test_no_kind_leaves_the_others_no_room(indexed, suggested):
    for number in range(20):
        indexed.article(f"Kocharian {number}", f"Kocharian kochar{number} kocharov")
    rebuild.rebuild()
    found = suggested("kochar")
    assert len(found) == MOST
    assert {kind for kind, _ in found} == {"actor", "word", "title"}


def test_without_an_index_nothing_is_suggested(archive, client):
    response = client.get(BROWSER, {"q": "haidar"})
    assert response.status_code == 200
    assert response.json() == ["haidar", [], [], []]


def test_answers_are_kept_for_a_minute_by_the_browser_alone(indexed, client):
    response = client.get(BROWSER, {"q": "haidar"})
    assert response["Cache-Control"] == "private, max-age=60"
    assert "total;dur=" in response["Server-Timing"]


def test_it_asks_the_database_for_the_vocabulary_and_for_titles(
    indexed, suggested, django_assert_num_queries
):
    suggested("gabala")
    with django_assert_num_queries(2):
        suggested("gabala")
