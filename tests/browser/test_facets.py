"""Facets as readers use them: a list of all values, typing a name, excluding, by keyboard too."""

import re

import pytest
from playwright.sync_api import expect

from archive.models import Actor
from search import rebuild
from tests.conftest import SMALL


@pytest.fixture
def site(transactional_db, live_server):
    """The small archive with thirty actors more behind a server; gives its address."""
    archive = SMALL.put_up()
    for number in range(30):
        actor = Actor.objects.create(name=f"Person {number:02}")
        archive.article(f"Report {number}", "Words.", regions=[archive.armenia], actors=[actor])
    rebuild.rebuild()
    return live_server.url


def ending_in(address):
    return re.compile(re.escape(address) + "$")


def facet(page, name):
    return page.get_by_role("region", name=name, exact=True)


def test_a_name_typed_into_the_facet_is_suggested_under_the_constraints(open_page):
    page = open_page("/search/?region=armenia")
    facet(page, "Actor").get_by_role("combobox").type("кочар")
    expect(page.get_by_role("option", name="Robert Kocharian 2 articles")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(ending_in("/search/?region=armenia&actor=robert-kocharian"))


def test_a_name_typed_into_the_facet_is_chosen_in_place(open_page):
    page = open_page("/search/", viewport={"width": 1280, "height": 500})
    page.evaluate("window.kept = true")
    field = facet(page, "Actor").get_by_role("combobox")
    field.type("кочар")
    expect(page.get_by_role("option")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(ending_in("/search/?actor=robert-kocharian"))
    expect(facet(page, "Actor").get_by_role("combobox")).to_be_focused()
    assert page.evaluate("window.kept && scrollY > 0")  # neither loaded anew nor at its top


def test_on_a_phone_the_list_stays_open_for_another_choice(open_page):
    page = open_page("/search/#filters", viewport={"width": 320, "height": 640})
    facet(page, "Region").get_by_role("link", name=re.compile("^Armenia")).first.click()
    expect(page).to_have_url(ending_in("/search/?region=armenia"))
    facet(page, "Actor").get_by_role("link", name=re.compile("^Person 03")).click()
    page.get_by_role("link", name=re.compile("^Show .* article")).click()
    expect(facet(page, "Region")).to_be_hidden()


def test_without_scripts_a_name_leads_to_the_list_of_those_that_fit(open_page):
    page = open_page("/search/?region=armenia", java_script_enabled=False)
    facet(page, "Actor").get_by_role("searchbox").fill("кочар")
    facet(page, "Actor").get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", name="Actors")).to_be_visible()
    page.get_by_role("list", name="Actors").get_by_role(
        "link", name="Robert Kocharian"
    ).first.click()
    expect(page).to_have_url(ending_in("/search/?region=armenia&actor=robert-kocharian"))


def test_all_values_are_shown_in_the_order_of_names_and_one_excluded(open_page):
    page = open_page("/search/?q=words")
    facet(page, "Actor").get_by_role("link", name="Show all").click()
    page.get_by_role("link", name="A to Z").click()
    page.locator(".turning summary").click()
    page.get_by_role("link", name="exclude Person 07").click()
    expect(page).to_have_url(ending_in("/search/?q=words&not-actor=person-07"))
    expect(page.get_by_role("status")).to_have_text("29 articles")


def test_excluding_by_keyboard_keeps_the_focus_at_the_value(open_page):
    page = open_page("/search/")
    facet(page, "Actor").locator(".turning summary").click()
    facet(page, "Actor").get_by_role("link", name="exclude Haidar Aliev").press("Enter")
    expect(page.get_by_role("status")).to_have_text("34 articles")
    include = facet(page, "Actor").get_by_role("link", name="include Haidar Aliev")
    expect(include).to_be_focused()


def test_the_tree_of_regions_opens_where_one_was_chosen(open_page):
    page = open_page("/search/")
    facet(page, "Region").get_by_role("link", name=re.compile("^Armenia")).click()
    tree = facet(page, "Region").locator("li", has_text="South Caucasus")
    expect(tree.get_by_role("link", name=re.compile("^Armenia remove"))).to_be_visible()
    expect(tree.get_by_role("link", name=re.compile("^Karabakh")).first).to_be_visible()


@pytest.mark.parametrize("path", ["/search/?region=karabakh#filters", "/search/facets/actor/"])
def test_nothing_is_wider_than_a_small_screen(open_page, path):
    page = open_page(path, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_links_are_large_enough_to_be_touched(open_page):
    page = open_page("/search/?region=karabakh&not-actor=haidar-aliev")
    links = page.locator(
        ".value a:visible, .show-all, .chip, .chip-about, .turning summary, .hit-tags a"
    ).all()
    assert min(link.bounding_box()["height"] for link in links) >= 24
