"""Measures the tagger on articles that were tagged by hand: `make tagging`."""

import argparse
import gzip
import json
import lzma
import sys
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from archive.tagging import knowledge
from archive.tagging.gazetteer import Known
from archive.tagging.knowledge import squeezed
from archive.tagging.passages import passages
from archive.tagging.reading import Reader

PROJECT = Path(__file__).resolve().parents[2]
VOCABULARY = PROJECT / "seeds" / "vocabulary"
REUTERS, REUTERS_ITEMS = Path("data") / "reuters.jsonl.xz", 15_000
OPENERS: dict[str, Any] = {".xz": lzma.open, ".gz": gzip.open}

Tags = list[set[Hashable]]


class Figures(NamedTuple):
    precision: float
    recall: float
    f1: float


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="articles in the import form, .jsonl[.xz, .gz]")
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    return parser.parse_args()


def main() -> None:
    given = arguments()
    path, most = (given.data, None) if given.data else (given.shared / REUTERS, REUTERS_ITEMS)
    if not path.is_file():
        sys.exit(f"{path} is missing; name a file: make tagging DATA=file.jsonl")
    print(json.dumps(measure(list(islice(_articles(path), most)))))


def _articles(path: Path) -> Iterable[dict[str, Any]]:
    with OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def measure(articles: list[dict[str, Any]]) -> dict[str, Any]:
    """Return precision, recall and F1 over all tags (micro-averaged), and the speed."""
    regions = [set(each.get("regions", [])) for each in articles]
    actors = [{actor["name"] for actor in each.get("actors", [])} for each in articles]
    readers = region_reader(regions), Reader.of_actors(known_actors(articles))
    started = time.process_time()
    proposed = [read(article, readers) for article in articles]
    seconds = time.process_time() - started
    proposed_regions = without_own([each for each, _ in proposed], regions, is_known_region)
    proposed_actors = without_own([each for _, each in proposed], actors, is_known_actor)
    top = Counter(tag for tags in regions for tag in tags).most_common(1)
    return {
        "regions": figures(proposed_regions, regions)._asdict(),
        "regions_without_top": figures(
            proposed_regions, regions, {tag for tag, _ in top}
        )._asdict(),
        "actors": figures(proposed_actors, actors)._asdict(),
        "articles_per_s": round(len(articles) / seconds) if seconds else 0,
    }


def read(
    article: dict[str, Any], readers: tuple[Reader, Reader]
) -> tuple[set[Hashable], set[Hashable]]:
    parts = list(passages(article.get("title") or "", article["body"]))
    regions, actors = ({each.record for each in reader.judge(parts)} for reader in readers)
    return regions, actors


def without_own(proposed: Tags, tags: Tags, is_known: Callable[[str], bool]) -> Tags:
    """Drop what only the article's own tags told: names known from nowhere else."""
    used = Counter(tag for each in tags for tag in each)
    told = {tag for tag, number in used.items() if number == 1 and not is_known(str(tag))}
    return [mine - (told & own) for mine, own in zip(proposed, tags, strict=True)]


def is_known_region(name: str) -> bool:
    return bool(knowledge.country(name) or _seed(_seeds("regions"), name))


def is_known_actor(name: str) -> bool:
    return bool(knowledge.organisation(name) or _seed(_seeds("actors"), name))


def figures(proposed: Tags, tags: Tags, left_out: Iterable[Hashable] = ()) -> Figures:
    pairs = {(place, tag) for place, each in enumerate(proposed) for tag in each - set(left_out)}
    right = {(place, tag) for place, each in enumerate(tags) for tag in each - set(left_out)}
    both = len(pairs & right)
    precision = both / len(pairs) if pairs else 0.0
    recall = both / len(right) if right else 0.0
    f1 = 2 * both / (len(pairs) + len(right)) if pairs or right else 0.0
    return Figures(round(precision, 4), round(recall, 4), round(f1, 4))


def region_reader(tags: Tags) -> Reader:
    """Return a reader of the names that serve as tags, with what the seeds know of them."""
    seeds = _seeds("regions")
    labels = sorted({str(tag) for each in tags for tag in each})
    records = {label: _seed(seeds, label) for label in labels}
    slugs = {record["slug"]: label for label, record in records.items() if record}
    by_slug = {each["slug"]: each for each in seeds.values()}
    return Reader.of_regions(
        [_known_region(label, records[label], by_slug, slugs) for label in labels]
    )


def _known_region(
    label: str,
    record: dict[str, Any] | None,
    by_slug: dict[str, dict[str, Any]],
    labels: dict[str, str],
) -> Known:
    if not record:
        return Known(label, label)
    related = frozenset(labels.get(slug, slug) for slug in _broader(record["slug"], by_slug))
    return Known(label, label, _forms(record), record["iso"], record["kind"], related)


def _broader(slug: str, by_slug: dict[str, dict[str, Any]]) -> set[str]:
    above = set(by_slug[slug]["broader"])
    return above.union(*(_broader(each, by_slug) for each in above))


def known_actors(articles: Iterable[dict[str, Any]]) -> list[Known]:
    seeds = _seeds("actors")
    kinds = {
        actor["name"]: actor.get("kind", "")
        for article in articles
        for actor in article.get("actors", [])
    }
    return [
        Known(name, name, _forms(_seed(seeds, name)), kind=kind)
        for name, kind in sorted(kinds.items())
    ]


def _forms(record: dict[str, Any] | None) -> tuple[str, ...]:
    if not record:
        return ()
    return (record["name"], *(variant["form"] for variant in record["variants"]))


def _seed(seeds: dict[str, dict[str, Any]], name: str) -> dict[str, Any] | None:
    return seeds.get(squeezed(name))


@cache
def _seeds(kind: str) -> dict[str, dict[str, Any]]:
    """Return the records of the seeds by each form of their names."""
    found: dict[str, dict[str, Any]] = {}
    for record in _articles(VOCABULARY / f"{kind}.jsonl"):
        for form in _forms(record):
            found.setdefault(squeezed(form), record)
    return found


if __name__ == "__main__":
    main()
