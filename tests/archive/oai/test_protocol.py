"""Errors and rules of OAI-PMH 2.0, section 3.6 above all."""

from xml.etree import ElementTree

import pytest

NAMES = {"o": "http://www.openarchives.org/OAI/2.0/"}
LIST = "verb=ListRecords&metadataPrefix=oai_dc"


def answered(response):
    assert (response.status_code, response["Content-Type"]) == (200, "text/xml; charset=utf-8")
    return ElementTree.fromstring(response.content)


def error(response):
    return answered(response).find("o:error", NAMES).get("code")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Everything", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&set=region", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        (f"{LIST}&set=region&set=region", "badArgument"),
        (f"{LIST}&resumptionToken=x", "badArgument"),
        (f"{LIST}&from=2001-01-05&until=2001-01-06T00:00:00Z", "badArgument"),
        (f"{LIST}&from=2001-01-07&until=2001-01-06", "badArgument"),
        (f"{LIST}&from=2001-13-01", "badArgument"),
        (f"{LIST}&from=", "badArgument"),
        (f"{LIST}&until=9999-12-31&from=9999-12-31", "noRecordsMatch"),
        (f"{LIST}&set=region:nowhere", "noRecordsMatch"),
        (f"{LIST}&set=colour:red", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=forged", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=forged", "badResumptionToken"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        (
            "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:elsewhere:abcdefgh",
            "idDoesNotExist",
        ),
        ("verb=ListMetadataFormats&identifier=x", "idDoesNotExist"),
    ],
)
def test_an_error_is_told_by_its_code(client, archive, query, code):
    assert error(client.get(f"/oai?{query}")) == code


def test_a_request_may_be_posted(client, archive):
    root = answered(client.post("/oai", {"verb": "Identify"}))
    assert root.findtext("o:Identify/o:baseURL", None, NAMES) == "http://testserver/oai"


def test_the_request_is_repeated_but_for_arguments_that_are_none(client, archive):
    told = answered(client.get(f"/oai?{LIST}&set=region")).find("o:request", NAMES)
    assert told.attrib == {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "region"}
    assert not answered(client.get("/oai?verb=x&y=z")).find("o:request", NAMES).attrib


def test_a_token_of_one_list_is_none_of_another(client, archive, monkeypatch):
    monkeypatch.setattr("archive.oai.page.A_PART", 2)
    root = answered(client.get(f"/oai?{LIST}"))
    token = root.findtext(".//o:resumptionToken", None, NAMES)
    query = f"verb=ListIdentifiers&resumptionToken={token}"
    assert error(client.get(f"/oai?{query}")) == "badResumptionToken"


def test_the_last_part_has_an_empty_token(client, archive, monkeypatch):
    monkeypatch.setattr("archive.oai.page.A_PART", 4)
    token = answered(client.get(f"/oai?{LIST}")).findtext(".//o:resumptionToken", None, NAMES)
    root = answered(client.get("/oai", {"verb": "ListRecords", "resumptionToken": token}))
    last = root.find(".//o:resumptionToken", NAMES)
    assert (last.text, last.get("cursor")) == (None, "4")


def test_what_xml_cannot_hold_is_left_out(client, archive):
    archive.article("A \x02title\x0b", "Words.")
    titles = answered(client.get(f"/oai?{LIST}")).iter("{http://purl.org/dc/elements/1.1/}title")
    assert "A title" in [title.text for title in titles]
