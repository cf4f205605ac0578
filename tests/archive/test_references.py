"""References of articles, and the issues that they mean."""

from datetime import date

import pytest
from django.core.management import call_command

from archive.models import Issue, Reference, SourceNote
from archive.references import choose, release, resolve


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


def test_what_a_curator_chose_is_meant_whatever_the_day_says(archive, refer):
    reference = refer(day="1990-01-01")
    choose(Reference.objects.all(), archive.talks.issue)
    assert resolved(reference) == (archive.talks.issue, "")


def test_a_chosen_issue_stays_when_another_one_comes(archive, refer):
    reference = refer(day="2002-02-01")
    choose(Reference.objects.all(), archive.talks.issue)
    archive.article("New", "Text.", issue=(8, 23), date="2002-02-01")
    reference.refresh_from_db()
    assert reference.issue == archive.talks.issue


def test_when_the_chosen_issue_goes_the_day_counts_again(archive, refer):
    other = Issue.objects.create(publication=archive.monitor, volume=8, number=1)
    reference = refer()
    choose(Reference.objects.all(), other)
    other.delete()
    reference.refresh_from_db()
    assert (reference.chosen, reference.issue) == (None, archive.talks.issue)


def test_what_is_set_aside_leads_nowhere_and_waits_no_longer(refer):
    reference = refer(day="1990-01-01")
    choose(Reference.objects.all(), None)
    reference.refresh_from_db()
    assert (reference.is_set_aside, reference.reason) == (True, "no issue")


def test_what_was_chosen_can_be_looked_up_again(archive, refer):
    reference = refer(day="1990-01-01")
    choose(Reference.objects.all(), archive.talks.issue)
    release(Reference.objects.all())
    reference.refresh_from_db()
    assert (reference.issue, reference.reason) == (None, "no issue")


def test_a_choice_is_told_in_the_history(archive, refer):
    reference = refer()
    choose(Reference.objects.all(), archive.talks.issue)
    last = reference.history.first()
    assert (last.chosen, last.history_change_reason) == (archive.talks.issue, "Chosen by hand")


def test_the_command_looks_all_of_them_up(archive, refer, capsys):
    refer()
    call_command("resolve_references")
    assert "1 of 1 lead to an issue; before 0 did." in capsys.readouterr().out


def test_one_look_serves_all_references_to_a_day(archive, refer, django_assert_num_queries):
    for _ in range(5):
        refer(day="1990-01-01")
    Reference.objects.update(reason="")
    with django_assert_num_queries(4):  # references, publications, issues, one update
        resolve(Reference.objects.all())
