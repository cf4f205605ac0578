"""What a reference manager sees on a page of results, read by lxml and by the rules of the form."""

from urllib.parse import parse_qs

import pytest
from lxml import html

from search import rebuild

# Keys of the format of journals: https://www.openurl.info/registry, info:ofi/fmt:kev:mtx:journal.
OF_JOURNALS = (
    "aulast aufirst auinit auinit1 auinitm ausuffix au aucorp title jtitle stitle atitle date "
    "chron ssn quarter volume part issue spage epage pages artnum issn eissn coden sici genre isbn"
).split()


def works(client, query=""):
    """Return the ContextObjects of a page, each as its keys with the values of each."""
    spans = html.fromstring(client.get(f"/search/{query}").content).find_class("Z3988")
    return [parse_qs(span.get("title"), strict_parsing=True) for span in spans]


def test_every_hit_is_a_work_in_the_form_of_journals(client, indexed):
    found = works(client)
    assert len(found) == 6
    for work in found:
        assert work["ctx_ver"] == ["Z39.88-2004"]
        assert work["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:journal"]
        own = {key.removeprefix("rft.") for key in work if key.startswith("rft.")}
        assert own <= {*OF_JOURNALS}


def test_a_work_tells_what_a_citation_needs(client, indexed):
    (work,) = works(client, "?q=gabala")
    assert work["rft.atitle"] == ["Gabala radar talks stall"]
    assert (work["rft.jtitle"], work["rft.aucorp"]) == (["Monitor"], ["The Foundation"])
    assert (work["rft.volume"], work["rft.issue"]) == (["7"], ["4"])
    assert work["rft.date"] == ["2001-01-05"]
    assert work["rft_id"] == [f"http://testserver/articles/{indexed.radar.public_id}/"]


@pytest.fixture
def odd(indexed):
    """An article without a title by two authors, of a publication with odd signs."""
    made = indexed.article("", "Tea & <b>biscuits</b> cost 100% more.", authors=["Ö. A+B", "C & D"])
    rebuild.rebuild()
    return made


def test_a_derived_title_stands_in_brackets_and_authors_apart(client, odd):
    (work,) = works(client, "?q=biscuits")
    assert work["rft.atitle"] == [f"[{odd.title}]"]
    assert work["rft.au"] == ["Ö. A+B", "C & D"]
    assert "rft.aucorp" not in work
