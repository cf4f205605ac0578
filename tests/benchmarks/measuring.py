"""Lets the engines be built, and then asked in turn, each in a process of its own."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import report
from questions import Question

PROJECT = Path(__file__).resolve().parents[2]
WORKER = Path(__file__).with_name("worker.py")
HOSTILE = Path(__file__).with_name("hostile.py")
PAGES = Path(__file__).with_name("pages.py")
PARTS = ("all", "search", "snippets")


@dataclass
class Measured:
    """What was measured of one engine; `passes` holds times (ms) by pass and question."""

    name: str
    built: dict[str, float]
    documents: int
    memory: dict[str, float]
    answers: list[dict[str, Any]]
    changes: dict[str, float] = field(default_factory=dict)
    passes: list[list[dict[str, float]]] = field(default_factory=list)

    def by_question(self, part: str) -> list[float]:
        """Return for each question the median over the passes, in milliseconds."""
        return [median(each[part] for each in times) for times in zip(*self.passes, strict=True)]

    def figures(self, asked: list[Question]) -> dict[str, Any]:
        figures: dict[str, Any] = {}
        for part in PARTS:
            times = self.by_question(part)
            figures[part] = {"median_ms": median(times), "p95_ms": percentile(times, 0.95)}
        figures["build_per_s"] = self.documents / self.built["seconds"]
        figures["index_mb"] = self.built["index_mb"]
        figures["memory_mb"] = self.memory["unique"]
        figures["mapped_mb"] = self.memory["mapped"]
        figures |= self.changes
        return figures | {"median_ms_by_group": self._by_group(asked)}

    def _by_group(self, asked: list[Question]) -> dict[str, float]:
        groups = defaultdict(list)
        for question, time in zip(asked, self.by_question("all"), strict=True):
            groups[question.group + (" filtered" if question.is_filtered else "")].append(time)
        return {group: median(times) for group, times in groups.items()}


def percentile(times: list[float], share: float) -> float:
    """Return the value at the nearest rank."""
    return sorted(times)[round(share * (len(times) - 1))]


class Worker:
    """A process with one open engine, which answers by lines of JSON."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        pipe = subprocess.PIPE
        command = _command("ask", name, folder)
        environment = _environment(name, folder)
        self.process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, text=True, env=environment
        )
        self.opened = self._read()

    def _read(self) -> Any:
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} gave up (exit code {self.process.wait()})")
        return json.loads(line)

    def timed_pass(self, seed: int) -> list[dict[str, float]]:
        self.process.stdin.write(f"{seed}\n")
        self.process.stdin.flush()
        return self._read()

    def finish(self) -> dict[str, float]:
        """Let it measure changes of the index, and end."""
        self.process.stdin.close()
        changes = self._read()
        self.process.wait()
        return changes


def measure(
    names: list[str], folder: Path, documents: int, passes: int
) -> tuple[list[Measured], dict[str, str]]:
    """Measure the engines; returns with them why others are not available."""
    built = {name: _built(name, folder) for name in names}
    missing = {
        name: figures["unavailable"] for name, figures in built.items() if "unavailable" in figures
    }
    workers = [_opened(name, folder) for name in names if name not in missing]
    try:
        measured = [
            Measured(
                each.name,
                built[each.name],
                documents,
                each.opened["memory"],
                each.opened["answers"],
            )
            for each in workers
        ]
        _take_turns(workers, measured, passes)
        for worker, each in zip(workers, measured, strict=True):
            each.changes = worker.finish()
    finally:
        for worker in workers:
            worker.process.kill()
            worker.process.wait()
    return measured, missing


def ask_hostile(folder: Path, searches: int) -> dict[str, Any]:
    """Let the archive answer so many random and hostile searches; returns what it took."""
    report.say(f"Asking the archive {searches:,} random and hostile searches …")
    return _asked(folder, HOSTILE, str(searches))


def time_pages(folder: Path) -> dict[str, Any]:
    """Return what whole pages of the archive's site take, by kind."""
    report.say("Timing whole pages …")
    return _asked(folder, PAGES)


def _asked(folder: Path, script: Path, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, str(script), *arguments]
    environment = _environment("archive", folder)
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)
    return json.loads(done.stdout)


def _built(name: str, folder: Path) -> dict[str, Any]:
    report.say(f"Building {name} …")
    command, environment = _command("build", name, folder), _environment(name, folder)
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)
    return json.loads(done.stdout)


def _opened(name: str, folder: Path) -> Worker:
    report.say(f"Warming up {name} …")
    return Worker(name, folder)


def _take_turns(workers: list[Worker], measured: list[Measured], passes: int) -> None:
    """Let the engines make their passes by turns, so that a slow minute is everybody's."""
    for turn in range(passes):
        report.say(f"Timing, pass {turn + 1} of {passes} …")
        for worker, each in zip(workers, measured, strict=True):
            if turn < worker.opened["passes"]:
                each.passes.append(worker.timed_pass(turn))


def _command(what: str, name: str, folder: Path) -> list[str]:
    return [sys.executable, str(WORKER), what, name, str(folder)]


def _environment(name: str, folder: Path) -> dict[str, str]:
    """The archive's site of this run: its own database and index, whatever the settings here."""
    inherited = {
        key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "INDEX_DIR")
    }
    return {
        **inherited,
        "PYTHONPATH": str(PROJECT),
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "VAR_DIR": str(folder / name),
        "LOG_LEVEL": "WARNING",
    }
