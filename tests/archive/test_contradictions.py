"""Articles dated before what they cite."""

import pytest

from archive import contradictions
from archive.models import SourceNote


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path):
    """A cache of the test's own: several processes run tests."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": str(tmp_path)}}


@pytest.mark.parametrize(
    ("day", "is_contradictory"),
    [
        ("2001-04-05", False),
        ("2001-04-06", False),
        ("2001-04-07", True),
        ("2001-04-04/2001-04-07", True),  # a range counts with its last day
        ("2001-04", False),
        ("2001-05", True),
        ("", False),
    ],
)
def test_an_article_cannot_be_older_than_what_it_cites(archive, day, is_contradictory):
    SourceNote.objects.create(article=archive.talks, outlet=archive.turan, date=day, order=0)
    assert contradictions.keys() == [archive.talks.pk] * is_contradictory


def test_the_articles_are_looked_for_once_a_minute(archive, django_assert_num_queries):
    contradictions.keys()
    with django_assert_num_queries(0):
        contradictions.keys()
