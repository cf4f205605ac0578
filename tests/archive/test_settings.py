import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
PRODUCTION = {"PRODUCTION": "1", "SECRET_KEY": "0123456789" * 5, "ALLOWED_HOSTS": "archive.example"}


@pytest.fixture
def started(tmp_path):
    """Read the settings in a process of its own, and return how it ended."""

    def started(*command, **given):
        environment = {**os.environ, "VAR_DIR": str(tmp_path), **given}
        environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # the browser tests' own
        command = [sys.executable, "manage.py", *command]
        return subprocess.run(
            command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True
        )

    return started


def test_a_wrong_variable_stops_the_start_and_is_named(started):
    ended = started("check", SEARCHES_A_MINUTE="many")
    assert ended.returncode == 1
    assert ended.stderr == "SEARCHES_A_MINUTE must be a whole number, not “many”.\n"


def test_a_misspelt_variable_stops_the_start_and_is_named(started):
    ended = started("check", ALLOWED_HOST="archive.example")
    assert ended.returncode == 1
    assert "ALLOWED_HOST is no setting of this site; ALLOWED_HOSTS is one" in ended.stderr


@pytest.mark.parametrize("lacking", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_needs_a_key_and_hosts(started, lacking):
    ended = started("check", **PRODUCTION | {lacking: ""})
    assert ended.returncode == 1
    assert lacking in ended.stderr


def test_production_refuses_pages_with_code(started):
    ended = started("check", **PRODUCTION, DEBUG="1")
    assert ended.returncode == 1
    assert "DEBUG switched off" in ended.stderr


def test_a_local_run_makes_its_key_and_keeps_it_from_others(started, tmp_path):
    assert started("check", SECRET_KEY="").returncode == 0
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_every_variable_is_listed_with_its_meaning(capsys):
    call_command("settings_help")
    listed = capsys.readouterr().out
    for variable in settings.VARIABLES.values():
        assert f"{variable.name}  ({variable.kind}" in listed
        assert variable.meaning


def test_the_settings_read_every_variable_by_its_list():
    code = "".join(
        path.read_text()
        for path in [
            path for folder in ("archive", "search") for path in (ROOT / folder).rglob("*.py")
        ]
    )
    read = re.findall(r"os\.(?:getenv|environ(?!\.setdefault|\[.*\] = ))", code)
    assert len(read) == 1


def test_the_production_settings_pass_the_checks_of_a_deployment(started):
    ended = started("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_in_production_cookies_are_bound_to_the_host_and_https_is_demanded(started):
    names = "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS"
    code = (
        f"from django.conf import settings as s; print(*(getattr(s, n) for n in {names.split()}))"
    )
    ended = started("shell", "--no-imports", "-c", code, **PRODUCTION)
    assert ended.stdout == "__Host-sessionid __Host-csrftoken True 31536000\n"
