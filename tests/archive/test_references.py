"""References of articles, and the issues that they mean."""

from datetime import date

import pytest

from archive.models import Issue, Reference, SourceNote
from archive.references import resolve


@pytest.fixture
def refer(archive):
    """Make a reference of the radar bulletin that nobody resolved yet."""

    def refer(publication="Monitor", day="2001-04-06"):
        day = date.fromisoformat(day)
        return Reference.objects.create(
            article=archive.radar, publication=publication, day=day, order=0
        )

    return refer


def resolved(reference):
    resolve(Reference.objects.all())
    reference.refresh_from_db()
    return reference.issue, reference.reason


@pytest.mark.parametrize("name", ["Monitor", "MONITOR", "MON"])
def test_a_reference_finds_the_issue_of_its_day(archive, refer, name):
    archive.monitor.abbreviation = "Mon"
    archive.monitor.save()
    assert resolved(refer(name)) == (archive.talks.issue, "")


def test_a_publication_that_is_not_held_is_said(refer):
    assert resolved(refer("Chechnya Weekly")) == (None, "no publication")


def test_a_day_without_an_issue_is_said(refer):
    assert resolved(refer(day="1990-01-01")) == (None, "no issue")


def test_a_day_that_fits_two_issues_is_ambiguous(archive, refer):
    archive.article("Other", "Text.", issue=(7, 99), date="2001-04")
    assert resolved(refer()) == (None, "ambiguous")


def test_a_reference_is_resolved_when_its_issue_comes(archive, refer):
    reference = refer(day="2002-02-01")
    article = archive.article("New", "Text.", issue=(8, 23), date="2002-02-01")
    reference.refresh_from_db()
    assert reference.issue == article.issue


def test_a_reference_dangles_when_its_issue_is_redated(archive, refer):
    reference = refer()
    resolved(reference)
    archive.talks.date = "2001-04-09"
    archive.talks.save()
    reference.refresh_from_db()
    assert (reference.issue, reference.reason) == (None, "no issue")


def test_a_reference_dangles_when_its_issue_goes(archive, refer):
    reference = refer()
    resolved(reference)
    archive.talks.delete()
    Issue.objects.filter(volume=7, number=68).delete()
    reference.refresh_from_db()
    assert (reference.issue, reference.reason) == (None, "no issue")


@pytest.mark.parametrize("date_", ["", "2002"])
def test_an_ambiguous_reference_is_resolved_when_one_of_the_issues_is_redated(
    archive, refer, date_
):
    other = archive.article("Other", "Text.", issue=(7, 99), date="2001-04")
    reference = refer()
    resolved(reference)
    other.date = date_
    other.save()
    reference.refresh_from_db()
    assert reference.issue == archive.talks.issue


def test_an_ambiguous_reference_is_resolved_when_one_of_the_issues_goes(archive, refer):
    other = Issue.objects.create(publication=archive.monitor, volume=8, number=1, date="2001-04")
    reference = refer()
    resolved(reference)
    other.delete()
    reference.refresh_from_db()
    assert reference.issue == archive.talks.issue


def test_a_reference_is_resolved_when_its_publication_gets_the_name(archive, refer):
    reference = refer("Chechnya Weekly")
    resolved(reference)
    archive.monitor.name = "Chechnya Weekly"
    archive.monitor.save()
    reference.refresh_from_db()
    assert reference.issue == archive.talks.issue


def test_a_reference_dangles_when_its_publication_loses_the_name(archive, refer):
    reference = refer()
    resolved(reference)
    archive.monitor.name = "Renamed"
    archive.monitor.save()
    reference.refresh_from_db()
    assert (reference.issue, reference.reason) == (None, "no publication")


def test_references_and_notes_read_as_printed(archive, refer):
    note = SourceNote.objects.get()
    assert str(refer(day="2000-05-01")) == "Monitor, 1 May 2000"
    assert str(note) == "Turan, 2–4 January 2001"
