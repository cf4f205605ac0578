"""Citations in three styles, as a cataloguer would make them."""

import pytest

from archive.citations import citations
from archive.cited_days import CitedDays

URL = "https://archive.example/articles/abcdefgh/x/"


def cited(article):
    return [str(citation) for citation in citations(article, URL)]


def test_without_authors_the_publisher_stands_for_them(archive):
    archive.radar.date_basis, archive.radar.date = "stated", "2001-01-05"
    assert cited(archive.radar) == [
        f"The Foundation. “Gabala radar talks stall.” Monitor 7, no. 4 (January 5, 2001). {URL}.",
        f"The Foundation. “Gabala radar talks stall.” Monitor, vol. 7, no. 4, 5 Jan. 2001, {URL}.",
        f"The Foundation. (2001, January 5). Gabala radar talks stall. Monitor, 7(4). {URL}",
    ]


def test_a_title_in_capitals_is_cited_as_each_style_writes_titles(archive):
    article = archive.article("MOSCOW TALKS OF WAR", "He said that Moscow talks of war.")
    chicago, mla, apa = cited(article)
    assert "“Moscow Talks of War.”" in chicago
    assert "“Moscow Talks of War.”" in mla
    assert ". Moscow talks of war. " in apa


def test_authors_stand_family_name_first(archive):
    archive.radar.authors = ["Ivan van den Berg", "Jean-Paul Roe"]
    chicago, mla, apa = cited(archive.radar)
    assert chicago.startswith("van den Berg, Ivan, and Jean-Paul Roe. “")
    assert mla.startswith("van den Berg, Ivan, and Jean-Paul Roe. “")
    assert apa.startswith("van den Berg, I., & Roe, J. P. (ca. 2001")


def test_of_three_authors_the_mla_names_one(archive):
    archive.radar.authors = ["Ann Doe", "Jo Roe", "Al Poe"]
    assert cited(archive.radar)[1].startswith("Doe, Ann, et al. “")


@pytest.mark.parametrize("author", ["Reuters", "The Economist", "Roe, J.", "staff of the Monitor"])
def test_what_is_no_clear_person_stays_as_it_is(archive, author):
    archive.radar.authors = [author]
    assert cited(archive.radar)[0].startswith(f"{author.rstrip('.')}. “")


def test_a_title_of_the_first_words_stands_in_brackets(archive):
    chicago, _, apa = cited(archive.article("", "Nobody knows.", date="1999"))
    assert chicago.startswith("The Foundation. [Nobody knows.]. Monitor, 1999.")
    assert apa.startswith("The Foundation. (1999). [Nobody knows.]. Monitor. ")


def test_without_author_and_publisher_the_title_comes_first(archive):
    archive.fleet.authors = []
    assert cited(archive.fleet)[2].startswith("The fleet is divided. (1997, May). Eurasia Digest. ")


def test_a_question_needs_no_full_stop(archive):
    assert "“Who rules?” Monitor" in cited(archive.article("Who rules?", "Text."))[0]


@pytest.mark.parametrize(
    ("text", "chicago", "mla", "apa"),
    [
        ("", "n.d.", "n.d.", "n.d."),
        ("1999-09-03", "September 3, 1999", "3 Sept. 1999", "1999, September 3"),
        ("1999-05", "May 1999", "May 1999", "1999, May"),
        ("1999-21", "Spring 1999", "spring 1999", "1999, Spring"),
        ("199X", "1990s", "1990s", "1990s"),
        ("2001-01-05?", "ca. January 5, 2001", "circa 5 Jan. 2001", "ca. 2001, January 5"),
        ("1999/2000", "1999–2000", "1999–2000", "1999–2000"),
    ],
)
def test_days_stand_in_the_order_of_each_style(text, chicago, mla, apa):
    days = CitedDays(text)
    assert (days.in_chicago, days.in_mla, days.in_apa) == (chicago, mla, apa)


def test_an_inferred_day_is_uncertain():
    assert CitedDays("1999", is_inferred=True).in_mla == "circa 1999"
