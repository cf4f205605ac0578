import json
import os
import subprocess
import sys

import tagging
from tagging import figures, measure, without_own

from archive.importing import seeds
from archive.importing.files import ArticleFile
from archive.tagging.knowledge import squeezed

ARTICLES = [
    {"title": "JAPAN RAISES RATES", "body": "Rates rose.", "regions": ["Japan"], "actors": []},
    {"title": "RATES", "body": "Rates in Japan fell.", "regions": ["Japan", "Usa"], "actors": []},
    {"title": "IMF LENDS", "body": "It lends to Peru.", "regions": ["Peru"], "actors": []},
    {"title": "", "body": "Peru thanked the IMF.", "regions": [], "actors": [{"name": "IMF"}]},
    {"title": "", "body": "The IMF was silent.", "regions": [], "actors": [{"name": "IMF"}]},
]


def test_figures_count_each_tag_once():
    assert figures([{"a", "b"}, {"c"}], [{"a"}, {"c", "d"}]) == (0.6667, 0.6667, 0.6667)


def test_the_top_tag_can_be_left_out():
    assert figures([{"a", "b"}], [{"a", "c"}], {"a"}) == (0, 0, 0)


def test_a_name_that_only_its_own_article_tells_does_not_count():
    tags = [{"a", "b", "c"}, {"b"}]
    assert without_own(tags, tags, is_known="c".__eq__) == [{"b", "c"}, {"b"}]


def test_regions_and_actors_are_measured():
    found = measure(ARTICLES)
    # Of Japan, Japan, Usa and Peru all but Usa; and Peru where nobody tagged it.
    assert found["regions"] == {"precision": 0.75, "recall": 0.75, "f1": 0.75}
    # IMF twice, and where nobody tagged it.
    assert found["actors"] == {"precision": 0.6667, "recall": 1, "f1": 0.8}


def test_a_file_is_measured_as_one_json_object(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(map(json.dumps, ARTICLES)))
    command = [sys.executable, tagging.__file__, "--data", str(path)]
    printed = subprocess.run(
        command,
        capture_output=True,
        check=True,
        text=True,
        cwd=tagging.PROJECT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tagging.PROJECT), *sys.path])},
    ).stdout
    assert json.loads(printed).keys() == {
        "regions",
        "regions_without_top",
        "actors",
        "articles_per_s",
    }


def test_the_seeds_are_tagged_nearly_as_by_hand():
    found = measure(list(tagged_seeds()))
    assert found["regions"]["f1"] > 0.75
    assert found["actors"]["f1"] > 0.8


def tagged_seeds():
    """Yield the sample bulletins in the import form with the tags given by hand."""
    folder = tagging.PROJECT / "seeds"
    for path in sorted((folder / "bulletins").glob("*.txt")):
        tags = seeds._lines(folder / "tags" / f"{path.stem}.jsonl")
        for item in seeds._tagged(ArticleFile(path), tags):
            yield vars(item.content) | {
                "regions": [each["name"] for each in records("regions", item.content.regions)],
                "actors": records("actors", (each["name"] for each in item.content.actors)),
            }


def records(kind, names):
    """Return the records of the seeds that these names mean."""
    known = tagging._seeds(kind)
    return [known[squeezed(name)] for name in names]
