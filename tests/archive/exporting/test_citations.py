"""Entries for reference managers, read back by libraries that did not write them."""

import io

import pytest
import rispy
from pybtex.database import parse_string

from archive.exporting import bibtex, csl, ris
from archive.exporting.reading import whole
from archive.models import Publication

URL = "https://archive.example/articles/abcd2345/a-title/"


def test_csl_tells_issue_date_and_tags(archive):
    item = csl.item(whole(archive.radar), URL)
    assert item["title"] == "Gabala radar talks stall"
    assert (item["volume"], item["issue"]) == ("7", "4")
    assert item["issued"] == {"date-parts": [[2001, 1, 5]], "circa": True}
    assert item["keyword"] == "Azerbaijan, Haidar Aliev"


def test_a_derived_title_stands_in_brackets_and_the_publisher_for_authors(archive):
    item = csl.item(whole(archive.article("", "The first words of a text.")), URL)
    assert item["title"] == "[The first words of a text.]"
    assert item["author"] == [{"literal": "The Foundation"}]


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        ("2001", [[2001]]),
        ("2001-01~", [[2001, 1]]),
        ("2000-12-26/2001-01-03", [[2000, 12, 26], [2001, 1, 3]]),
        ("199X", [[1990, 1, 1], [1999, 12, 31]]),
        ("2001-21", [[2001, 3, 1], [2001, 5, 31]]),
        ("2001-XX", [[2001, 1, 1], [2001, 12, 31]]),
    ],
)
def test_dates_are_told_as_far_as_they_are_known(date, parts):
    assert csl.date_parts(date) == parts


def test_an_undated_article_has_no_date_anywhere(archive):
    assert "issued" not in csl.item(whole(archive.undated), URL)
    assert "DA  -" not in ris.entry(whole(archive.undated), URL)
    assert "date =" not in bibtex.entry(whole(archive.undated), URL)


def test_ris_is_read_back(archive):
    (entry,) = rispy.load(io.StringIO(ris.entry(whole(archive.radar), URL, "Found by radar")))
    assert entry["type_of_reference"] == "MGZN"
    assert entry["title"] == "Gabala radar talks stall"
    assert entry["date"] == "2001/01/05/about 5 January 2001"
    assert entry["keywords"] == ["Azerbaijan", "Haidar Aliev"]
    assert entry["notes"] == ["Found by radar"]


def test_ris_entries_follow_each_other(archive):
    both = ris.entry(whole(archive.radar), URL) + ris.entry(whole(archive.talks), URL)
    assert len(rispy.load(io.StringIO(both))) == 2


def test_bibtex_is_read_back(archive):
    entry = parse_string(bibtex.entry(whole(archive.radar), URL), "bibtex").entries[
        archive.radar.public_id
    ]
    assert entry.type == "article"
    assert entry.fields["journaltitle"] == "Monitor"
    assert entry.fields["date"] == "2001-01-05?"
    assert [str(person) for person in entry.persons["author"]] == ["{The Foundation}"]


def test_bibtex_keeps_the_capitals_of_names_alone(archive):
    article = archive.article("MOSCOW TALKS OF WAR", "He said that Moscow talks of war.")
    assert "title = {{Moscow} Talks of War}" in bibtex.entry(whole(article), URL)


@pytest.mark.parametrize("title", ["100% & more_or_less #1 {x} $5", "a\\b ~ ^", "Гейдар “Əliyev”"])
def test_no_title_breaks_bibtex(archive, title):
    text = bibtex.entry(whole(archive.article(title, "A text.")), URL)
    (entry,) = parse_string(text, "bibtex").entries.values()
    assert entry.fields["url"] == URL


@pytest.mark.parametrize("kind", ["newspaperArticle", "report", "blogPost", "unheard of"])
def test_the_type_of_the_publication_decides_the_type_of_the_entry(archive, kind):
    Publication.objects.filter(pk=archive.monitor.pk).update(item_type=kind)
    archive.radar.refresh_from_db()
    assert csl.item(whole(archive.radar), URL)["type"] == csl.TYPES.get(kind, "article")
    assert ris.entry(whole(archive.radar), URL).startswith(f"TY  - {ris.TYPES.get(kind, 'GEN')}\n")
