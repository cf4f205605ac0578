"""The cast and the stage of the tests: a small archive, an index of its own, no network."""

import os
import shutil
import tempfile

import django
import hypothesis
import pytest

# Before Django reads its settings: what the tests' site makes goes to a folder of its own, which
# the processes of pytest-xdist share.
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="monitor-archive-tests-")
os.environ.pop("DATABASE_URL", None)
os.environ.pop("INDEX_DIR", None)
# All tests search from one address; those of the limit set one of their own.
os.environ["SEARCHES_A_MINUTE"] = os.environ["FREEZES_AN_HOUR"] = "0"
os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
django.setup()

# A busy machine is no fault of the code.
hypothesis.settings.register_profile(
    "archive", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("archive")

from django.conf import settings

from archive.importing import seeds as seed_files
from search import engine, vocabulary
from tests.sets import StageSet
from tests.small import SmallArchive


def pytest_unconfigure(config):
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(os.environ["VAR_DIR"], ignore_errors=True)


@pytest.fixture(autouse=True)
def quick_settings(settings):
    """Plain names of static files, and passwords that are hashed in no time."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def index_folder(settings, tmp_path):
    """An index folder of the test's own; no index in it yet."""
    settings.INDEX_DIR = tmp_path / "index"
    engine.index.cache_clear()
    vocabulary.of_version.cache_clear()
    yield settings.INDEX_DIR
    engine.index.cache_clear()


def sample_archive():
    folder = settings.BASE_DIR / "seeds"
    seed_files.load_vocabulary(folder / "vocabulary")
    return seed_files.load_bulletins(folder)


SMALL = StageSet(SmallArchive)
SAMPLE = StageSet(sample_archive)


@pytest.fixture
def archive(db):
    """The small archive, in the database only."""
    return SMALL.put_up()


@pytest.fixture
def indexed(archive):
    """The small archive, searchable."""
    SMALL.put_up_index()
    return archive


@pytest.fixture
def seeds(db):
    """The sample archive, in the database only; gives the batch that brought its bulletins."""
    return SAMPLE.put_up()


@pytest.fixture
def indexed_seeds(seeds):
    """The sample archive, searchable."""
    SAMPLE.put_up_index()
    return seeds
