"""A whole run on a few hundred articles: that it measures and compares, not how fast it is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
ENGINES = ("archive", "tantivy", "fts5", "whoosh")
SIZE = 200


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the result of a run over articles made of the seeds."""
    folder = tmp_path_factory.mktemp("bench")
    options = {
        "--size": SIZE,
        "--passes": 1,
        "--hostile": 40,
        "--engines": ",".join(ENGINES),
        "--out": folder / "result.json",
        "--chart": folder / "chart.svg",
        "--shared": folder / "nothing-here",
        "--scratch": folder / "scratch",
    }
    arguments = [str(each) for option in options.items() for each in option]
    command = [sys.executable, str(PROJECT / "tests" / "benchmarks" / "bench.py"), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(command, env=environment, text=True, stdout=subprocess.PIPE, check=True)
    (folder / "printed").write_text(done.stdout)
    return folder


@pytest.fixture(scope="module")
def result(folder):
    return json.loads((folder / "result.json").read_text())


def test_every_engine_was_asked_plain_and_filtered_questions(result):
    assert (result["size"], tuple(result["engines"])) == (SIZE, ENGINES)
    assert len(result["questions"]) >= 66
    assert sum("[region-" in question for question in result["questions"]) >= 33


@pytest.mark.parametrize("engine", ENGINES)
def test_every_figure_is_there(result, engine):
    figures = result["engines"][engine]
    for part in ("all", "search", "snippets"):
        assert 0 < figures[part]["median_ms"] <= figures[part]["p95_ms"]
    assert min(figures[name] for name in ("build_per_s", "index_mb", "memory_mb")) > 0


def test_the_archive_tells_how_soon_a_save_is_searchable(result):
    figures = result["engines"]["archive"]
    assert 0 < figures["save_to_searchable_ms"] <= figures["save_to_searchable_max_ms"]


@pytest.mark.parametrize("engine", ENGINES[1:])
def test_totals_agree_or_differ_for_a_reason(result, engine):
    disagreements = result["total_disagreements"][engine]
    assert len(disagreements) < len(result["questions"]) / 2
    assert all(each["reason"] for each in disagreements)


@pytest.mark.parametrize("engine", ENGINES[1:])
def test_facets_agree_or_differ_for_a_reason(result, engine):
    assert all(each["reason"] for each in result["facet_disagreements"][engine])


def test_whole_pages_were_timed(result, folder):
    assert result["pages"]["results"]["pages"] == len(result["questions"])
    assert 0 < result["pages"]["article"]["median_ms"] <= result["pages"]["article"]["p95_ms"]
    assert "pages, from request to bytes" in (folder / "printed").read_text()


def test_no_hostile_search_failed(result, folder):
    assert (result["hostile"]["searches"], result["hostile"]["failures"]) == (40, [])
    assert "40 random and hostile searches" in (folder / "printed").read_text()


def test_what_is_printed_holds_the_ratios(folder):
    assert "median against tantivy" in (folder / "printed").read_text()


def test_the_chart_names_every_engine(folder):
    chart = (folder / "chart.svg").read_text()
    assert all(f">{engine}</text>" in chart for engine in ENGINES)


def test_nothing_is_left_behind(folder):
    assert not list((folder / "scratch").iterdir())
