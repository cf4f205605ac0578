"""The version that results are told with is that of the changelog, and of the commit."""

import re
from pathlib import Path

from django.conf import settings

from archive.version import RELEASE, version


def test_the_changelog_begins_with_this_release():
    text = Path(settings.BASE_DIR, "CHANGELOG.md").read_text()
    assert re.search(r"^## (\S+)", text, re.MULTILINE)[1] == RELEASE


def test_outside_a_repository_the_release_stands_alone(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    assert version.__wrapped__() == RELEASE


def test_a_commit_is_told_by_twelve_digits(settings, tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    git = tmp_path / "git"
    git.write_text("#!/bin/sh\necho 1fc13780a9b2\n")
    git.chmod(0o755)
    settings.BASE_DIR = tmp_path
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert version.__wrapped__() == f"{RELEASE}, commit 1fc13780a9b2"
