import pytest
from django.core import checks as system
from django.db import connection

from archive.operation import checks


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 44, 5), (3, 50, 6), (3, 51, 2)])
def test_releases_with_the_wal_reset_fault_are_known(version):
    assert checks.has_wal_reset_fault(version)


@pytest.mark.parametrize("version", [(3, 6, 9), (3, 44, 6), (3, 50, 7), (3, 51, 3), (3, 53, 0)])
def test_mended_releases_are_not_warned_of(version):
    assert not checks.has_wal_reset_fault(version)


def test_a_warning_says_which_release_mends_it():
    (warning,) = checks._of_release((3, 40, 1))
    assert "3.40.1" in warning.msg
    assert "3.51.3" in warning.hint


@pytest.mark.django_db(transaction=True)
def test_a_database_read_through_memory_is_warned_of(database):
    connection.cursor().execute("PRAGMA mmap_size=1000000")
    found = system.run_checks(tags=[system.Tags.database], databases=["default"])
    (warning,) = (each for each in found if each.id == "archive.W002")
    assert warning.msg.startswith("PRAGMA mmap_size is 1000000 and should be 0")
