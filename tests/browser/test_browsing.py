"""From the front page into the archive: by link, by keyboard, on a narrow screen."""

import pytest
from playwright.sync_api import expect

PATHS = [
    "/",
    "/publications/monitor/?year=1999",
    "/publications/monitor/?volume=5",
    "/issues/monitor/7/4/",
    "/regions/",
    "/actors/?order=count",
    "/actors/haidar-aliev/",
    "/regions/azerbaijan/",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_narrow_screen_shows_it_without_sideways_scrolling(open_page, path):
    page = open_page(path, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_from_the_calendar_through_an_issue_to_an_actor(open_page):
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("link", name="Monitor", exact=True).click()
    page.get_by_role("link", name="issue 7/4, held").click()
    page.get_by_role("link", name="Haidar Aliev").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Haidar Aliev")


def test_a_year_of_the_chart_opens_by_keyboard(open_page):
    page = open_page("/actors/haidar-aliev/")
    page.get_by_role("link", name="2001: 2 articles").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?actor=haidar-aliev&from=2001&to=2001")
    expect(page.get_by_role("status")).to_have_text("2 articles")


def test_the_list_of_actors_is_searched_in_any_script(open_page):
    page = open_page("/actors/")
    page.get_by_label("Any form of a name, in any script").fill("Гейдар")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Haidar Aliev")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("1 actor named like")
