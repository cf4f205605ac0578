"""Reading as readers do: on through the results and back, notes, citations, print, a phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from archive.models import Article, Reference, SourceNote
from archive.references import resolve

PHONE = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture
def radar(site):
    """The radar bulletin with a printed note of a source and two references."""
    article = Article.objects.get(title="Gabala radar talks stall")
    article.body += " (Turan, January 2-4, 2001; see the Monitor, October 29, May 1, 1999)."
    article.save()
    for order, day in enumerate(("1999-05-01", "1999-10-29")):
        Reference.objects.create(article=article, publication="Monitor", day=day, order=order)
    resolve(article.references.all())
    assert SourceNote.objects.filter(article=article).exists()
    return article.get_absolute_url()


def heading(page):
    return page.get_by_role("heading", level=1)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_second_hit_the_next_result_and_back_to_its_place(open_page, scripts):
    page = open_page("/search/?sort=oldest", java_script_enabled=scripts)
    page.locator(".hit > h2 a").nth(1).click()
    expect(heading(page)).to_have_text("Shots in parliament")
    page.get_by_role("link", name="Next result", exact=True).click()
    expect(heading(page)).to_have_text("A pipeline for the Caspian")
    page.get_by_role("link", name="Back to the results").click()
    expect(page).to_have_url(re.compile(r"/search/\?sort=oldest#[a-z2-7]{8}$"))
    expect(page.locator(".hit:target")).to_contain_text("A pipeline for the Caspian")


def test_a_note_shows_what_it_cites_under_the_pointer_until_escape(open_page, radar):
    page = open_page(radar)
    page.get_by_role("link", name="(Turan, January 2-4").hover()
    expect(page.get_by_role("tooltip")).to_contain_text("Monitor 5/201, 29 October 1999")
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()


def test_a_note_is_reached_by_keyboard_and_leads_to_the_issue_without_scripts(open_page, radar):
    page = open_page(radar, java_script_enabled=False)
    note = page.get_by_role("link", name="(Turan, January 2-4")
    note.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#note-1:target")).to_contain_text("before the first issue held")
    page.locator("#note-1").get_by_role("link", name="Monitor 5/201").click()
    expect(heading(page)).to_have_text("Volume 5, issue 201")


def test_a_tap_on_a_note_leads_to_its_entry_and_leaves_no_card(open_page, radar):
    page = open_page(radar, has_touch=True, is_mobile=True, **PHONE)
    page.get_by_role("link", name="(Turan, January 2-4").tap()
    expect(page.locator("#note-1:target")).to_be_in_viewport()
    expect(page.locator(".note-card")).to_be_hidden()


def test_a_citation_is_copied(open_page, radar):
    page = open_page(radar, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the citation in APA style").click()
    expect(page.locator(".copied")).to_have_text("Copied")
    assert "(ca. 2001, January 5). Gabala radar talks stall." in page.evaluate(
        "navigator.clipboard.readText()"
    )


def test_print_shows_text_citation_and_address_without_controls(open_page, radar):
    page = open_page(f"{radar}?q=radar")
    page.emulate_media(media="print")
    expect(page.locator("#citation-chicago")).to_contain_text(radar)
    expect(page.get_by_text("Baku raised the rent")).to_be_visible()
    for hidden in (".place", ".copy", ".apparatus", ".paragraph-link", ".similar"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_an_article_within_a_search_fits_a_phone(open_page, radar):
    page = open_page(f"{radar}?q=radar", **PHONE)
    expect(page.locator("mark").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_axe_finds_no_fault_in_an_article_with_notes_within_a_search(open_page, radar, scheme):
    page = open_page("about:blank", color_scheme=scheme, bypass_csp=True, **PHONE)
    page.goto(f"{radar}?q=radar")
    page.get_by_role("link", name="(Turan, January 2-4").hover()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
