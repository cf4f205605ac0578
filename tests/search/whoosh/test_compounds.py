"""Words of parts in segments: written once, merged without looking at a text again."""

from search.whoosh import compounds
from search.whoosh.compounds import Compounds


def test_words_are_known_by_their_joined_parts():
    found = Compounds(compounds.arrays(["peace-keepers", "Peace-keeper", "peace-time", "end."]))
    assert found.of("peacekeep") == ["peace-keeper", "peace-keepers"]
    assert found.of("peace") == []


def test_letters_with_full_stops_are_written_in_capitals():
    assert Compounds(compounds.arrays(["u.s.", "U.S."])).of("us") == ["U.S."]


def test_merged_ones_are_those_of_all_segments():
    parts = [["S-300", "U.S."], [], ["S-300", "Il-76"]]
    merged = compounds.merged([compounds.arrays(each) for each in parts])
    together = compounds.arrays([piece for each in parts for piece in each])
    assert {name: array.tolist() for name, array in merged.items()} == {
        name: array.tolist() for name, array in together.items()
    }
