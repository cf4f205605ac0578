"""`/api/v1/articles/<id>`: the record of an article, as far as everybody may see it."""

import pytest

from archive.models import Publication

API = "/api/v1/articles"


def test_an_article_is_the_record_that_imports_read(client, archive):
    body = client.get(f"{API}/{archive.radar.public_id}").json()
    assert body["body"] == "Baku raised the rent of the Gabala radar station."
    assert body["sources"] == [{"outlet": "Turan", "dates": ["2001-01-02/2001-01-04"]}]
    assert body["tag_bases"]["regions"] == {"Azerbaijan": "curated"}


def test_an_article_leads_to_what_it_stands_in(client, archive):
    urls = client.get(f"{API}/{archive.radar.public_id}").json()["urls"]
    assert urls["page"] == archive.radar.get_absolute_url()
    assert urls["issue"] == "/api/v1/issues/monitor/7/4"
    assert urls["actors"] == ["/api/v1/actors/haidar-aliev"]
    assert client.get(urls["exports"]["bib"]).status_code == 200


def test_a_draft_is_not_found(client, archive):
    assert client.get(f"{API}/{archive.draft.public_id}").status_code == 404


def test_an_article_for_staff_only_is_not_found(client, archive):
    Publication.objects.update(policy=Publication.Policy.STAFF)
    assert client.get(f"{API}/{archive.radar.public_id}").status_code == 404


def test_of_some_publications_only_the_beginning_is_told(client, archive):
    Publication.objects.update(policy=Publication.Policy.SNIPPET)
    long = archive.article("Long", "word " * 90 + "ending", boilerplate="Foot", raw="ending")
    assert "ending" not in client.get(f"{API}/{long.public_id}").text


@pytest.mark.parametrize(
    ("name", "reason"), [("withdrawn", "It was a hoax."), ("radar", "deleted")]
)
def test_what_is_gone_is_told_with_its_reason_and_no_text(client, archive, name, reason):
    article = getattr(archive, name)
    if name == "radar":
        article.delete()
    response = client.get(f"{API}/{article.public_id}")
    assert response.status_code == 410
    assert reason in response.json()["reason"]
    assert article.body not in response.text
