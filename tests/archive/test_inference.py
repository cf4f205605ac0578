"""Why an article has its date."""

from archive import apparatus, inference


def reason(article):
    return inference.of_date(article, apparatus.sources(article))


def test_a_day_inferred_from_the_sources_names_the_newest(archive):
    assert reason(archive.radar) == (
        "inferred from the newest source note: the working day after 4 January 2001"
    )


def test_a_day_inferred_otherwise_says_no_more(archive):
    archive.radar.source_notes.all().delete()
    assert reason(archive.radar) == "inferred, not stated in the bulletin"


def test_a_stated_day_needs_no_reason(archive):
    assert reason(archive.talks) == ""


def test_that_there_is_no_day_is_explained(archive):
    assert reason(archive.undated) == "nothing in the bulletin tells its day"
