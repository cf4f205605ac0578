"""The queue of suggested tags by keyboard, and by buttons without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import expect

from archive.models import Article, Region, Suggestion

QUEUE = "/admin/archive/suggestion/queue/"


@pytest.fixture
def queue(open_page):
    """Opens the queue with three suggestions, as a curator who just logged in."""
    User.objects.create_superuser("anna", password="read-2-write")
    ukraine = Region.objects.get(name="Ukraine")
    for article in Article.objects.exclude(regions=ukraine).order_by("pk")[:3]:
        Suggestion.objects.create(article=article, region=ukraine, evidence=[[0, 4]])

    def queue(**options):
        page = open_page(QUEUE, **options)
        page.get_by_label("Username").fill("anna")
        page.get_by_label("Password").fill("read-2-write")
        page.keyboard.press("Enter")
        expect(page.get_by_text("3 suggestions to decide")).to_be_visible()
        return page

    return queue


def states():
    return list(Suggestion.objects.order_by("article").values_list("state", flat=True))


def test_keys_go_on_and_back(queue):
    page = queue()
    items = page.locator(".suggestion")
    expect(items.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(items.nth(0)).to_be_focused()


def test_keys_decide_and_the_next_has_the_focus(queue):
    page = queue()
    page.keyboard.press("a")
    expect(page.get_by_text("2 suggestions to decide")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.get_by_text("1 suggestion to decide")).to_be_visible()
    expect(page.locator(".suggestion")).to_be_focused()
    assert states() == ["accepted", "open", "rejected"]


def test_the_last_decision_is_undone(queue):
    page = queue()
    page.keyboard.press("a")
    page.get_by_role("button", name="Undo: 1 accepted").click()
    expect(page.get_by_text("3 suggestions to decide")).to_be_visible()
    assert states() == ["open"] * 3


def test_everywhere_shows_all_and_tags_all(queue):
    page = queue()
    page.get_by_role("link", name="Accept Ukraine everywhere").first.click()
    expect(page.locator(".suggestion")).to_have_count(3)
    page.get_by_role("button", name="Tag these 3").click()
    expect(page.get_by_text("Nothing to decide")).to_be_visible()
    assert states() == ["accepted"] * 3


def test_buttons_decide_without_scripts(queue):
    page = queue(java_script_enabled=False)
    page.get_by_role("button", name="Reject Ukraine").first.click()
    expect(page.get_by_text("2 suggestions to decide")).to_be_visible()
    assert states() == ["rejected", "open", "open"]


def test_the_queue_is_accessible(queue, scheme):
    page = queue(bypass_csp=True, color_scheme=scheme)
    results = Axe().run(page, context={"include": [[".suggestions"]]})
    assert results.violations_count == 0, results.generate_report()
