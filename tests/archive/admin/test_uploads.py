"""Imports in the admin: sent, previewed, confirmed, reported, undone."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive import jobs
from archive.management.commands.run_jobs import WORK
from archive.models import Article, ImportBatch, Job, Suggestion, Upload

FILE = b"""\
{"id": "1", "publication": "Wire", "body": "One text.", "regions": ["Atlantis"], "colour": 1}
{"id": "2", "publication": "Wire", "body": "Another text.", "title": "=A title"}
nonsense
"""


@pytest.fixture(autouse=True)
def uploads_folder(settings, tmp_path):
    options = {"location": tmp_path / "uploads"}
    settings.STORAGES = {
        **settings.STORAGES,
        "uploads": {**settings.STORAGES["uploads"], "OPTIONS": options},
    }


class Importer:
    """A curator who sends files and presses the buttons of their pages."""

    def __init__(self, client):
        self.client = client

    def send(self, data=FILE, name="in.jsonl", **fields):
        file = SimpleUploadedFile(name, data)
        fields = {"create_tags": "on", **fields}
        return self.client.post(reverse("admin:uploads_send"), {"file": file, **fields})

    def previewed(self, data=FILE, **fields):
        self.send(data, **fields)
        jobs.run_all(WORK)
        return self.page()

    def page(self, **query):
        upload = Upload.objects.first()
        return self.client.get(
            reverse("admin:archive_upload_change", args=[upload.pk]), query
        ).content.decode()

    def press(self, name, record=None, **fields):
        record = record or Upload.objects.first()
        url = reverse(f"admin:{name}", args=[record.pk])
        return self.client.post(url, fields, follow=True)


@pytest.fixture
def importer(curator):
    return Importer(curator.client)


def test_a_file_that_was_sent_waits_for_the_worker(importer):
    importer.send()
    assert "Preview of an import: waiting" in importer.page()
    assert Job.objects.get().curator.username == "curator"


def test_a_preview_shows_items_remarks_and_what_would_be_made(importer):
    page = importer.previewed()
    assert "Import 2 items" in page
    assert "Warning: the field “colour” is unknown and was ignored" in page
    assert "not JSON" in page
    assert "Atlantis" in page
    assert not Article.objects.exists()


def test_a_preview_shows_what_changes_beside_what_is(importer):
    importer.previewed()
    importer.press("uploads_import")
    jobs.run_all(WORK)
    page = importer.previewed(FILE.replace(b"=A title", b"A better title"))
    assert "<del>=A title</del>" in page
    assert "<ins>A better title</ins>" in page


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        ("new", ["One text.", "=A title"]),
        ("failed", ["in.jsonl:3"]),
        ("remarked", ["One text.", "in.jsonl:3"]),
        ("no such", ["One text.", "=A title", "in.jsonl:3"]),
    ],
)
def test_items_are_listed_by_what_becomes_of_them(importer, kind, titles):
    importer.previewed()
    page = importer.page(kind=kind)
    assert page.count('class="item"') == len(titles)
    assert all(title in page for title in titles)


def test_what_is_confirmed_is_brought_in_by_the_worker(importer):
    importer.previewed()
    importer.press("uploads_import")
    assert not Article.objects.exists()
    jobs.run_all(WORK)
    assert ImportBatch.objects.get().curator.username == "curator"
    assert "It is imported" in importer.page()


def test_nothing_is_imported_twice(importer):
    importer.previewed()
    for _ in range(2):
        importer.press("uploads_import")
        jobs.run_all(WORK)
    assert ImportBatch.objects.count() == 1


def test_what_is_discarded_is_gone_with_its_file(importer):
    importer.previewed()
    file = Upload.objects.get().file
    importer.press("uploads_discard")
    assert not Upload.objects.exists()
    assert not file.storage.exists(file.name)


def test_the_report_has_a_row_for_each_item_and_no_formulas(importer):
    importer.previewed()
    url = reverse("admin:uploads_report", args=[Upload.objects.get().pk])
    report = b"".join(importer.client.get(url)).decode()
    assert "'=A title,,in.jsonl:2,new," in report
    assert "in.jsonl:3,cannot be imported" in report


def test_options_go_with_the_file(importer, archive):
    page = importer.previewed(
        b'{"body": "Text."}\n', publication=archive.digest.pk, draft="on", create_tags=""
    )
    assert "Items that name no publication go to Eurasia Digest." in page
    importer.press("uploads_import")
    jobs.run_all(WORK)
    assert archive.digest.articles.get(body="Text.").state == "draft"


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("in.doc", FILE, "The ending is none of .txt"),
        ("in.txt", b"", "The submitted file is empty"),
        ("in.jsonl", b" " * ((20 << 20) + 1), "The file is larger than 20 MB"),
    ],
    ids=["ending", "empty", "large"],
)
def test_a_file_that_cannot_be_taken_is_refused(importer, name, data, refusal):
    assert refusal in importer.send(data, name).content.decode()
    assert not Upload.objects.exists()


def test_a_job_is_cancelled_at_its_next_step(importer):
    importer.send()
    importer.press("jobs_cancel", Job.objects.get())
    assert "It stops at the next whole step." in importer.page()
    jobs.run_all(WORK)
    assert "cancelled" in importer.page()
    assert "Read it again" in importer.page()


def test_an_import_is_undone_by_a_button(importer):
    importer.previewed()
    importer.press("uploads_import")
    jobs.run_all(WORK)
    batch = ImportBatch.objects.get()
    assert (
        "Undo this import"
        in importer.client.get(
            reverse("admin:archive_importbatch_change", args=[batch.pk])
        ).content.decode()
    )
    importer.press("batches_undo", batch)
    jobs.run_all(WORK)
    assert not Article.objects.exists()
    assert "The import was undone." in importer.page()


def test_what_stands_in_the_way_of_undoing_is_told_and_may_be_left(importer):
    importer.previewed()
    importer.press("uploads_import")
    jobs.run_all(WORK)
    Article.objects.filter(external_id="2").update(body="Mine.")
    batch = ImportBatch.objects.get()
    importer.press("batches_undo", batch)
    jobs.run_all(WORK)
    job = importer.client.get(reverse("admin:archive_job_change", args=[Job.objects.first().pk]))
    assert "Nothing was undone: 1 articles were changed since." in job.content.decode()
    importer.press("batches_undo", batch, leave="1")
    jobs.run_all(WORK)
    assert Article.objects.get().body == "Mine."


def test_tags_are_proposed_for_all_articles_by_a_button(importer, archive):
    archive.article("A visit", "The two ministers met in Ukraine.")
    page = importer.client.post(reverse("admin:jobs_suggest"), follow=True)
    assert "Proposing tags: waiting" in " ".join(page.content.decode().split())
    jobs.run_all(WORK)
    assert Suggestion.objects.exists()


def test_who_may_not_import_sees_and_does_nothing(archive, helper):
    helpers = Importer(helper.client)
    assert helpers.send().status_code == 403
    upload = Upload.objects.create(name="in.jsonl", size=1)
    assert helpers.press("uploads_import").status_code == 403
    assert helper.get(Upload, "change", upload.pk).status_code == 403


def test_who_may_import_needs_no_other_right(archive, helper):
    user = helper.client.get("/admin/").context["user"]
    user.user_permissions.set(Permission.objects.filter(codename="add_importbatch"))
    assert "Import 2 items" in Importer(helper.client).previewed()
