"""Measures how well the archive and its peers rank test collections: `make relevance`."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout
from itertools import chain, combinations
from pathlib import Path
from statistics import fmean

import judged
import metrics

PROJECT = Path(__file__).resolve().parents[2]
COLLECTIONS = ("time", "cranfield")
# What the setting SEARCH_STAGES may name; without the setting all of them are on.
STAGES = ("term-weights", "proximity", "feedback")

# Figures by name of the measure, by name of the engine.
Figures = dict[str, dict[str, float]]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", type=Path, help="one collection; its figures are printed as JSON")
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument("--stages", help=f"some of {','.join(STAGES)}, or none (default: all)")
    parser.add_argument("--ablation", action="store_true", help="measure every choice of stages")
    return parser.parse_args()


def main() -> None:
    given = arguments()
    if given.dir:
        with redirect_stdout(sys.stderr):
            figures = measure(_checked(given.dir), _choices(given))
        print(json.dumps(figures))
        return
    folders = [given.shared / "data" / "relevance" / name for name in COLLECTIONS]
    print_table({folder.name: _in_a_process(_checked(folder)) for folder in folders})


def _checked(folder: Path) -> Path:
    missing = [name for name in judged.FILES if not (folder / name).is_file()]
    if missing:
        sys.exit(f"{folder} has no {missing[0]}; name a collection: make relevance DIR=folder")
    return folder


def _choices(given: argparse.Namespace) -> dict[str, list[str] | None]:
    """Return the stages to switch on, by the name under which the archive is listed then."""
    default = None
    if given.stages:
        default = [] if given.stages == "none" else given.stages.split(",")
        if unknown := set(default) - set(STAGES):
            sys.exit(f"Unknown stages: {', '.join(sorted(unknown))}")
    if not given.ablation:
        return {"archive": default}
    subsets = chain.from_iterable(combinations(STAGES, size) for size in range(len(STAGES)))
    several = {f"archive: {' + '.join(each) or 'no stage'}": list(each) for each in subsets}
    return {"archive": default, **several}


def measure(folder: Path, choices: dict[str, list[str] | None]) -> Figures:
    """Rank one collection with every engine, the archive in a scratch folder of its own."""
    with tempfile.TemporaryDirectory(prefix="monitor-archive-relevance-") as scratch:
        # Before Django reads its settings.
        for name in ("DATABASE_URL", "INDEX_DIR"):
            os.environ.pop(name, None)
        os.environ |= {"VAR_DIR": scratch, "DJANGO_SETTINGS_MODULE": "archive.settings"}
        import rankers

        collection = judged.read(folder)
        rankers.fill_archive(collection)
        rankings = {
            name: rankers.by_archive(collection, stages) for name, stages in choices.items()
        }
    rankings |= {
        "tantivy": rankers.by_tantivy(collection),
        "fts5": rankers.by_fts5(collection),
    }
    return {
        name: metrics.evaluate(ranking, collection.judgements) for name, ranking in rankings.items()
    }


def _in_a_process(folder: Path) -> Figures:
    """Run this script for one collection, with the same options: Django knows but one database."""
    command = [sys.executable, __file__, *sys.argv[1:], "--dir", str(folder)]
    done = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def print_table(collections: dict[str, Figures]) -> None:
    """Print a line an engine: its figures for each collection, and their means."""
    collections = collections | {"mean": mean(list(collections.values()))}
    measures = (metrics.NDCG, metrics.MAP, metrics.RECALL)
    engines = list(collections["mean"])
    width = max(map(len, engines)) + 2
    print(" " * width + "".join(f"{name:<33}" for name in collections))
    print(" " * width + "".join(f"{name:<11}" for _ in collections for name in measures))
    for engine in engines:
        figures = (each[engine][name] for each in collections.values() for name in measures)
        print(f"{engine:<{width}}" + "".join(f"{figure:<11.4f}" for figure in figures))
    ours, peers = collections["mean"]["archive"], ("tantivy", "fts5")
    best = max(peers, key=lambda peer: collections["mean"][peer][metrics.NDCG])
    gain = ours[metrics.NDCG] / collections["mean"][best][metrics.NDCG] - 1
    print(f"\nMean {metrics.NDCG} against {best}, the better of the peers: {gain:+.1%}")


def mean(collections: list[Figures]) -> Figures:
    return {
        engine: {name: fmean(each[engine][name] for each in collections) for name in figures}
        for engine, figures in collections[0].items()
    }


if __name__ == "__main__":
    main()
