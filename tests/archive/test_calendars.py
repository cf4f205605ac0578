"""Which days of a year are held, missing or perhaps missing."""

from datetime import date

from archive.calendars import CADENCES, HeldIssue, Status, of_year


def issue(number, day, volume=5, is_partly=False):
    return HeldIssue(volume, number, day, "", f"/issues/x/{volume}/{number}/", 1, is_partly)


def statuses(issues, cadence="weekdays", cited=None, year=1999):
    """Give the days that have a status."""
    found = of_year(year, issues, cadence, cited or {})
    return {
        date(year, number, day.number): day.status
        for number, month in enumerate(found.months, 1)
        for week in month.weeks
        for day in week
        if day.status
    }


MONDAY, THURSDAY = date(1999, 3, 1), date(1999, 3, 4)


def test_a_held_issue_stands_on_its_day():
    assert statuses([issue(40, MONDAY)]) == {MONDAY: Status.HELD}


def test_an_issue_with_gaps_is_held_partly():
    assert statuses([issue(40, MONDAY, is_partly=True)]) == {MONDAY: Status.PARTLY}


def test_days_are_missing_where_as_many_numbers_are():
    found = statuses([issue(40, MONDAY), issue(43, THURSDAY)])
    assert [found[date(1999, 3, day)] for day in (2, 3)] == [Status.MISSING] * 2


def test_days_are_doubtful_where_fewer_numbers_are_missing():
    found = statuses([issue(40, MONDAY), issue(42, THURSDAY)])
    assert [found[date(1999, 3, day)] for day in (2, 3)] == [Status.DOUBTFUL] * 2


def test_consecutive_numbers_leave_no_day_out():
    assert set(statuses([issue(40, MONDAY), issue(41, THURSDAY)])) == {MONDAY, THURSDAY}


def test_a_new_volume_leaves_doubt():
    found = statuses([issue(40, MONDAY), issue(1, THURSDAY, volume=6)])
    assert found[date(1999, 3, 2)] == Status.DOUBTFUL


def test_weekdays_leave_out_the_weekend():
    found = statuses([issue(40, MONDAY), issue(45, date(1999, 3, 8))])
    assert date(1999, 3, 6) not in found
    assert found[date(1999, 3, 5)] == Status.MISSING


def test_a_week_without_its_issue_is_missing_although_the_next_came_late():
    found = statuses([issue(9, MONDAY), issue(11, date(1999, 3, 17))], "Weekly")
    assert found[date(1999, 3, 8)] == Status.MISSING


def test_a_month_without_its_issue_is_missing():
    days = CADENCES["monthly"](date(1998, 11, 30), date(1999, 2, 1))
    assert days == [date(1998, 12, 28), date(1999, 1, 28)]


def test_a_cited_day_is_certainly_missing():
    assert statuses([issue(40, MONDAY)], cited={THURSDAY: 2})[THURSDAY] == Status.MISSING


def test_a_cited_sunday_is_a_misprint_for_a_bulletin_of_weekdays():
    assert date(1999, 3, 7) not in statuses([issue(40, MONDAY)], cited={date(1999, 3, 7): 1})


def test_without_a_cadence_nothing_is_inferred():
    assert set(statuses([issue(40, MONDAY), issue(43, THURSDAY)], "")) == {MONDAY, THURSDAY}


def test_a_gap_may_begin_in_the_year_before():
    found = of_year(
        1999, [issue(250, date(1998, 12, 30), 4), issue(2, date(1999, 1, 5))], "weekdays", {}
    )
    (gap,) = found.gaps
    assert (gap.missing, len(gap.days)) == (None, 3)


def test_an_issue_of_a_month_has_no_day_in_the_grid():
    found = of_year(1999, [issue(7, None)], "weekly", {})
    assert [each.label for each in found.without_day] == ["5/7"]
    assert found.statuses == []
