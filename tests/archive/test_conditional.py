"""ETags: what a reader has already is not sent again."""

import pytest


def addresses(archive):
    return ["/", "/search/?q=radar", archive.radar.get_absolute_url(), "/api/v1/search?q=radar"]


def test_who_has_a_page_is_told_so(client, indexed):
    for address in addresses(indexed):
        etag = client.get(address)["ETag"]
        response = client.get(address, headers={"if-none-match": etag})
        assert (response.status_code, response.content) == (304, b"")


def test_a_changed_article_has_another_etag(client, archive):
    address = archive.radar.get_absolute_url()
    etag = client.get(address)["ETag"]
    archive.radar.actors.clear()
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("address", ["/no-such-page/", "/admin/login/"])
def test_errors_and_forms_have_no_etag(client, db, address):
    assert "ETag" not in client.get(address)


def test_scripts_of_other_sites_may_read_the_api(client, indexed):
    headers = {"origin": "https://example.org"}
    assert client.get("/api/v1/search", headers=headers)["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/search/", headers=headers)
