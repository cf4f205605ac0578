"""The search box as a combobox: by keyboard, by touch, on a small screen, without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


@pytest.fixture
def type_words(open_page):
    """Opens a page and types into its search box, as by hand."""

    def type_words(words, path="/", **options):
        page = open_page(path, **options)
        page.get_by_label("Search the archive").press_sequentially(words)
        return page

    return type_words


def box(page):
    return page.get_by_role("combobox", name="Search the archive")


def listed(page):
    return page.get_by_role("listbox", name="Suggestions")


def active(page):
    """Return the option that screen readers are told of."""
    return page.locator(f"#{box(page).get_attribute('aria-activedescendant')}")


def test_suggestions_open_grouped_and_their_number_is_told(type_words):
    page = type_words("haid")
    expect(listed(page).get_by_role("group", name="Actors")).to_contain_text("Haidar Aliev")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[aria-live=polite]")).to_have_text("1 suggestion")


def test_arrows_go_around_through_the_options_and_the_text(type_words):
    page = type_words("gabala")
    expect(listed(page)).to_be_visible()
    first, last = (listed(page).get_by_role("option").nth(place) for place in (0, -1))
    page.keyboard.press("ArrowUp")
    expect(last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(listed(page).locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    assert active(page).inner_text() == first.inner_text()


def test_a_name_is_searched_under_the_constraints_in_force(type_words):
    page = type_words("haid", path="/search/?region=karabakh")
    expect(listed(page)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?region=karabakh&actor=haidar-aliev$"))


def test_enter_opens_what_is_active(type_words):
    page = type_words("Гейд")
    expect(listed(page).get_by_role("option")).to_have_text(
        re.compile("Haidar Aliev.*Гейдар Алиев")
    )
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?actor=haidar-aliev$"))


def test_enter_without_an_active_option_searches_the_text(type_words):
    page = type_words("gab")
    expect(listed(page)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=gab$"))


def test_home_and_end_go_back_to_the_text(type_words):
    page = type_words("gabala")
    expect(listed(page)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    expect(listed(page).locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.type("x")
    expect(box(page)).to_have_value("xgabala")


def test_escape_closes_and_keeps_the_text_and_down_opens_again(type_words):
    page = type_words("gabala")
    expect(listed(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(listed(page)).to_be_hidden()
    expect(box(page)).to_have_value("gabala")
    page.keyboard.press("ArrowDown")
    expect(listed(page)).to_be_visible()


def test_leaving_the_field_closes_the_list(type_words):
    page = type_words("gabala")
    expect(listed(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(listed(page)).to_be_hidden()


def test_a_title_opens_its_article_by_touch(type_words):
    page = type_words("gabala", has_touch=True, viewport={"width": 320, "height": 640})
    listed(page).get_by_role("option", name="Gabala radar talks stall").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gabala radar talks stall")


def test_a_word_is_searched_under_the_constraints_in_force(type_words):
    page = type_words("gabal", path="/search/?region=azerbaijan")
    listed(page).get_by_role("group", name="Words").get_by_role("option").click()
    expect(page).to_have_url(re.compile(r"/search/\?q=gabala&region=azerbaijan$"))


TYPE = """texts => {
    const field = document.querySelector("input[type=search]")
    field.focus()
    for (const text of texts) {
        field.value = text
        field.dispatchEvent(new Event("input"))
    }
}"""


@pytest.fixture
def asked_after(open_page):
    """Types texts faster than any hand; gives the page, and what it goes on to ask the server."""

    def asked_after(*texts):
        page, asked = open_page("/"), []
        page.on("request", lambda request: asked.append(request.url.partition("/suggest")[2]))
        page.evaluate(TYPE, texts)
        return page, asked

    return asked_after


def test_one_letter_asks_nothing(asked_after):
    page, asked = asked_after("gabala", "g")
    page.wait_for_timeout(400)
    assert not any(asked)


def test_quick_typing_asks_once(asked_after):
    page, asked = asked_after("ga", "gab", "gabala")
    expect(listed(page)).to_be_visible()
    assert list(filter(None, asked)) == ["?q=gabala&form=page"]


def test_without_scripts_it_is_a_plain_field(open_page):
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("searchbox", name="Search the archive").fill("gabala")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 article")


def test_the_open_list_has_no_fault_of_axe(open_page, scheme):
    options = {"color_scheme": scheme, "bypass_csp": True}
    page = open_page("/", viewport={"width": 320, "height": 640}, **options)
    page.get_by_label("Search the archive").press_sequentially("gabala")
    expect(listed(page)).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
