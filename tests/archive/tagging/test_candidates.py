import pytest
from django.core.management import call_command

from archive.tagging.candidates import alike, candidates
from archive.tagging.forms import Form
from archive.tagging.matching import Matcher
from archive.tagging.passages import passages

KNOWN = Matcher([Form("Haidar Aliev", "aliev")])


def found(*bodies):
    texts = ((key, list(passages("", body))) for key, body in enumerate(bodies))
    return {each.name: len(each.articles) for each in candidates(texts, KNOWN)}


def test_a_name_after_a_title_is_a_candidate():
    assert found("Defense Minister Safar Abiev spoke.") == {"Safar Abiev": 1}


def test_articles_are_counted_and_not_mentions():
    body = "President Safar Abiev spoke. President Safar Abiev left."
    assert found(body, body) == {"Safar Abiev": 2}


def test_spellings_are_one_candidate_under_the_commonest():
    bodies = ["Envoy Akhmed Zakayev", "Envoy Akhmed Zakaev", "Envoy Akhmed Zakaev"]
    assert found(*bodies) == {"Akhmed Zakaev": 3}


def test_the_most_frequent_come_first():
    bodies = ["Mr. One Two met General Three Four.", "General Three Four"]
    assert list(found(*bodies)) == ["Three Four", "One Two"]


def test_known_names_are_none():
    assert found("President Haidar Aliev spoke.") == {}


def test_a_surname_alone_is_none():
    assert found("President Abiev spoke.") == {}


def test_a_name_without_a_title_is_none():
    assert found("They met Safar Abiev.") == {}


@pytest.mark.parametrize("text", ["General Motors Corp grew", "Chief Accounting Office staff"])
def test_institutions_are_none(text):
    assert found(text) == {}


def test_the_last_of_several_titles_counts():
    assert found("First Deputy Prime Minister Abbas Abbasov") == {"Abbas Abbasov": 1}


def test_a_possessive_is_no_part_of_the_name():
    assert found("President Safar Abiev’s plan") == {"Safar Abiev": 1}


def test_names_in_source_notes_are_none():
    assert found("He left (Radio Director Anna Berg, Turan, May 1, 1999).") == {}


def test_different_names_are_not_alike():
    assert alike("Akhmed Zakaev") != alike("Akhmed Zakirov")


def test_the_command_lists_names_with_their_spellings(archive, capsys):
    archive.article("One", "Envoy Akhmed Zakayev spoke.")
    archive.article("Two", "Envoy Akhmed Zakaev spoke.")
    call_command("propose_names")
    assert capsys.readouterr().out == "     2  Akhmed Zakayev (also Akhmed Zakaev)\n"
