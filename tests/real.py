"""Imports the real files of a folder into a scratch archive and checks what the search answers."""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

PROJECT = Path(__file__).resolve().parent.parent
SECONDS_ALLOWED, MEGABYTES_ALLOWED = 240, 1024


def manage(*arguments: str) -> str:
    """Run a management command; returns what it printed."""
    command = [sys.executable, str(PROJECT / "manage.py"), *arguments]
    done = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE)
    return done.stdout


def main(data: Path) -> None:
    os.environ["VAR_DIR"] = scratch = tempfile.mkdtemp(prefix="monitor-archive-real-")
    try:
        manage("migrate", "--verbosity", "0")
        manage("index", "rebuild")
        check_dry_run(data / "monitor-7-4.txt")
        manage("import_articles", str(data / "monitor-7-4.txt"))
        check_speed(manage("import_articles", str(data / "reuters.jsonl.xz")))
        manage("load_seeds")
        manage("index", "drain")
        print(manage("index", "verify"), end="")
        check_answers()
    finally:
        subprocess.run(["rm", "-rf", scratch], check=True)
    print("real: 15,001 articles and the samples imported, indexed and found")


def check_dry_run(path: Path) -> None:
    (record,) = map(
        json.loads, manage("import_articles", str(path), "--dry-run", "--json").split("\n")[:-1]
    )
    assert (record["publication"], record["volume"], record["issue"]) == ("Monitor", 7, 4)
    assert (record["date"], record["date_basis"]) == ("2001-01-05?", "inferred"), record["date"]
    assert [each["date"] for each in record["references"]] == [
        "2000-05-01",
        "2000-09-02",
        "2000-10-02",
        "2000-10-24",
    ]
    assert len(record["sources"]) == 6, record["sources"]
    assert "Unauthorized" in record["boilerplate"]
    assert "Unauthorized" not in record["body"]


def check_speed(printed: str) -> None:
    print(printed, end="")
    seconds = float(printed.split(" articles in ")[1].split(" s", maxsplit=1)[0])
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    megabytes = used.ru_maxrss / 1024
    print(f"processor so far: {used.ru_utime + used.ru_stime:.0f} s")  # a busy machine tells less
    print(f"largest process: {megabytes:.0f} MB")
    assert seconds < SECONDS_ALLOWED, f"{seconds} s, allowed are {SECONDS_ALLOWED}"
    assert megabytes < MEGABYTES_ALLOWED, f"{megabytes} MB, allowed are {MEGABYTES_ALLOWED}"


def check_answers() -> None:
    """Ask the site itself, in this process."""
    sys.path.insert(0, str(PROJECT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
    import django

    django.setup()
    from django.test import Client

    def ask(query: str) -> dict:
        response = Client(SERVER_NAME="localhost").get(f"/api/v1/search?{query}")
        assert response.status_code == 200, (query, response.status_code)
        return response.json()

    gabala = ask("q=gabala+radar+station")
    assert gabala["total"] == 1, gabala["total"]
    assert gabala["hits"][0]["date"] == "2001-01-05?"
    assert ask("publication=reuters-21578&publication=monitor")["total"] == 15_001
    aliev = ask(f"q={quote('Гейдар Алиев')}")
    assert aliev["total"] == ask("q=Haidar+Aliev")["total"] > ask('q="Heydar+Aliyev"')["total"]
    assert any("<mark>Haidar Aliev</mark>" in hit["snippet"] for hit in aliev["hits"])
    cocoa = ask("q=cocoa&region=ghana")
    assert 0 < cocoa["total"] < ask("q=cocoa")["total"]
    ghana = next(value for value in cocoa["facets"]["region"] if value["value"] == "ghana")
    assert ghana["selected"]
    assert ghana["count"] == cocoa["total"]
    assert ask("q=cocoa&from=1987-03&to=1987-03")["total"] < ask("q=cocoa")["total"]


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
