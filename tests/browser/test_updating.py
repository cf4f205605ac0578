"""Results updated in place: address, scroll, focus, open lists, what is told, back and forward."""

import re

import pytest
from playwright.sync_api import expect

from search import engine
from search.state import read


def ending_in(address):
    return re.compile(re.escape(address) + "$")


def narrow(page, facet, value):
    page.get_by_role("region", name=facet).get_by_role("link", name=value).first.click()


def titles(page):
    return page.locator(".hit > h2").all_inner_texts()


def promised(query):
    return [hit.article.title for hit in engine.search(read(query).state).hits]


@pytest.fixture
def asked(open_page):
    """Opens a page and marks it; tells whether it is still the same document."""

    def asked(path="/search/", **options):
        page = open_page(path, **options)
        expect(page.locator("form[data-begun]")).to_be_attached()
        page.evaluate("window.isSame = true")
        return page

    return asked


def go(page, steps):
    """Go back or forward, and wait for the page that this loads."""
    with page.expect_event("load"):
        page.evaluate("steps => history.go(steps)", steps)


def scroll(page, top):
    page.evaluate("top => scrollTo({ top, behavior: 'instant' })", top)


def is_same(page):
    return page.evaluate("window.isSame === true")


def test_three_facets_narrow_in_place_and_going_back_twice_is_exact(asked):
    page = asked()
    narrow(page, "Region", "South Caucasus")
    expect(page).to_have_url(ending_in("?region=south-caucasus"))
    narrow(page, "Actor", "Haidar Aliev")
    expect(page).to_have_url(ending_in("?region=south-caucasus&actor=haidar-aliev"))
    narrow(page, "Date of publication", "2001: 2 articles")
    expect(page).to_have_url(ending_in("&from=2001&to=2001"))
    assert is_same(page)
    for query in ("region=south-caucasus&actor=haidar-aliev", "region=south-caucasus"):
        go(page, -1)
        expect(page).to_have_url(ending_in(f"?{query}"))
        expect(page.get_by_role("status")).to_contain_text(str(len(promised(query))))
        assert titles(page) == promised(query)
    go(page, 1)
    expect(page.get_by_role("status")).to_have_text("2 articles")


def test_the_focus_stays_on_the_value_chosen(asked):
    page = asked()
    page.get_by_role("region", name="Actor").get_by_role("link", name="Haidar Aliev").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(ending_in("?actor=haidar-aliev"))
    expect(page.locator(":focus")).to_contain_text("Haidar Aliev")
    page.keyboard.press("Enter")
    expect(page).to_have_url(ending_in("/search/"))
    expect(page.locator(":focus")).to_contain_text("Haidar Aliev")


def test_excluding_keeps_the_focus_and_going_back_twice_is_exact(asked):
    page = asked()
    narrow(page, "Region", "South Caucasus")
    expect(page).to_have_url(ending_in("?region=south-caucasus"))
    page.get_by_role("region", name="Actor").locator(".turning summary").click()
    page.get_by_role("link", name="exclude Robert Kocharian").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(ending_in("?region=south-caucasus&not-actor=robert-kocharian"))
    expect(page.get_by_role("link", name="include Robert Kocharian")).to_be_focused()
    go(page, -1)
    go(page, -1)
    expect(page).to_have_url(ending_in("/search/"))
    expect(page.get_by_role("status")).to_have_text("6 articles")


def test_after_a_removed_constraint_the_focus_is_beside_it(asked):
    page = asked("/search/?region=armenia&actor=haidar-aliev")
    chips = page.get_by_role("list", name="Constraints in force")
    chips.get_by_role("link", name="Armenia remove").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(ending_in("/search/?actor=haidar-aliev"))
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Constraints in force")


def test_a_screen_reader_is_told(asked):
    page = asked()
    narrow(page, "Region", "Armenia")
    expect(page.locator("body > [aria-live=polite]")).to_have_text("2 results, filtered by Armenia")
    assert page.title() == "All articles · Armenia · 2 results · Monitor Archive"


