"""Titles printed in capitals, as citations write them."""

import pytest

from archive.casing import Casing

TEXT = "He said that Moscow and NATO agree. The talks on the Duma ended. Talks lose; it is war."


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("MOSCOW AND NATO TALK OF WAR", "Moscow and NATO Talk of War"),
        ("…WHILE THE DUMA'S TALKS END", "…While the Duma's Talks End"),
        ("GAS FOR WATER: THE QUARREL", "Gas for Water: The Quarrel"),
        ("Moscow talks", "Moscow talks"),
        ("NATO", "NATO"),
    ],
)
def test_capitals_become_a_headline(title, headline):
    assert Casing(TEXT).headline(title) == headline


def test_words_that_the_text_writes_small_are_small_in_a_sentence():
    assert Casing(TEXT).sentence("MOSCOW TALKS ON WAR") == "Moscow talks on war"


def test_a_word_that_may_be_a_name_leaves_the_headline():
    assert Casing(TEXT).sentence("MOSCOW TALKS ON DNIESTER") == "Moscow Talks on Dniester"


def test_the_names_of_tags_are_names():
    casing = Casing(TEXT, ["Dniester"])
    assert casing.sentence("MOSCOW TALKS ON DNIESTER") == "Moscow talks on Dniester"


def test_a_capital_at_the_beginning_of_a_sentence_tells_nothing():
    assert Casing("Talks ended.").sentence("THE TALKS ENDED") == "The Talks Ended"
