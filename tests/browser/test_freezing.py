"""Freezing as readers do it: from a search to an address, and later to the difference."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from archive.models import Article
from search import outbox


def test_a_frozen_search_shows_later_what_changed(open_page):
    page = open_page("/search/?q=radar")
    page.get_by_role("link", name="Freeze this search to cite it").click()
    page.get_by_role("button", name="Freeze this search").click()
    expect(page).to_have_url(re.compile(r"/s/[a-z2-7]{8}/$"))
    radar = Article.objects.get(title="Gabala radar talks stall")
    radar.title = "Gabala radar talks resume"
    radar.save()
    outbox.drain()
    page.get_by_role("link", name="The difference").click()
    expect(page.get_by_role("heading", name="Changed: 1")).to_be_visible()
    expect(page.locator("ins")).to_have_text("Gabala radar talks resume")


def test_axe_finds_no_fault_in_a_frozen_search(open_page, scheme):
    page = open_page("/search/freeze?q=radar", color_scheme=scheme, bypass_csp=True)
    page.get_by_role("button", name="Freeze this search").click()
    frozen = Axe().run(page)
    page.get_by_role("link", name="The difference").click()
    difference = Axe().run(page)
    assert frozen.violations_count == 0, frozen.generate_report()
    assert difference.violations_count == 0, difference.generate_report()


def test_a_frozen_search_fits_a_small_screen(open_page):
    page = open_page("/search/freeze?q=radar", viewport={"width": 320, "height": 640})
    page.get_by_role("button", name="Freeze this search").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