def test_scroll_and_open_lists_are_kept(asked):
    page = asked(viewport={"width": 1280, "height": 420})
    page.get_by_text("Years as a table").click()
    scroll(page, 300)
    page.get_by_role("table").get_by_role("link", name="1999").evaluate("link => link.click()")
    expect(page).to_have_url(ending_in("?from=1999&to=1999"))
    assert page.evaluate("scrollY") == 300
    expect(page.get_by_role("table").get_by_role("link", name="October 1999")).to_be_visible()


def test_back_returns_to_where_the_page_was_left(asked):
    page = asked(viewport={"width": 1280, "height": 420})
    scroll(page, 300)
    page.get_by_role("region", name="Region").get_by_role("link", name="Armenia").first.evaluate(
        "link => link.click()"
    )
    expect(page).to_have_url(ending_in("?region=armenia"))
    scroll(page, 100)
    go(page, -1)
    expect(page.get_by_role("status")).to_have_text("6 articles")
    assert comes_to(page, 300)


def comes_to(page, scroll):
    """Tell whether the page is scrolled so far within two seconds."""
    for _ in range(40):
        if page.evaluate("scrollY") == scroll:
            return True
        page.wait_for_timeout(50)
    return False


def test_years_narrow_to_days_and_lead_back_out(asked):
    page = asked()
    for name in ("2001: 2 articles", "April 2001: 1 article", "6 April 2001: 1 article"):
        narrow(page, "Date of publication", name)
    expect(page).to_have_url(ending_in("?from=2001-04-06&to=2001-04-06"))
    page.get_by_role("navigation", name="Wider dates").get_by_role("link", name="All years").click()
    expect(page).to_have_url(ending_in("/search/"))
    assert is_same(page)


def test_typed_dates_become_canonical_in_place(asked):
    page = asked("/search/?q=parliament+OR+pipeline")
    page.get_by_label("From").fill("Oct 1999..5 Nov 1999")
    page.keyboard.press("Enter")
    expect(page).to_have_url(ending_in("&from=1999-10&to=1999-11-05"))
    expect(page.get_by_label("From")).to_be_focused()
    expect(page.get_by_label("From")).to_have_value("1999-10")
    assert is_same(page)


def test_the_next_words_keep_what_was_chosen_in_place(asked):
    page = asked()
    narrow(page, "Region", "Azerbaijan")
    expect(page).to_have_url(ending_in("?region=azerbaijan"))
    page.get_by_label("Search the archive").fill("radar")
    page.keyboard.press("Enter")
    expect(page).to_have_url(ending_in("?q=radar&region=azerbaijan"))


def test_suggestions_work_after_an_update(asked):
    page = asked()
    narrow(page, "Region", "Azerbaijan")
    expect(page).to_have_url(ending_in("?region=azerbaijan"))
    page.get_by_label("Search the archive").press_sequentially("gabala")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()


def test_an_error_is_shown_on_a_page_of_its_own(browser, site, index_folder):
    page = browser.new_page()
    page.goto(f"{site}/search/")
    (index_folder / "CURRENT").unlink()
    engine.index.cache_clear()
    narrow(page, "Region", "Armenia")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search is being rebuilt")


def test_without_scripts_facets_and_dates_are_links_and_forms(open_page):
    page = open_page("/search/", java_script_enabled=False)
    narrow(page, "Region", "Armenia")
    narrow(page, "Date of publication", "1999: 1 article")
    page.get_by_label("From").fill("October 1999")
    page.get_by_role("button", name="Set dates").click()
    expect(page).to_have_url(ending_in("?region=armenia&from=1999-10&to=1999"))
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()


def test_on_a_phone_a_value_chosen_in_the_sheet_shows_the_results(asked):
    page = asked(viewport={"width": 320, "height": 640}, has_touch=True)
    page.get_by_role("link", name="Narrow").tap()
    page.get_by_role("region", name="Region").get_by_role("link", name="Armenia").first.tap()
    expect(page).to_have_url(ending_in("?region=armenia"))
    expect(page.get_by_role("status")).to_be_visible()
    go(page, -1)
    expect(page.get_by_role("region", name="Region")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
