"""The drill of a restore, timed: backs the site up, restores it elsewhere, compares the index."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

PROJECT = Path(__file__).resolve().parents[2]


def manage(*arguments: str, **environment: str) -> float:
    """Run a management command; returns the seconds that it took."""
    start = perf_counter()
    command = [sys.executable, str(PROJECT / "manage.py"), *arguments]
    subprocess.run(command, check=True, env={**os.environ, **environment}, text=True)
    return perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="monitor-archive-drill-") as scratch:
        seconds = {"backup": manage("backup", f"{scratch}/backups")}
        (backup,) = Path(scratch, "backups").iterdir()
        empty = {
            "VAR_DIR": f"{scratch}/empty",
            "INDEX_DIR": f"{scratch}/empty/index",
            "DATABASE_URL": f"sqlite:///{scratch}/empty/archive.sqlite3",
        }
        seconds["restore"] = manage("restore", str(backup), **empty)
        seconds["verify"] = manage("index", "verify", **empty)
    for name, took in seconds.items():
        print(f"{name:>8}  {took:6.1f} s")


if __name__ == "__main__":
    main()
