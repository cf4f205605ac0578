"""`/opensearch.xml`: by which a browser adds the archive to its search engines."""

from xml.etree import ElementTree

NAMES = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def test_the_description_names_page_feed_and_suggestions(client, db):
    response = client.get("/opensearch.xml")
    urls = ElementTree.fromstring(response.content).findall("o:Url", NAMES)
    found = {url.get("type"): url.get("template") for url in urls}
    assert found["text/html"] == "http://testserver/search/?q={searchTerms}"
    assert found["application/x-suggestions+json"] == "http://testserver/suggest?q={searchTerms}"
    assert "application/atom+xml" in found


def test_names_are_as_short_as_the_specification_wants(client, db, settings):
    settings.SITE_NAME = "A very long name of an archive & more than it should be, really"
    root = ElementTree.fromstring(client.get("/opensearch.xml").content)
    assert len(root.findtext("o:ShortName", namespaces=NAMES)) <= 16


def test_every_page_points_to_it(client, indexed):
    assert 'rel="search"' in client.get("/").text
