"""By keyboard: the key of the search box, the whole way, and targets large enough for a finger."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


def box(page):
    return page.get_by_label("Search the archive")


def test_a_slash_goes_to_the_search_box_and_is_not_typed(open_page):
    page = open_page("/search/?q=radar")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("radar")
    page.keyboard.press("/")
    expect(box(page)).to_have_value("/")


def test_the_slash_is_switched_off_and_stays_so(open_page):
    page = open_page("/help/")
    page.get_by_label("The key / goes to the search box").uncheck()
    page.goto("/search/")
    page.keyboard.press("/")
    expect(box(page)).not_to_be_focused()
    page.goto("/help/")
    expect(page.get_by_label("The key / goes to the search box")).not_to_be_checked()


def test_a_slash_in_another_field_is_typed(open_page):
    page = open_page("/search/")
    page.get_by_label("From").press_sequentially("1/2")
    expect(page.get_by_label("From")).to_have_value("1/2")


def test_by_keys_alone_from_words_to_an_article_in_a_region(open_page):
    page = open_page("/")
    page.keyboard.type("/parliament OR pipeline")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("2 articles")
    tab_to(page, "Azerbaijan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 article")
    tab_to(page, "A pipeline for the Caspian")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("A pipeline for the Caspian")


def tab_to(page, name):
    """Press Tab until the link with this name has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if name in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"no way by Tab to {name}")


def test_the_link_to_the_search_is_copied(open_page):
    page = open_page("/search/?q=radar&region=azerbaijan")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("body > [aria-live=polite]")).to_have_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"^http://.*/search/\?q=radar&region=azerbaijan$", copied)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "path", ["/search/?q=radar+OR+karabakh&region=azerbaijan&from=2001", "/help/"]
)
def test_targets_are_large_enough(open_page, path, width):
    page = open_page("about:blank", bypass_csp=True, viewport={"width": width, "height": 900})
    page.goto(path)
    # Bars may be narrower: the table below leads to the same searches (WCAG 2.5.8, equivalent).
    results = Axe().run(
        page, context={"exclude": [[".histogram"]]}, options={"runOnly": ["target-size"]}
    )
    assert results.violations_count == 0, results.generate_report()
