"""Reads settings from the environment, and knows each by its type, default and meaning."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import environ
from django.core.exceptions import ImproperlyConfigured
from rapidfuzz.distance import OSA

YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off")
# A file with lines NAME=VALUE; what the environment says goes before what it says.
FILE = "SETTINGS_FILE"
# Names shorter than this have neighbours that mean something else.
SHORTEST_MISSPELT = 6


class Variable(NamedTuple):
    """What a variable may hold, and what the site does with it."""

    name: str
    kind: str
    default: str
    meaning: str


class Variables:
    """Each method reads one variable; a value that it cannot be raises ImproperlyConfigured."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.known: dict[str, Variable] = {}
        self._environment = environment
        self._from_file: dict[str, str] = {}
        if path := self.text(FILE, "", "File with lines NAME=VALUE, read before the environment."):
            self._from_file = lines_of(Path(path))

    def text(self, name: str, default: str, meaning: str) -> str:
        return self._given(name, "text", default, meaning) or default

    def flag(self, name: str, default: bool, meaning: str) -> bool:
        given = self._given(name, "yes or no", "yes" if default else "no", meaning).lower()
        if given and given not in YES + NO:
            raise ImproperlyConfigured(f"{name} must be yes or no (1 or 0), not “{given}”.")
        return given in YES if given else default

    def number(self, name: str, default: int, meaning: str, least: int = 0) -> int:
        given = self._given(name, f"whole number from {least}", str(default), meaning)
        try:
            number = int(given or default)
        except ValueError:
            raise ImproperlyConfigured(f"{name} must be a whole number, not “{given}”.") from None
        if number < least:
            raise ImproperlyConfigured(f"{name} must be at least {least}, not {number}.")
        return number

    def words(self, name: str, default: list[str], meaning: str) -> list[str]:
        """Return what stands between commas; an empty value is an empty list."""
        given = self._given(name, "list with commas", ",".join(default), meaning)
        if name not in self._environment and name not in self._from_file:
            return default
        return [word for part in given.split(",") if (word := part.strip())]

    def some_of(self, name: str, choices: list[str], meaning: str) -> list[str]:
        """Return those of the choices that the variable lists; all where it is not set."""
        words = self.words(name, choices, f"{meaning} Any of {', '.join(choices)}.")
        if unknown := set(words) - set(choices):
            known = ", ".join(choices)
            raise ImproperlyConfigured(f"{name} knows {known}; not {', '.join(sorted(unknown))}.")
        return words

    def one_of(self, name: str, choices: list[str], default: str, meaning: str) -> str:
        given = self._given(name, " or ".join(choices), default, meaning) or default
        if given not in choices:
            raise ImproperlyConfigured(f"{name} must be {' or '.join(choices)}, not “{given}”.")
        return given

    def path(self, name: str, default: Path, meaning: str) -> Path:
        return Path(self._given(name, "path", str(default), meaning) or default).resolve()

    def database(self, name: str, default: str, meaning: str) -> dict[str, Any]:
        given = self._given(name, "address of a database", default, meaning) or default
        return _read(name, environ.Env.db_url_config, environ.Env.DB_SCHEMES, given)

    def cache(self, name: str, meaning: str) -> dict[str, Any]:
        """Return what a Django cache is made of, empty where the variable is not set."""
        given = self._given(name, "address of a cache", "", meaning)
        if not given:
            return {}
        return _read(name, environ.Env.cache_url_config, environ.Env.CACHE_SCHEMES, given)

    def mail(self, name: str, default: str, meaning: str) -> dict[str, Any]:
        """Return the settings EMAIL_… of Django."""
        given = self._given(name, "address of a mail server", default, meaning) or default
        return _read(name, environ.Env.email_url_config, environ.Env.EMAIL_SCHEMES, given)

    def _given(self, name: str, kind: str, default: str, meaning: str) -> str:
        self.known[name] = Variable(name, kind, default, meaning)
        return self._environment.get(name, self._from_file.get(name, "")).strip()

    def refuse_unknown(self, former: Mapping[str, str]) -> None:
        """Raise ImproperlyConfigured for a name that is none, once all variables were read.

        The settings file is the site's alone, so all its names must be known. The environment has
        a hundred others; what is one letter away from a variable of the site is a misspelt one.
        `former` says what took the place of variables that are no more.
        """
        for name in {**self._environment, **self._from_file}:
            if name in former:
                raise ImproperlyConfigured(f"{name} is no setting any more: {former[name]}")
            meant = self._misspelt(name)
            if meant or (name in self._from_file and name not in self.known):
                hint = f"; {meant} is one" if meant else ""
                text = f"{name} is no setting of this site{hint}. See: manage.py settings_help"
                raise ImproperlyConfigured(text)

    def _misspelt(self, name: str) -> str:
        if name in self.known or len(name) < SHORTEST_MISSPELT:
            return ""
        near = (known for known in self.known if OSA.distance(name, known, score_cutoff=1) <= 1)
        return next(near, "")


def lines_of(path: Path) -> dict[str, str]:
    """Return the values of a settings file; lines with # are comments, quotes are taken off."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise ImproperlyConfigured(f"{FILE} cannot be read: {error}") from None
    found = {}
    for number, line in enumerate(map(str.strip, lines), start=1):
        if not line or line.startswith("#"):
            continue
        name, is_set, value = line.partition("=")
        if not is_set or not name.strip().isidentifier():
            raise ImproperlyConfigured(f"{path}, line {number} is not NAME=VALUE.")
        found[name.strip()] = _unquoted(value.strip())
    return found


def _unquoted(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if is_quoted else value


def _read(name: str, read: Any, schemes: Iterable[str], given: str) -> dict[str, Any]:
    """Never print what was given: it may hold a password."""
    scheme, is_address, _ = given.partition("://")
    if not is_address or scheme not in schemes:
        raise ImproperlyConfigured(f"{name} must begin with one of {', '.join(sorted(schemes))}.")
    try:
        return read(given)
    except (ValueError, KeyError, environ.ImproperlyConfigured):
        raise ImproperlyConfigured(f"{name} is no address that can be read.") from None


def all_cores() -> int:
    return len(os.sched_getaffinity(0))
