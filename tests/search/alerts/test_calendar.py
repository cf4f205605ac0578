"""Mails are due at six, every day or on Mondays."""

from datetime import UTC, datetime

import pytest

from search.alerts.calendar import latest


def moment(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cadence", "now", "due"),
    [
        ("daily", moment(25, 6), moment(25, 6)),
        ("daily", moment(25, 5, 59), moment(24, 6)),
        ("weekly", moment(25, 12), moment(23, 6)),  # Monday
        ("weekly", moment(23, 6), moment(23, 6)),
        ("weekly", moment(23, 5, 59), moment(16, 6)),
    ],
)
def test_the_last_time_that_mails_were_due(cadence, now, due):
    assert latest(cadence, now) == due
