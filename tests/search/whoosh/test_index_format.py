"""docs/index-format.md tells of the arrays that segments have, and of no others."""

import re

import pytest
from django.conf import settings as site

from search.facets import FACETS
from search.whoosh import arrays, inversion, tiers
from search.whoosh.folder import FORMAT
from search.whoosh.inversion import MOST_FREQUENT, Inverter
from search.whoosh.postings import BODY_GAP

PAGE = (site.BASE_DIR / "docs" / "index-format.md").read_text(encoding="utf-8")


def documented():
    """Return the dtypes that the page tells, by array."""
    table = PAGE.partition("| Array | dtype |")[2].partition("\n\n")[0]
    told = {}
    for line in table.splitlines()[2:]:
        names, dtypes = (
            re.findall("`([^`]+)`", cell) for cell in re.split(r"(?<!\\)\|", line)[1:3]
        )
        for name in names:
            of_facets = [name.replace("F.", f"{facet}.", 1) for facet in FACETS]
            for each in of_facets if name.startswith("F.") else [name]:
                told[each] = {dtype.replace("\\", "") for dtype in dtypes}
    return told


@pytest.fixture(scope="module")
def written(random_documents):
    inverter = Inverter()
    for document in random_documents(1, 50):
        inverter.add(document)
    return inverter.flush().arrays


def test_every_array_is_documented_and_no_other(written):
    assert documented().keys() == written.keys()


def test_every_array_has_a_documented_type(written):
    told = documented()
    assert {name for name, array in written.items() if array.dtype.str not in told[name]} == set()


def test_wide_arrays_have_the_other_documented_type(document):
    inverter = Inverter()
    inverter.add(document(1, title="radar " * 300, body="oil " * 70_000))
    found = inverter.flush().arrays
    for name in ("text.codes", "title.codes", "text.positions"):
        assert documented()[name] == {"<u2", found[name].dtype.str} == {"<u2", "<u4"}


def test_versions_and_limits_are_those_of_the_code():
    assert f"(`FORMAT` in `search/whoosh/folder.py`, now {FORMAT})" in PAGE
    assert f"version of the layout, uint32, now {arrays.VERSION} " in PAGE
    assert f"title's words + {BODY_GAP} " in PAGE
    assert f"else {MOST_FREQUENT:,} " in PAGE
    assert f"| documents in a segment | {tiers.MOST_DOCUMENTS:,} " in PAGE
    assert f"| length byte | {inversion.BYTE_LENGTHS[-1]:,} words " in PAGE
