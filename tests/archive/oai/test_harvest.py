"""`/oai` as a harvester sees it: sickle, a library that knows nothing of this archive."""

import pytest
from sickle import Sickle
from sickle.oaiexceptions import IdDoesNotExist, NoRecordsMatch

from archive.models import Publication
from archive.oai import page

DC = {"metadataPrefix": "oai_dc"}


@pytest.fixture
def harvester(live_server, archive, settings):
    settings.OAI_HOST = "archive.example.org"
    return Sickle(f"{live_server.url}/oai")


def identifier(article):
    return f"oai:archive.example.org:{article.public_id}"


def test_the_archive_says_what_it_is(harvester):
    found = harvester.Identify()
    assert (found.repositoryName, found.deletedRecord) == ("Monitor Archive", "persistent")
    assert found.granularity == "YYYY-MM-DDThh:mm:ssZ"


def test_a_record_tells_the_article_in_dublin_core(harvester, archive):
    record = harvester.GetRecord(identifier=identifier(archive.radar), **DC)
    assert record.metadata["title"] == ["Gabala radar talks stall"]
    assert record.metadata["subject"] == ["Azerbaijan", "Haidar Aliev"]
    assert record.metadata["date"] == ["2001-01-05?"]
    assert record.metadata["identifier"][0].endswith(archive.radar.get_absolute_url())
    assert record.header.setSpecs == [
        "publication:monitor",
        "region:azerbaijan",
        "region:south-caucasus",
    ]


def test_everything_public_is_harvested_in_parts(harvester, archive, monkeypatch):
    monkeypatch.setattr(page, "A_PART", 2)
    archive.radar.delete()
    records = list(harvester.ListRecords(**DC))
    living = [each.metadata["title"][0] for each in records if not each.deleted]
    gone = {each.header.identifier for each in records if each.deleted}
    assert len(living) == 5
    assert gone == {identifier(archive.withdrawn), identifier(archive.radar)}


def test_what_lasts_comes_once_and_who_goes_meanwhile_is_told(harvester, archive, monkeypatch):
    monkeypatch.setattr(page, "A_PART", 1)
    found = harvester.ListIdentifiers(**DC)
    headers = [next(found), next(found)]
    gone = identifier(archive.talks)
    archive.talks.delete()
    archive.article("New", "Words.")
    headers += found
    lasting = [archive.radar, archive.parliament, archive.pipeline, archive.fleet, archive.undated]
    names = [header.identifier for header in headers]
    assert [names.count(identifier(article)) for article in lasting] == [1] * 5
    assert [each.deleted for each in headers if each.identifier == gone] == [False, True]


def test_a_set_holds_its_publication_or_region_with_all_in_it(harvester, archive):
    names = {each.setSpec: each.setName for each in harvester.ListSets()}
    assert names["region:south-caucasus"] == "South Caucasus"
    assert names["publication:eurasia-digest"] == "Eurasia Digest"
    found = harvester.ListIdentifiers(set="region:armenia", **DC)
    assert {each.identifier for each in found} == {
        identifier(archive.talks),
        identifier(archive.parliament),
    }


def test_a_changed_tag_is_harvested_from_its_day_on(harvester, archive):
    archive.fleet.__class__.objects.update(modified="2020-01-01T00:00:00Z")
    archive.fleet.actors.add(archive.aliev)
    found = harvester.ListIdentifiers(**DC, **{"from": "2020-01-02"})
    assert [each.identifier for each in found] == [identifier(archive.fleet)]


def test_until_is_inclusive(harvester, archive):
    archive.fleet.__class__.objects.filter(pk=archive.fleet.pk).update(
        modified="2020-01-01T10:00:00.5Z"
    )
    for until in ("2020-01-01", "2020-01-01T10:00:00Z"):
        found = harvester.ListIdentifiers(until=until, **DC)
        assert [each.identifier for each in found] == [identifier(archive.fleet)]
    with pytest.raises(NoRecordsMatch):
        harvester.ListIdentifiers(until="2020-01-01T09:59:59Z", **DC)


def test_a_draft_is_in_no_list_and_no_record(harvester, archive):
    names = [each.identifier for each in harvester.ListIdentifiers(**DC)]
    assert identifier(archive.draft) not in names
    with pytest.raises(IdDoesNotExist):
        harvester.GetRecord(identifier=identifier(archive.draft), **DC)


def test_a_deleted_draft_leaves_nothing(harvester, archive):
    name = identifier(archive.draft)
    archive.draft.delete()
    assert name not in [each.identifier for each in harvester.ListIdentifiers(**DC)]


def test_a_publication_for_staff_only_is_not_harvested(harvester, archive):
    Publication.objects.update(policy=Publication.Policy.STAFF)
    with pytest.raises(NoRecordsMatch):
        harvester.ListRecords(**DC)
    assert [each.setSpec for each in harvester.ListSets()] == ["publication", "region"]


def test_a_withdrawn_article_has_no_metadata(harvester, archive):
    record = harvester.GetRecord(identifier=identifier(archive.withdrawn), **DC)
    assert record.deleted
    assert "Withdrawn on Karabakh" not in record.raw
