import pytest

from archive.tagging.gazetteer import Known
from archive.tagging.reading import Reader

CAUCASUS = frozenset({"Caucasus"})
REGIONS = [
    Known("Georgia", "Georgia", iso="GE", related=CAUCASUS),
    Known("Armenia", "Armenia", iso="AM", related=CAUCASUS),
    Known("Russia", "Russia", iso="RU"),
    Known("United States", "United States", iso="US"),
    Known("Japan", "Japan", iso="JP"),
    Known("Canada", "Canada", iso="CA"),
    Known("Baku", "Baku", kind="city", related=frozenset({"Azerbaijan"})),
    Known("Azerbaijan", "Azerbaijan", iso="AZ", related=frozenset({"Baku"})),
]
ACTORS = [
    Known("haidar", "Haidar Aliev", ("Гейдар Алиев",), kind="person"),
    Known("ilham", "Ilham Aliev", kind="person"),
    Known("nazarbaev", "Nursultan Nazarbaev", kind="person"),
    Known("reagan", "Reagan", kind="person"),
    Known("osce", "OSCE", ("Organization for Security and Cooperation in Europe",)),
]
LATER = "It rained.\n\n"


@pytest.fixture(scope="module")
def regions():
    reader = Reader.of_regions(REGIONS)
    return lambda title, body: {each.record for each in reader.read(title, body)}


@pytest.fixture(scope="module")
def actors():
    reader = Reader.of_actors(ACTORS)
    return lambda body: {each.record for each in reader.read("", body)}


def test_a_headline_is_enough(regions):
    assert regions("JAPAN RAISES RATES", "Rates rose.") == {"Japan"}


def test_the_first_paragraph_is_enough(regions):
    assert regions("", "Officials in Armenia agreed.") == {"Armenia"}


def test_one_name_in_passing_is_not(regions):
    assert regions("", LATER + "He once saw Japan.") == set()


def test_names_and_peoples_add_up(regions):
    assert regions("", LATER + "Japan agreed. The Japanese side and Japan's press.") == {"Japan"}


def test_a_city_stands_for_its_country(regions):
    assert regions("TOKYO MARKETS", "Shares in Tokyo rose.") == {"Japan"}


def test_a_city_with_a_record_stands_for_itself(regions):
    assert regions("", "Baku denied it. Nothing else from Baku.") == {"Baku"}


def test_a_city_is_not_named_by_an_organisation_that_bears_its_name(regions):
    assert regions("", "The Baku Five and the Baku summit failed.") == set()


def test_money_names_no_place(regions):
    assert regions("", "A bond of 80 mln Canadian dlrs was issued.") == set()


def test_a_city_within_a_longer_name_is_none(regions):
    assert regions("", "The Tokyo Trust and the Tokyo Fund bought shares.") == set()


def test_agreements_name_no_place(regions):
    assert regions("", "The Tokyo accord and the Tokyo round failed.") == set()


def test_an_ambiguous_name_is_decided_by_its_neighbours(regions):
    text = "Georgia signed. So did Armenia, after the United States asked both."
    assert regions("", text) == {"Georgia", "Armenia", "United States"}


def test_georgia_among_american_states_is_no_country(regions):
    text = "The U.S. bank has branches in Georgia and in Florida."
    assert regions("", text) == {"United States"}


def test_a_whole_name_is_enough(actors):
    assert actors(LATER + "It was Ilham Aliev who spoke.") == {"ilham"}


def test_a_surname_of_two_is_decided_by_the_whole_name(actors):
    assert actors("President Aliev spoke. Haidar Aliev is ill.") == {"haidar"}


def test_a_surname_of_two_is_left_open_without_one(actors):
    assert actors("President Aliev spoke.") == set()


def test_a_title_raises_a_surname_to_a_person(actors):
    assert actors("In Astana, President Nazarbaev spoke.") == {"nazarbaev"}


def test_a_surname_alone_is_no_person(actors):
    assert actors("The firm of Nazarbaev was sold.") == set()


def test_another_first_name_is_another_person(actors):
    assert actors("His relative, Dariga Nazarbaev, spoke to President Putin.") == set()


def test_a_single_name_needs_a_title_or_a_first_name(actors):
    assert actors("The Reagan film.") == set()
    assert actors("Yesterday President Ronald Reagan spoke.") == {"reagan"}


def test_names_in_other_scripts_count(actors):
    assert actors("Гейдар Алиев прибыл.") == {"haidar"}


def test_evidence_is_where_the_name_stands():
    body = "The OSCE came (Turan, OSCE, May 1, 1999). It left."
    (proposal,) = Reader.of_actors(ACTORS).read("", body)
    assert [body[start:end] for start, end in proposal.spans] == ["OSCE"]


def test_a_name_of_a_headline_has_no_place_in_the_body(regions):
    (proposal,) = Reader.of_regions(REGIONS).read("JAPAN RAISES RATES", "Rates rose.")
    assert proposal.spans == []
