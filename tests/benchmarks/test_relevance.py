"""A whole run on six documents: the form of what is printed, and that a clear case is found."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
TEXTS = {
    "radar": "The rent of the radar station was raised.",
    "fleet": "Two states divided the fleet in the harbour.",
    "pipeline": "A pipeline for oil crosses the mountains.",
    "border": "Guards closed the border at night.",
    "vote": "The parliament voted on the budget.",
    "bank": "The bank raised its rates twice.",
}
QUERIES = {"1": "RADAR-STATION .", "2": "Who OR what divided the FLEET?", "3": "oil (and gas)"}
QRELS = {"1": "radar", "2": "fleet", "3": "pipeline"}


def jsonl(**lines):
    return "".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in lines.items())


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    folder = tmp_path_factory.mktemp("collection")
    (folder / "corpus.jsonl").write_text(jsonl(**TEXTS))
    (folder / "queries.jsonl").write_text(jsonl(**QUERIES))
    rows = [f"{query}\t{document}\t1\n" for query, document in QRELS.items()]
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n" + "".join(rows))
    return folder


def run(*arguments):
    command = [sys.executable, str(PROJECT / "tests" / "benchmarks" / "relevance.py"), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(command, env=environment, text=True, capture_output=True, check=False)


@pytest.fixture(scope="module")
def figures(collection):
    return json.loads(run("--dir", str(collection)).stdout)


def test_the_archive_and_both_peers_have_three_figures_each(figures):
    assert list(figures) == ["archive", "tantivy", "fts5"]
    assert all(list(each) == ["ndcg@10", "map", "recall@100"] for each in figures.values())


def test_what_only_one_document_tells_of_is_found_first(figures):
    assert all(each == {"ndcg@10": 1, "map": 1, "recall@100": 1} for each in figures.values())


def test_the_ablation_lists_the_archive_with_every_choice_of_stages(collection):
    figures = json.loads(run("--dir", str(collection), "--ablation").stdout)
    assert "archive: no stage" in figures
    assert "archive: term-weights + feedback" in figures


def test_without_a_folder_both_collections_stand_beside_their_mean(collection, tmp_path):
    for name in ("time", "cranfield"):
        shutil.copytree(collection, tmp_path / "data" / "relevance" / name)
    heading, _, *lines = run("--shared", str(tmp_path)).stdout.splitlines()
    assert heading.split() == ["time", "cranfield", "mean"]
    assert lines[0].split() == ["archive", *["1.0000"] * 9]


def test_an_unknown_stage_is_named(collection):
    assert "Unknown stages: magic" in run("--dir", str(collection), "--stages", "magic").stderr


def test_a_folder_that_is_no_collection_is_named(tmp_path):
    done = run("--dir", str(tmp_path))
    assert done.returncode == 1
    assert "has no corpus.jsonl" in done.stderr
