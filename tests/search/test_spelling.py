"""Did you mean: what is proposed for misspelt words, what is not, and what it may cost."""

import pytest

from archive.models import Actor
from search import engine, rebuild, spelling, vocabulary
from search.results import Results
from search.state import SearchState, read


def proposed(query):
    proposal = engine.search(read(query).state).proposal
    return proposal and (proposal.q, proposal.total)


@pytest.mark.parametrize(
    ("q", "proposal"),
    [
        ("gabla", ("gabala", 1)),
        ("Gabla radar", ("Gabala radar", 1)),
        ("gabla rader", ("gabala radar", 1)),
        ("parlaiment", ("parliament", 1)),
        ("yervean -radar", ("yerevan -radar", 1)),
        ('"gabala rader"', ('"gabala radar"', 1)),
        ("(gabla OR fleett) rent", ("(gabala OR fleet) rent", 1)),
        ("body:gabla", ("body:gabala", 1)),
        ("title:(gabla OR fleett)", ("title:(gabala OR fleet)", 2)),
        ('actor:"Haider Aliev"', ('actor:"Haidar Aliev"', 2)),
        ("sevastopool OR harbor", ("sevastopool OR harbour", 1)),
    ],
)
def test_likelier_words_take_the_place_of_the_typed_ones(indexed, q, proposal):
    assert proposed(f"q={q}") == proposal


def test_a_form_of_a_name_that_no_article_prints_is_proposed_for_what_the_others_find(archive):
    archive.aliev.variants.create(form="Geydar Alijev")
    archive.article("A visit", "Haidar Aliev came.")
    rebuild.rebuild()
    assert proposed("q=gejdqr+alijev") == ("geydar alijev", 1)


@pytest.mark.parametrize(
    ("q", "proposal"),
    [
        ("peace keepers", ("peacekeepers", 1)),
        ('"Peace Keepers"', ('"Peacekeepers"', 1)),
        ("vicepresident", ("vice president", 1)),
        ("(vicepresident OR thing)", None),
        ("peace OR keepers", None),
        ("the rapist", None),
        ("title:vicepresident", None),
    ],
)
def test_two_words_are_proposed_as_one_and_one_as_two(archive, q, proposal):
    archive.article("Soldiers", "Peacekeepers stayed. A therapist left. The vice president came.")
    rebuild.rebuild()
    assert proposed(f"q={q}") == proposal


def test_who_is_wrong_in_two_letters_is_right_in_the_first(archive):
    archive.article("Elections", "Colin spoke.")
    rebuild.rebuild()
    assert proposed("q=rohlin") is None
    assert proposed("q=coilen") == ("colin", 1)


@pytest.mark.parametrize(
    ("q", "proposal"),
    [
        ("Gore", None),
        ("Сумгаит", None),
        ("Gorbachev", None),
        ("Grachef", ("Grachev", 1)),
        ("Гравчев", ("Грачев", 1)),
        ("გრაჩევ Gone", None),
    ],
)
def test_names_are_taken_for_others_only_if_much_alike_and_in_their_script(archive, q, proposal):
    Actor.objects.create(name="Mikhail Gorbachev", kind="person")
    Actor.objects.create(name="Pavel Grachev", kind="person").variants.create(form="Павел Грачев")
    archive.article("The summit", "Grachev is gone from the summit. The core remains.")
    rebuild.rebuild()
    assert proposed(f"q={q}") == proposal


def test_what_finds_nothing_under_the_constraints_is_not_proposed(indexed):
    assert proposed("q=gabla&region=azerbaijan") == ("gabala", 1)
    assert proposed("q=gabla&region=ukraine") is None


@pytest.mark.parametrize("q", ["gabala", "radar", "zzyzzx", "gabl*", "gabla~2", "1998x", "abc"])
def test_right_words_patterns_and_what_is_like_nothing_bring_no_proposal(indexed, q):
    assert proposed(f"q={q}") is None


def test_a_rare_word_is_right_unless_another_is_much_more_frequent(archive):
    for number in range(30):
        archive.article(f"Number {number}", "The harbour froze.")
    archive.article("A misprint", "The harbor thawed.")
    rebuild.rebuild()
    assert proposed("q=harbor") == ("harbour", 31)


def test_the_page_asks_and_links_to_the_search(indexed, client):
    page = client.get("/search/?q=gabla+radar").text
    assert 'Did you mean <a href="/search/?q=gabala+radar" rel="nofollow">' in page
    assert "<em>gabala</em> radar" in page


def test_the_api_gives_text_total_and_address(indexed, client):
    body = client.get("/api/v1/search?q=gabla&region=azerbaijan").json()
    assert body["suggestion"] == {
        "q": "gabala",
        "total": 1,
        "url": "/search/?q=gabala&region=azerbaijan",
    }


def test_many_wrong_words_cost_a_bounded_number_of_searches(indexed):
    asked, counted = [], []

    class Words:
        def articles(self, word):
            return 0

        def near(self, word, distance):
            asked.append(word)
            return [spelling.Weighed(word[:-1] + letter, 9) for letter in "abcdefgh"]

    state = SearchState(q=" ".join(f"wrong{letter}" for letter in "ijklmnopqrst"))
    names = vocabulary.current()
    spelling.proposal(Results(state), Words(), names, lambda each: counted.append(each) or 0)
    assert len(asked) == spelling.MOST_WORDS
    assert len(counted) == spelling.MOST_COUNTED
