"""The lists of source notes and references over all articles."""

import pytest

from archive.models import Reference, SourceNote


@pytest.fixture
def references(archive):
    """One reference that leads to an issue and one that does not."""
    issue = archive.parliament.issue
    fields = {"article": archive.radar, "publication": "Monitor"}
    return [
        Reference.objects.create(**fields, day="1999-10-29", order=0, issue=issue, reason=""),
        Reference.objects.create(**fields, day="1995-01-01", order=1),
    ]


def test_unresolved_references_can_be_filtered_for(references, curator):
    assert curator.found(Reference, resolved="no") == {references[1]}


def test_resolved_references_can_be_filtered_for(references, curator):
    assert curator.found(Reference, resolved="yes") == {references[0]}


def test_the_list_says_why_a_reference_leads_nowhere(references, curator):
    assert "no issue of this day is held" in curator.get(Reference).content.decode()


def test_a_mended_reference_is_resolved_anew(references, archive, curator):
    curator.change(references[1], day="1999-11-18")
    references[1].refresh_from_db()
    assert references[1].issue == archive.pipeline.issue


def test_a_source_note_is_found_by_its_outlets_variant(archive, curator):
    archive.turan.variants.create(form="Туран")
    assert curator.found(SourceNote, q="туран") == set(archive.radar.source_notes.all())


@pytest.mark.parametrize("date", ["2001-13", "May 1", "a/b/c", "?"])
def test_an_impossible_date_of_a_source_note_is_refused_at_its_field(archive, curator, date):
    response = curator.change(archive.radar.source_notes.get(), date=date)
    assert f"“{date}”" in curator.refusal("date", response)
