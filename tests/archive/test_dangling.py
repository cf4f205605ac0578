"""Why references lead nowhere, as readers are told."""

from datetime import date

import pytest

from archive import dangling
from archive.models import Publication, Reference


@pytest.fixture
def reason(archive):
    def reason(day, publication="Monitor", stored="no issue"):
        reference = Reference.objects.create(
            article=archive.radar,
            publication=publication,
            day=date.fromisoformat(day),
            order=0,
            reason=stored,
        )
        return dangling.reasons([reference])[reference.pk]

    return reason


@pytest.fixture
def on_weekdays(archive):
    archive.monitor.cadence = "weekdays"
    archive.monitor.save()


def test_a_weekend_without_an_issue_explains_itself(reason, on_weekdays):
    assert reason("2000-09-02") == "2 September 2000 was a Saturday; the Monitor did not appear"


def test_of_an_unknown_cadence_the_weekday_is_told_and_no_more(reason):
    assert reason("2000-09-02") == "no issue of this day, a Saturday, is held"


def test_days_before_the_first_and_after_the_last_issue_are_told(reason):
    assert reason("1995-05-01") == "before the first issue held, of 29 October 1999"
    assert reason("2001-05-01") == "after the last issue held, of 6 April 2001"


def test_a_weekend_before_the_first_issue_is_told_as_both(reason):
    assert reason("1995-05-06") == "a Saturday, before the first issue held, of 29 October 1999"


def test_the_first_issue_held_is_one_that_readers_see(reason, archive):
    archive.parliament.state = "draft"
    archive.parliament.save()
    assert reason("1999-10-29") == "before the first issue held, of 18 November 1999"


def test_a_publication_that_is_not_held_is_told(reason):
    assert reason("2000-05-01", "Chechnya Weekly") == "no publication of this name is held"


def test_a_publication_for_staff_only_is_not_held(reason, archive):
    archive.monitor.policy = Publication.Policy.STAFF
    archive.monitor.save()
    assert reason("2000-05-01") == "no publication of this name is held"


def test_a_publication_is_known_by_its_abbreviation(reason, archive):
    archive.monitor.abbreviation = "MON"
    archive.monitor.save()
    assert reason("2000-05-01", "Mon") == "no issue of this day, a Monday, is held"


def test_several_issues_of_the_day_are_told(reason):
    assert reason("2000-05-01", stored="ambiguous") == "several issues of this day are held"


def test_no_references_ask_nothing(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert dangling.reasons([]) == {}
