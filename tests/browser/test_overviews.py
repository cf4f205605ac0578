"""Trends and network as readers use them: from a search to a drawing and back to articles."""

import re

import pytest
from playwright.sync_api import expect


def test_searches_are_compared_by_the_form(open_page):
    page = open_page("/search/?q=radar")
    page.get_by_role("navigation", name="Overviews").get_by_role("link", name="Trends").click()
    page.get_by_label("Search 2").fill("pipeline")
    page.get_by_label("Counted by").select_option("month")
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile(r"/trends/\?q=radar&q=pipeline&per=month$"))


def test_a_point_opens_its_articles(open_page):
    page = open_page("/trends/?q=pipeline&per=year")
    page.locator(".trends-chart a").first.click()
    expect(page).to_have_url(re.compile(r"/search/\?q=pipeline&from=1999&to=1999$"))
    expect(page.get_by_role("status")).to_have_text("1 article")


def test_a_line_of_the_network_opens_the_articles_of_both(open_page):
    page = open_page("/network/?q=presidents")
    page.locator(".network-lines a").dispatch_event("click")
    expect(page.get_by_role("link", name="Presidents meet on Karabakh")).to_be_visible()


@pytest.mark.parametrize("path", ["/trends/?q=radar&q=pipeline", "/network/?q=presidents"])
def test_nothing_is_wider_than_a_small_screen(open_page, path):
    page = open_page(path, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
