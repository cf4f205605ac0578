"""A real browser in front of a real server: Chromium of the machine, else Playwright's own."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import SMALL

# Playwright's own event loop makes Django believe that the tests' database calls are async.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ARGUMENTS = "--no-sandbox --disable-gpu --disable-quic --disable-background-networking".split()


@pytest.fixture(scope="module")
def browser():
    """A browser for the tests of a file: Playwright's event loop must not run while others fork."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site(transactional_db, live_server):
    """The small archive behind a server; gives its address."""
    SMALL.put_up()
    SMALL.put_up_index()
    return live_server.url


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


def faults(message, address):
    """Give the text of an error; that the page itself is a 404 is none."""
    is_page_itself = message.location["url"] == address
    return [message.text] if message.type == "error" and not is_page_itself else []


@pytest.fixture
def open_page(browser, site):
    """Opens a path of the site in a fresh context; fails where the browser reports an error."""
    contexts, errors = [], []

    def open_page(path="/", **options):
        context = browser.new_context(base_url=site, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.extend(faults(message, page.url)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
