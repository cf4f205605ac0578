"""The help page: every example runs on the seeds, and every page leads here."""

import pytest
from django.utils.html import escape

from search import engine
from search.guide import SECTIONS

EXAMPLES = [example for section in SECTIONS for example in section.examples]


def test_every_example_finds_something_on_the_seeds(indexed_seeds):
    totals = {example.text: engine.search(example.state).total for example in EXAMPLES}
    assert [text for text, total in totals.items() if not total] == []


def test_every_example_stands_in_canonical_form(client, indexed_seeds):
    for example in EXAMPLES:
        assert client.get(example.state.path).status_code == 200


def test_the_page_links_every_example_and_needs_no_index(client, archive):
    page = client.get("/help/").text
    assert [each for each in EXAMPLES if escape(each.state.path) not in page] == []


@pytest.mark.parametrize("path", ["/", "/search/", "/help/"])
def test_pages_lead_to_it(client, indexed, path):
    text = client.get(path).text
    assert text.count('href="/help/"') == 4  # from the head, the search box and, twice, the foot
