"""The preview of an import in the admin, and what follows it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import expect

from archive import jobs
from archive.management.commands.run_jobs import WORK
from archive.models import Article

FILE = {
    "name": "news.jsonl",
    "mimeType": "application/jsonl",
    "buffer": b'{"publication": "Wire", "body": "One text.", "regions": ["Atlantis"]}\nnonsense\n',
}


@pytest.fixture
def sending(open_page, settings, tmp_path):
    """Opens the page on which a file is sent, as a curator who just logged in."""
    options = {"location": tmp_path / "uploads"}
    settings.STORAGES = {
        **settings.STORAGES,
        "uploads": {**settings.STORAGES["uploads"], "OPTIONS": options},
    }
    User.objects.create_superuser("anna", password="read-2-write")

    def sending(**options):
        page = open_page("/admin/archive/upload/send/", **options)
        page.get_by_label("Username").fill("anna")
        page.get_by_label("Password").fill("read-2-write")
        page.keyboard.press("Enter")
        page.get_by_label("File").set_input_files(FILE)
        return page

    return sending


def test_a_file_is_previewed_confirmed_and_imported(sending):
    page = sending(bypass_csp=True, viewport={"width": 768, "height": 1024})
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("It begins as soon as the worker is free.")).to_be_visible()
    jobs.run_all(WORK)
    expect(page.get_by_text("Cannot be imported", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 768
    results = Axe().run(page, context={"include": [["#content"]]})
    assert results.violations_count == 0, results.generate_report()
    page.get_by_role("button", name="Import 1 item").press("Enter")
    jobs.run_all(WORK)
    expect(page.get_by_text("It is imported")).to_be_visible()
    assert Article.objects.filter(regions__name="Atlantis").exists()
