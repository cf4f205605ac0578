"""What reference managers and search engines read from the page of an article."""

import json

import pytest

from archive.exporting import metadata
from archive.exporting.reading import whole

URL = "https://archive.example/articles/abcd2345/a-title/"


def test_the_elements_tell_title_issue_and_day(archive):
    tags = dict(metadata.tags(whole(archive.radar), URL))
    assert tags["citation_title"] == "Gabala radar talks stall"
    assert tags["citation_journal_title"] == "Monitor"
    assert (tags["citation_volume"], tags["citation_issue"]) == ("7", "4")
    assert tags["citation_publication_date"] == "2001/01/05"
    assert tags["DC.date"] == "2001-01-05?"


def test_what_is_not_known_is_left_out(archive):
    names = [name for name, _ in metadata.tags(whole(archive.undated), URL)]
    assert "citation_volume" not in names
    assert "citation_publication_date" not in names


def test_schema_org_tells_issue_volume_and_periodical(archive):
    told = json.loads(metadata.json_ld(whole(archive.radar), URL))
    assert told["isPartOf"]["issueNumber"] == 4
    assert told["isPartOf"]["isPartOf"]["volumeNumber"] == 7
    assert told["isPartOf"]["isPartOf"]["isPartOf"]["name"] == "Monitor"


def test_tags_are_told_with_their_wikidata_ids(archive):
    archive.aliev.wikidata = "Q171684"
    archive.aliev.save()
    told = json.loads(metadata.json_ld(whole(archive.radar), URL))
    assert told["about"] == [{"@type": "Place", "name": "Azerbaijan"}]
    assert told["mentions"][0]["sameAs"] == "http://www.wikidata.org/entity/Q171684"


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "a & b \u2028 c", '"q"'])
def test_no_title_gets_out_of_the_script_element(archive, title):
    text = metadata.json_ld(whole(archive.article(title, "A text.")), URL)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text)["headline"] == title


@pytest.mark.parametrize(
    ("date", "day"),
    [("2001-01-05?", "2001-01-05"), ("2001-01", "2001-01"), ("199X", "1990-01-01"), ("", "")],
)
def test_a_day_is_told_as_far_as_these_forms_can(archive, date, day):
    article = archive.article("A title", "A text.", date=date)
    tags = dict(metadata.tags(whole(article), URL))
    assert tags.get("prism.publicationDate", "") == day
