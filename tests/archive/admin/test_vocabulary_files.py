"""Buttons for vocabularies as files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from archive.models import Region


@pytest.fixture
def upload(archive, curator):
    def post(name, data):
        file = SimpleUploadedFile(name, data)
        return curator.client.post(curator.url(Region, "import"), {"file": file}, follow=True)

    return post


@pytest.mark.parametrize("ending", ["jsonl", "ttl", "jsonld"])
def test_a_list_is_exported(archive, curator, ending):
    response = curator.client.get(f"{curator.url(Region)}export.{ending}")
    assert response["Content-Disposition"] == f'attachment; filename="regions.{ending}"'
    assert "Karabakh" in response.content.decode()


def test_concepts_are_named_by_the_address_of_this_site(archive, curator):
    page = curator.client.get(f"{curator.url(Region)}export.ttl").content.decode()
    assert "<http://testserver/regions/armenia/>" in page


def test_a_file_is_imported_and_told(upload):
    page = upload("in.jsonl", b'{"slug": "georgia", "name": "Georgia"}\n')
    assert Region.objects.filter(slug="georgia").exists()
    assert "1 made, 0 known already" in page.content.decode()


def test_a_file_that_cannot_be_read_is_refused(upload):
    assert "The file cannot be read" in upload("in.ttl", b"nonsense").content.decode()


def test_a_file_of_another_kind_is_refused(upload):
    assert "not allowed" in upload("in.xml", b"<a/>").content.decode()


def test_who_may_not_import_articles_imports_no_names(archive, helper):
    assert helper.client.get(helper.url(Region, "import")).status_code == 403
    assert helper.url(Region, "import") not in helper.get(Region).content.decode()
