"""A search for a name finds its other forms: as known, as folded, and only where it may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Actor
from search import engine, rebuild
from search.bearers import Named
from search.expansion import Expansion
from search.language import And, Boosted, Not, Or, Phrase, Word, parse
from search.names import NameIndex
from search.results import Option
from search.state import SearchState, read


@pytest.fixture
def spelled(indexed):
    """The small archive with articles that spell names otherwise."""
    indexed.aliev.variants.create(form="Heydar Aliyev")
    indexed.printed = indexed.article(
        "One", "President Haidar Aliev spoke.", actors=[indexed.aliev]
    )
    indexed.other = indexed.article("Two", "President Heydar Aliyev spoke.")
    indexed.russian = indexed.article("Three", "Президент Гейдар Алиев сказал.")
    indexed.rokhlin = indexed.article("Four", "General Rokhlin. Later he left.")
    indexed.rohlin = indexed.article("Five", "General Rohlin. The latter hoped.")
    indexed.hidden = indexed.article("Six", "Heydar Aliyev in a draft.", state="draft")
    rebuild.rebuild()
    return indexed


def titles(q, **fields):
    return {hit.article.title for hit in engine.search(SearchState(q=q, **fields)).hits}


def test_a_name_in_a_field_is_searched_there_in_all_its_spellings(spelled):
    spelled.article("Heydar Aliyev resigns", "He is ill.")
    rebuild.rebuild()
    assert titles("title:(haidar aliev)") == {"Heydar Aliyev resigns"}
    assert titles("body:(haidar aliev)") == ALL
    assert titles("title:(haidar aliev)", exact=True) == set()


def test_a_name_in_a_field_that_no_record_knows_is_found_in_other_spellings(spelled):
    assert titles("body:Rohlin") == {"Four", "Five"}
    assert titles("title:Rohlin") == set()


def test_the_page_tells_how_a_name_in_a_field_was_searched(spelled):
    results = engine.search(SearchState(q="body:(haidar aliev)"))
    assert "(also Гейдар Алиев, Heydar Aliyev) in the text." in results.interpretation
    assert "<mark>Heydar Aliyev</mark>" in "".join(hit.snippet for hit in results.hits)


class Texts:
    """All words are known, and each has a spelling of its own."""

    def knows(self, terms):
        return True

    def is_common(self, word):
        return False

    def spellings(self, word):
        return [f"{word}ov"]


NAMES = NameIndex([Named("actor", "a", "Haidar Aliev", ["Haidar Aliev", "Heydar Aliyev"])])
words = st.sampled_from([Word("haidar"), Word("aliev"), Word("radar"), Phrase("gabala radar")])
trees = st.recursive(
    words | st.builds(Boosted, words, st.just(3.0)),
    lambda inner: (
        st.builds(Not, inner)
        | st.lists(inner, min_size=2, max_size=4).map(tuple).map(And)
        | st.lists(inner, min_size=2, max_size=4).map(tuple).map(Or)
    ),
    max_leaves=8,
)

ALL = {"One", "Two", "Three"}


@pytest.mark.parametrize(
    "q",
    [
        "Haidar Aliev",
        "heydar aliyev",
        "Heydər Əliyev",
        "Гейдар Алиев",
        "Geidar Aliyev",
        "Aliev, Haidar",
        "(haidar aliev)^2",
        "spoke OR haidar AND aliev",
    ],
)
def test_a_name_finds_all_its_forms(spelled, q):
    assert titles(q) == ALL


@pytest.mark.parametrize("q", ['"Haidar Aliev"', "haidar* aliev", "haidar~1 aliev~1"])
def test_what_is_quoted_or_has_signs_stays_as_typed(spelled, q):
    assert titles(q) == {"One"}


@given(trees)
def test_an_expanded_tree_prints_what_was_typed(tree):
    typed = parse(str(tree)).tree
    expanded = Expansion(typed, NAMES, Texts()).tree
    assert parse(str(expanded)).tree == typed


def test_this_spelling_only_finds_it_only(spelled):
    assert titles("Haidar Aliev", exact=True) == {"One"}
    assert titles("Rohlin", exact=True) == {"Five"}


def test_an_excluded_name_excludes_its_typed_spelling_only(spelled):
    assert titles("spoke -(haidar aliev)") == {"Two"}


def test_any_word_finds_other_forms_too(spelled):
    assert titles("heydar aliyev rokhlin", match_any=True) == {*ALL, "Four", "Five"}


def test_the_spelling_as_typed_stands_first(spelled):
    first = [
        engine.search(SearchState(q=q)).hits[0].article.title for q in ("Heydar Aliyev", "Rohlin")
    ]
    assert first == ["Two", "Five"]


def test_a_word_that_no_record_knows_is_found_by_its_sound(spelled):
    assert titles("Rohlin") == titles("Рохлин") == {"Four", "Five"}
    assert titles('"Rohlin"') == {"Five"}


def test_an_abbreviation_may_be_typed_in_small_letters_that_no_text_writes(spelled):
    for name, form in [("Security Council", "OSCE"), ("Assembly", "PACE")]:
        Actor.objects.create(name=name, kind="organisation").variants.create(form=form)
    spelled.article("Seven", "The Security Council and the Assembly kept pace.")
    rebuild.rebuild()
    assert titles("osce") == {"Seven"}
    assert engine.search(SearchState(q="pace")).names == []


def test_words_that_are_no_names_are_left_alone(spelled):
    assert titles("latter") == {"Five"}
    assert titles("later") == {"Four"}


@pytest.mark.parametrize("q", ["Aliev", "Aliyev", "Алиев", "Əliyev"])
def test_an_ambiguous_surname_finds_all_its_spellings(spelled, q):
    ilham = Actor.objects.create(name="Ilham Aliev", kind="person")
    ilham.variants.create(form="Ilham Aliyev")
    assert titles(q) == ALL


def test_an_ambiguous_surname_finds_what_all_its_bearers_are_called(spelled):
    for name, form in [("Aram Rokhlin", "Aram Aliyev"), ("Armen Rokhlin", "Armen Aliyev")]:
        Actor.objects.create(name=name, kind="person").variants.create(form=form)
    assert titles("Rokhlin") == {"Two", "Four", "Five"}


@pytest.fixture
def gaidar(spelled):
    """An article on a man whose surname folds as a given name does."""
    gaidar = Actor.objects.create(name="Yegor Gaidar", kind="person")
    gaidar.variants.create(form="Егор Гайдар", script="Cyrl")
    spelled.article("Gaidar", "Yegor Gaidar left.")
    rebuild.rebuild()
    return gaidar


@pytest.mark.parametrize("q", ["Haidar", "Гейдар", "heydar", "Geydar"])
def test_a_given_name_finds_its_bearer_and_nobody_who_sounds_like_him(gaidar, q):
    assert titles(q) == ALL


@pytest.mark.parametrize("q", ["Gaidar", "Гайдар"])
def test_a_surname_finds_no_given_name_that_sounds_like_it(gaidar, q):
    assert titles(q) == {"Gaidar"}


def test_a_form_is_told_as_texts_print_it(spelled):
    lebed = Actor.objects.create(name="Alexander Lebed", kind="person")
    lebed.variants.create(form="Александр Лебедь", script="Cyrl")
    spelled.article("Seven", "Aleksandr came.")
    rebuild.rebuild()
    assert engine.search(SearchState(q="Alexander")).names[0].forms == ["Aleksandr"]


def test_a_given_name_alone_offers_its_bearers(gaidar):
    (choice,) = engine.search(SearchState(q="Haidar")).choices
    assert [option.label for option in choice.options] == ["Haidar Aliev"]
    assert engine.search(SearchState(q="Haidar oil")).choices == []


def test_an_ambiguous_surname_is_a_choice(spelled):
    Actor.objects.create(name="Ilham Aliev", kind="person")
    found = engine.search(SearchState(q="president aliev"))
    (choice,) = found.choices
    assert choice.options == [Option("Haidar Aliev", "/search/?q=president+Haidar+Aliev", 2)]


def test_of_several_records_those_with_most_articles_come_first(spelled):
    for name in ("Abbas Rokhlin", "Lev Rokhlin", "Zaur Rokhlin"):
        Actor.objects.create(name=name, kind="person").variants.create(form=f"{name[0]}. Rokhlin")
    spelled.article("Seven", "Zaur Rokhlin and Lev Rokhlin. Zaur Rokhlin.")
    spelled.article("Eight", "Zaur Rokhlin.")
    rebuild.rebuild()
    (choice,) = engine.search(SearchState(q="Rokhlin")).choices
    assert [each[::2] for each in choice.options] == [("Zaur Rokhlin", 2), ("Lev Rokhlin", 1)]


@pytest.mark.parametrize("query", ["q=Aliev", "q=Гейдар Алиев", "q=Haidar&actor=robert-kocharian"])
def test_what_is_offered_beside_a_name_finds_as_many_as_it_says(spelled, query):
    Actor.objects.create(name="Ilham Aliev", kind="person")
    found = engine.search(read(query).state)
    offered = [option for choice in found.choices for option in choice.options]
    offered += [option for name in found.names for option in (*name.tags, name.spelling) if option]
    for option in offered:
        total = engine.search(read(option.url.partition("?")[2]).state).total
        assert total == option.total > 0


def test_a_known_name_in_no_article_is_told(spelled, client):
    Actor.objects.create(name="Ilham Aliev", kind="person").variants.create(form="İlham Əliyev")
    assert engine.search(SearchState(q="İlham Əliyev")).unnamed == ["Ilham Aliev"]
    assert (
        "<bdi>Ilham Aliev</bdi> is known to the archive"
        in client.get("/search/?q=Ilham+Aliev").text
    )


def test_a_record_that_articles_are_tagged_with_is_not_told_as_unknown(indexed):
    assert engine.search(SearchState(q="Robert Kocharian")).unnamed == []


@pytest.mark.parametrize(
    ("q", "chosen"),
    [
        ("(aliev OR rokhlin)", "((Haidar Aliev) OR rokhlin)"),
        ("aliev OR rokhlin", "(Haidar Aliev) OR rokhlin"),
        ("aliev^2 spoke", "(Haidar Aliev)^2 spoke"),
        ('"aliev spoke" aliev', '"aliev spoke" Haidar Aliev'),
        ("-spoke aliev", "-spoke Haidar Aliev"),
    ],
)
def test_the_name_chosen_takes_the_place_of_the_word_between_any_signs(spelled, q, chosen):
    Actor.objects.create(name="Ilham Aliev", kind="person")
    (choice,) = engine.search(SearchState(q=q)).choices
    assert choice.options[0].url == SearchState(q=chosen).path


def test_a_comma_behind_an_ambiguous_name_is_not_told(spelled):
    Actor.objects.create(name="Ilham Aliev", kind="person")
    (choice,) = engine.search(SearchState(q="aliev, spoke")).choices
    assert choice.typed == "aliev"
    assert choice.options[0].url == "/search/?q=Haidar+Aliev+spoke"


def test_a_name_whose_words_stand_apart_is_chosen_by_its_tag(spelled):
    Actor.objects.create(name="Aliev Rokhlin").variants.create(form="Rohlin Two")
    two = Actor.objects.create(name="Rohlin Two")
    spelled.article("Seven", "Rohlin the two.", actors=[two])
    rebuild.rebuild()
    (choice,) = engine.search(SearchState(q="(rohlin) two")).choices
    assert choice.options[0].url.startswith("/search/?q=%28rohlin%29+two&actor=")


def test_what_was_searched_is_told(spelled):
    found = engine.search(SearchState(q="Гейдар Алиев"))
    (name,) = found.names
    assert name.forms == ["Haidar Aliev", "Heydar Aliyev"]
    assert "also Haidar Aliev, Heydar Aliyev)" in found.interpretation
    assert [tag.label for tag in name.tags] == ["Haidar Aliev"]


def test_the_form_found_is_marked(spelled):
    hits = engine.search(SearchState(q="Гейдар Алиев")).hits
    marked = {hit.article.title: hit.snippet for hit in hits}
    assert "<mark>Heydar Aliyev</mark>" in marked["Two"]


def test_a_form_that_is_a_common_word_is_not_searched(spelled):
    shell = Actor.objects.create(name="Royal Dutch Shell", kind="company")
    shell.variants.create(form="Shell")
    spelled.article("Seven", "The shell of an egg.")
    rebuild.rebuild()
    assert titles("Royal Dutch Shell") == set()


def test_a_new_form_is_searched_without_indexing(spelled):
    spelled.kocharian.variants.create(form="Rohlin")
    assert titles("Robert Kocharian") == {"Five"}


def test_a_merged_record_brings_its_forms(spelled):
    Actor.objects.create(name="Rokhlin", merged_into=spelled.kocharian)
    assert titles("Robert Kocharian") == {"Four"}


def test_drafts_are_never_found(spelled):
    assert "Six" not in titles("Haidar Aliev")


def test_a_region_called_like_an_actor_is_chosen_as_a_region(spelled):
    spelled.kocharian.variants.create(form="Ukraine")
    spelled.article("Seven", "Robert Kocharian spoke.")
    rebuild.rebuild()
    (choice,) = engine.search(SearchState(q="Ukraine")).choices
    assert [option.url for option in choice.options] == [
        "/search/?q=Robert+Kocharian",
        "/search/?q=Ukraine&region=ukraine",
    ]


def test_a_state_that_is_region_and_actor_is_one_name(spelled):
    state = Actor.objects.create(name="Ukraine", kind="state")
    state.variants.create(form="Rokhlin")
    spelled.article("Seven", "Ukraine spoke.", actors=[state], regions=[spelled.ukraine])
    rebuild.rebuild()
    found = engine.search(SearchState(q="Ukraine"))
    assert [tag.label for tag in found.names[0].tags] == ["Ukraine (actor)", "Ukraine (region)"]
    assert "Four" in {hit.article.title for hit in found.hits}


def test_a_word_in_lower_case_names_no_person_by_surname(spelled):
    assert engine.search(SearchState(q="kocharian")).names == []
    assert engine.search(SearchState(q="Kocharian")).names != []


def test_the_seeds_of_any_spelling_are_found_and_marked(indexed_seeds):
    hits = engine.search(SearchState(q="Гейдар Алиев")).hits
    snippets = " ".join(hit.snippet for hit in hits)
    assert "<mark>Haidar Aliev</mark>" in snippets
    assert "<mark>Heydar Aliyev</mark>" in snippets
