import judged
import pytest

from search import language


def test_a_query_is_typed_without_operators_and_punctuation():
    text = 'U.S . TROOPS -dash (NOT) IN "WEST-GERMANY" OR VIET NAM\'S south_east .'
    assert judged.typed(text) == "u s troops dash not in west germany or viet nam's south east"


def test_a_short_query_keeps_its_words_as_often_as_they_stand():
    assert judged.typed("flow past a flow") == "flow past a flow"


@pytest.mark.parametrize("length", [1, 20])
def test_a_long_query_is_cut_to_what_the_archive_allows(length):
    text = judged.typed(" ".join(f"{'w' * length}{number} again" for number in range(60)))
    assert text.split()[:3] == [f"{'w' * length}0", "again", f"{'w' * length}1"]
    language.parse(text, match_any=True)
