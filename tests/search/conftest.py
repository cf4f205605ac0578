"""Other parties at any step of the protocol: ones that change something, ones that are killed."""

import os
import pkgutil
import resource
import signal
import sys
import traceback
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

import pytest
from django.db import connection, connections

from search import engine, outbox, verification
from search.models import OutboxRow
from search.state import SearchState

# What a process does that another can see, as Python's audit events name it.
VISIBLE = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "fcntl.flock"}


class Steps:
    """Lets something happen just before or after a function, which does its work all the same."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch

    def before(self, function, action):
        """Let it happen once, before the first call."""
        actions = [action]
        self._hook(function, lambda: actions and actions.pop()(), lambda result: None)

    def after(self, function, action):
        """Let it happen once, after the first call."""
        actions = [action]
        self._hook(function, int, lambda result: actions and actions.pop()())

    def with_each_result(self, function, action):
        """Let it happen after every call, with what the function returned."""
        self._hook(function, int, action)

    def _hook(self, function, first, then):
        original = pkgutil.resolve_name(function)

        def hooked(*args, **kwargs):
            first()
            result = original(*args, **kwargs)
            then(result)
            return result

        self.monkeypatch.setattr(function, hooked)


def kill():
    os.kill(os.getpid(), signal.SIGKILL)


class Processes:
    """Runs functions in forked processes that share the database file and the index folder."""

    def __init__(self, steps):
        self.steps = steps

    def start(self, function):
        connections.close_all()  # SQLite's connections do not survive a fork
        child = os.fork()
        if child:
            return child
        code = 1
        try:
            engine.index.cache_clear()
            function()
            code = 0
        except SystemExit:
            code = 0
        except Exception:  # noqa: BLE001  (nothing may return into pytest twice)
            traceback.print_exc()
        finally:
            os._exit(code)

    def end_of(self, child):
        """Wait for the process and tell whether it was killed; its own errors fail the test."""
        _, status = os.waitpid(child, 0)
        was_killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        assert was_killed or os.waitstatus_to_exitcode(status) == 0
        return was_killed

    def run(self, function):
        return self.end_of(self.start(function))

    def run_killed(self, moment, step, function):
        """Kill the process `before` or `after` the step; tells whether it got so far."""

        def hooked():
            getattr(self.steps, moment)(step, kill)
            function()

        return self.run(hooked)

    def run_until(self, moment, function):
        """Kill the process at the moment-th thing it does that others see; tells whether it was."""

        def counted():
            count_down = Countdown(moment)
            sys.addaudithook(count_down.hear)
            with connection.execute_wrapper(count_down.execute):
                function()

        return self.run(counted)


class Countdown:
    def __init__(self, moments):
        self.left = moments

    def tick(self):
        self.left -= 1
        if not self.left:
            kill()

    def hear(self, event, arguments):
        is_reading = event == "open" and not set(str(arguments[1])) & set("wax+")
        if event in VISIBLE and not is_reading:
            self.tick()

    def execute(self, execute, sql, parameters, many, context):
        self.tick()
        result = execute(sql, parameters, many, context)
        self.tick()
        return result


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch):
    """A kill loses nothing that was written, synced or not; no test here cuts the power."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture
def untidy(indexed, monkeypatch):
    """The small archive with six articles more, each in a segment of its own: a merge is due."""
    monkeypatch.setattr("search.whoosh.index.MERGED_AT_ONCE", 0)
    save_apart(indexed, 6)
    return indexed


def save_apart(archive, count):
    for number in range(count):
        archive.article(f"Article {number}", f"Words of {number}.", regions=[archive.ukraine])
        outbox.drain()


@pytest.fixture
def steps(monkeypatch):
    return Steps(monkeypatch)


@pytest.fixture
def processes(transactional_db, tmp_path, steps):
    """Other processes; the test's database becomes a file, VAR_DIR/archive.sqlite3, for them."""
    in_memory = connections["default"]
    file = tmp_path / "archive.sqlite3"
    with in_memory.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    settings_dict = deepcopy({**in_memory.settings_dict, "NAME": str(file)})
    settings_dict["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    connections["default"] = type(in_memory)(settings_dict, "default")
    yield Processes(steps)
    connections["default"].close()
    connections["default"] = in_memory


@pytest.fixture
def full_disk():
    """No file grows beyond so many bytes meanwhile, as on a disk without space."""

    @contextmanager
    def full_disk(bytes_a_file=0):
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, most))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return full_disk


@pytest.fixture
def found():
    """Return the titles of what a search for words finds, as a process just started sees it."""

    def found(words):
        engine.index.cache_clear()
        return {hit.article.title for hit in engine.search(SearchState(q=words)).hits}

    return found


@pytest.fixture
def nothing_is_lost():
    """Tell whether after the next drain the index holds exactly what the database holds."""

    def nothing_is_lost():
        engine.index.cache_clear()
        outbox.drain()
        faults = verification.differences(engine.index().snapshot().digests())
        return not faults and not OutboxRow.objects.exists() and not traces()

    return nothing_is_lost


def traces() -> list[Path]:
    """Return what must not be left behind when no rebuild runs and nobody writes."""
    folder = engine.index().folder
    generation = folder.current()
    kept = {"FORMAT", *(path.name for path in generation.glob("*.seg"))}
    number = engine.index().snapshot().number
    kept |= {f"MANIFEST_{number}.json", f"_MAIN_{number}.toc"}
    left = [path for path in generation.iterdir() if path.name not in kept]
    return left + [path for path in folder.path.iterdir() if path.name == "BUILDING"]
