"""Issues that a reference without one may mean."""

from datetime import date

from archive.near_misses import Target, near_misses


def near(publication, day):
    target = Target(publication, date.fromisoformat(day))
    return [
        (each.issue.volume, each.issue.number, each.in_words)
        for each in near_misses([target])[target]
    ]


def test_issues_of_near_days_are_told_the_nearest_first(archive):
    archive.article("Next", "Text.", issue=(7, 70), date="2001-04-10")
    assert near("Monitor", "2001-04-07") == [(7, 68, "1 day earlier"), (7, 70, "3 days later")]


def test_an_issue_that_may_be_of_the_day_is_told_as_such(archive):
    archive.article("April", "Text.", issue=(7, 70), date="2001-04")
    assert near("Monitor", "2001-04-20") == [(7, 70, "of this day")]


def test_a_name_like_that_of_a_publication_is_near(archive):
    assert near("The Monitor", "2001-04-06") == [(7, 68, "of this day")]


def test_other_names_are_not(archive):
    assert near("Chechnya Weekly", "2001-04-06") == []


def test_the_abbreviation_is_a_name(archive):
    archive.monitor.abbreviation = "MON"
    archive.monitor.save()
    assert near("Mon", "2001-04-06") == [(7, 68, "of this day")]


def test_many_targets_are_looked_up_in_two_queries(archive, django_assert_num_queries):
    targets = [Target("Monitor", date(2001, 4, day)) for day in range(1, 20)]
    with django_assert_num_queries(2):
        near_misses(targets)
