"""Searching as readers do: typing, narrowing, going back, by keyboard, on a small screen."""

import re

import pytest
from playwright.sync_api import expect


def ending_in(address):
    return re.compile(re.escape(address) + "$")


def test_a_search_from_the_front_page(open_page):
    page = open_page("/")
    page.get_by_label("Search the archive").fill("gabala radar")
    page.keyboard.press("Enter")
    expect(page).to_have_url(ending_in("/search/?q=gabala+radar"))
    expect(page.get_by_role("link", name="Gabala radar talks stall")).to_be_visible()
    expect(page.locator("mark").first).to_have_text("Gabala")


def test_a_facet_narrows_and_back_restores(open_page):
    page = open_page("/search/?q=karabakh+OR+parliament")
    regions = page.get_by_role("region", name="Region")
    regions.get_by_role("link", name="Karabakh 1 article").first.click()
    expect(page.get_by_role("status")).to_have_text("1 article")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("2 articles")
    page.wait_for_load_state()
    page.go_forward()
    expect(page.get_by_role("status")).to_have_text("1 article")


def test_a_year_of_the_histogram_narrows(open_page):
    page = open_page("/search/")
    page.get_by_role("link", name="1999: 2 articles").click()
    expect(page).to_have_url(ending_in("/search/?from=1999&to=1999"))
    expect(page.get_by_role("status")).to_have_text("2 articles")


def test_dates_are_typed_and_kept_in_the_form(open_page):
    page = open_page("/search/?q=radar")
    page.get_by_label("From").fill("2001-01")
    page.get_by_role("button", name="Set dates").click()
    expect(page).to_have_url(ending_in("/search/?q=radar&from=2001-01"))
    expect(page.get_by_label("From")).to_have_value("2001-01")


def test_everything_is_reached_by_keyboard(open_page):
    page = open_page("/search/?q=radar")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Search the archive")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Search")).to_be_focused()


@pytest.mark.parametrize("path", ["/", "/search/?q=radar", "/search/?q=nothing+here", "/help/"])
def test_nothing_is_wider_than_a_small_screen(open_page, path):
    page = open_page(path, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_sheet_of_filters_opens_and_closes_without_scripts(open_page):
    page = open_page("/search/", viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page.get_by_role("link", name="Narrow").click()
    expect(page.get_by_role("region", name="Actor")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Show . articles")).click()
    expect(page.get_by_role("region", name="Actor")).to_be_hidden()
