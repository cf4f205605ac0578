"""Renders the pictures of the README and the docs from the seeds: `make screenshots`."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
IMAGES = PROJECT / "docs" / "images"
HEIGHT, WIDE, PHONE = 900, 1280, 320
MOST_BYTES = 1_500_000
SECONDS_TO_START = 30
ARGUMENTS = "--no-sandbox --disable-gpu --hide-scrollbars".split()
SEARCH = "/search/?q=karabakh&region=armenia"


def first_hit(page: Page) -> None:
    """Open the first hit: the ids of articles are random, their order is not."""
    page.locator(".hit > h2 a").first.click()
    page.wait_for_load_state("networkidle")


class Picture(NamedTuple):
    name: str
    path: str
    width: int = WIDE
    scheme: str = "light"
    then: Callable[[Page], None] = lambda page: None


PICTURES = [
    Picture("front", "/"),
    Picture("results", SEARCH),
    Picture("article", SEARCH, then=first_hit),
    Picture("actor", "/actors/haidar-aliev/"),
    Picture("calendar", "/publications/caucasus-letter/?year=1999"),
    Picture("results-dark", SEARCH, scheme="dark"),
    Picture("front-phone", "/", width=PHONE),
]


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with site_of_seeds() as address, sync_playwright() as playwright:
        names = ("chromium", "chromium-browser", "google-chrome")
        found = next(filter(None, map(shutil.which, names)), None)
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        for picture in PICTURES:
            render(browser, address, picture)
        browser.close()
    size = sum(path.stat().st_size for path in IMAGES.glob("*.png"))
    print(f"{len(PICTURES)} pictures in {IMAGES.relative_to(PROJECT)}, {size / 1000:.0f} kB")
    assert size < MOST_BYTES, f"{size} bytes, allowed are {MOST_BYTES}"


@contextmanager
def site_of_seeds() -> Iterator[str]:
    """Serve the seeds from a scratch folder; gives the address."""
    with tempfile.TemporaryDirectory(prefix="monitor-archive-screenshots-") as scratch:
        port = free_port()
        environment = {**os.environ, "VAR_DIR": scratch, "PORT": str(port), "WEB_CONCURRENCY": "1"}
        for command in ("migrate", "load_seeds", "index rebuild", "collectstatic --noinput"):
            arguments = [sys.executable, str(PROJECT / "manage.py"), *command.split()]
            subprocess.run(arguments, check=True, env=environment, stdout=subprocess.DEVNULL)
        server = [sys.executable, "-m", "gunicorn", "archive.wsgi"]
        process = subprocess.Popen(server, cwd=PROJECT, env=environment, stderr=subprocess.DEVNULL)
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Return when something listens; raises OSError where nothing does in time."""
    end = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


def render(browser: Browser, address: str, picture: Picture) -> None:
    context = browser.new_context(
        base_url=address,
        viewport={"width": picture.width, "height": HEIGHT},
        color_scheme=picture.scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(picture.path, wait_until="networkidle")
    picture.then(page)
    page.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()


if __name__ == "__main__":
    main()
