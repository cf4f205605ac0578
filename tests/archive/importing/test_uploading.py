"""Uploaded files: previewed, brought in, cancelled, interrupted, undone."""

import json

import pytest
from django.core.files.base import ContentFile

from archive import jobs
from archive.importing import undoing
from archive.management.commands.run_jobs import WORK
from archive.models import Article, ImportBatch, Issue, Job, Publication, Region, Upload

pytestmark = pytest.mark.django_db

ONE = {"id": "1", "publication": "Wire", "body": "Text.", "regions": ["Brazil"]}


@pytest.fixture(autouse=True)
def uploads_folder(settings, tmp_path):
    options = {"location": tmp_path / "uploads"}
    settings.STORAGES = {
        **settings.STORAGES,
        "uploads": {**settings.STORAGES["uploads"], "OPTIONS": options},
    }


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def uploaded(data, name="in.jsonl", **options):
    file = ContentFile(data, name)
    return Upload.objects.create(name=name, file=file, size=len(data), **options)


def do(kind, upload=None, **fields):
    """Ask for a job about the file, do what waits, and return the job as it ended."""
    job = Job.ask(kind, upload=upload, **fields)
    jobs.run_all(WORK)
    job.refresh_from_db()
    if upload:
        upload.refresh_from_db()
    return job


def previewed(*records, **options):
    upload = uploaded(lines(*records), **options)
    do("preview", upload)
    return upload, list(upload.items.all())


def brought_in(*records):
    upload, _ = previewed(*records)
    do("import", upload)
    return upload


# The preview.


def test_a_preview_tells_what_is_new_and_changes_nothing():
    upload, (item,) = previewed(ONE)
    assert (item.kind, item.place, item.title) == ("new", "in.jsonl:1", "Text.")
    assert upload.counts["new"] == 1
    for model in (Article, Region, Publication, ImportBatch):
        assert not model.objects.exists()


def test_a_preview_tells_which_records_would_be_made_once():
    upload, items = previewed(ONE, {**ONE, "id": "2", "actors": ["OPEC"]})
    assert upload.tags == {
        "publication": ["Wire"],
        "region": ["Brazil"],
        "actor": ["OPEC"],
    }
    assert items[1].made == [["actor", "OPEC"]]


def test_a_preview_tells_what_changes_field_by_field():
    brought_in(ONE)
    change = {"title": "Now", "regions": ["Chile"], "date": "1999", "volume": 7, "issue": 4}
    _, (item,) = previewed({**ONE, **change})
    assert item.kind == "updated"
    assert item.changes == [
        ["title", "", "Now"],
        ["date", "", "1999"],
        ["date_basis", "unknown", "stated"],
        ["issue", "", "7/4"],
        ["position", "", "1"],
        ["regions", "Brazil", "Chile"],
    ]
    assert item.article == Article.objects.get(title_basis="derived")


def test_a_long_text_is_cut_to_where_it_changes():
    words = " ".join(f"word{number}" for number in range(200))
    brought_in({**ONE, "body": words})
    _, (item,) = previewed({**ONE, "body": words.replace("word150", "WORD")})
    ((_, before, after),) = item.changes
    assert "word150" in before
    assert "WORD" in after
    assert len(after) < 300


def test_a_preview_tells_what_a_curator_changed_and_what_is_as_it_was():
    brought_in(ONE, {**ONE, "id": "2"})
    Article.objects.filter(external_id="1").update(body="Mine.")
    _, (first, second) = previewed(ONE, {**ONE, "id": "2"})
    assert first.conflicts == ["“body” was changed by a curator and stays as it is"]
    assert (first.is_remarked, second.kind, second.is_remarked) == (True, "unchanged", False)


def test_a_bad_item_is_told_and_its_neighbours_are_previewed():
    upload = uploaded(lines(ONE) + b"nonsense\n" + lines({**ONE, "id": "2"}))
    do("preview", upload)
    assert [item.kind for item in upload.items.all()] == ["new", "failed", "new"]
    assert upload.items.get(kind="failed").error.startswith("not JSON")


def test_an_item_that_stands_twice_in_the_file_is_told():
    _, (_, second) = previewed(ONE, ONE)
    assert second.warnings == ["it is the same item as in.jsonl:1 and is brought in over it"]


def test_a_file_without_articles_fails():
    assert do("preview", uploaded(b"\n")).message == "The file holds no articles."


def test_a_name_is_no_record_where_none_may_be_made():
    _, (item,) = previewed(ONE, create_tags=False)
    assert item.warnings == ["“Brazil” is unknown; no tag was made"]


# The import.


def test_what_was_previewed_is_brought_in_and_told():
    upload = brought_in(ONE, {**ONE, "id": "2"})
    assert upload.batch.articles.count() == 2
    assert {item.article for item in upload.items.all()} == set(Article.objects.all())


def test_the_file_goes_when_it_is_imported():
    upload = brought_in(ONE)
    assert not upload.file


def test_a_cancelled_import_leaves_nothing(monkeypatch):
    brought_in(ONE)
    before = Article.objects.get()
    upload, _ = previewed({**ONE, "title": "Later"}, *({**ONE, "id": f"x{n}"} for n in range(300)))
    monkeypatch.setattr(jobs, "SECONDS_BETWEEN_SIGNS", 0)
    monkeypatch.setattr(jobs.Progress, "stop_if_asked", stopping_at(2))
    assert do("import", upload).state == "cancelled"
    after = Article.objects.get()
    assert (after.title, after.imported) == (before.title, before.imported)
    assert upload.batch is None
    assert upload.file


def stopping_at(time):
    """Return what stands in for a curator who cancels when a job looks for the so many-th time."""
    looks = iter(range(1, 100))

    def stop_if_asked(progress):
        if next(looks) > time:
            raise jobs.Cancelled

    return stop_if_asked


def test_an_interrupted_import_goes_on(monkeypatch):
    upload, _ = previewed(*({**ONE, "id": f"x{n}"} for n in range(300)))
    monkeypatch.setattr(jobs, "SECONDS_BETWEEN_SIGNS", 0)
    with monkeypatch.context() as patched:
        patched.setattr(jobs.Progress, "tell", dying_at(2))
        with pytest.raises(KeyboardInterrupt):
            do("import", upload)
    assert 0 < Article.objects.count() < 300
    jobs.run_all(WORK)
    upload.refresh_from_db()
    assert (upload.counts["new"], Article.objects.count()) == (300, 300)
    assert ImportBatch.objects.count() == 1


def dying_at(time):
    looks = iter(range(1, 100))

    def tell(progress, *_):
        if next(looks) == time:
            raise KeyboardInterrupt

    return tell


# The way back.


def test_an_import_is_undone_whole_with_what_it_made():
    upload = brought_in({**ONE, "volume": 7, "issue": 4})
    job = do("undo", batch=upload.batch)
    assert job.state == "done"
    for model in (Article, Region, Publication, Issue):
        assert not model.objects.exists()


def test_what_an_import_changed_is_as_before():
    brought_in({**ONE, "sources": [{"outlet": "Turan", "dates": ["1999"]}], "title": "First"})
    before = Article.objects.get()
    sources = list(before.source_notes.values_list("outlet__name", "date"))
    later = brought_in({**ONE, "regions": ["Chile"], "title": "Later", "volume": 1, "issue": 2})
    do("undo", batch=later.batch)
    after = Article.objects.get()
    assert (after.title, after.issue, after.imported) == ("First", None, before.imported)
    assert [region.name for region in after.regions.all()] == ["Brazil"]
    assert list(after.source_notes.values_list("outlet__name", "date")) == sources
    assert set(Region.objects.values_list("name", flat=True)) == {"Brazil"}


@pytest.mark.parametrize("number", [0, 1])
def test_what_was_changed_since_refuses_the_whole_undoing(number):
    brought_in(ONE)
    later = brought_in({**ONE, "title": "Later"}, {**ONE, "id": "2"})
    changed = Article.objects.order_by("pk")[number]
    Article.objects.filter(pk=changed.pk).update(body="Mine.")
    job = do("undo", batch=later.batch)
    assert (job.state, len(job.remarks)) == ("failed", 1)
    assert job.message == "Nothing was undone: 1 articles were changed since."
    assert Article.objects.count() == 2


def test_the_rest_is_undone_where_the_curator_says_so():
    upload = brought_in(ONE, {**ONE, "id": "2"})
    Article.objects.filter(external_id="2").update(body="Mine.")
    job = do("undo", batch=upload.batch, options={"leave": True})
    assert job.state == "done"
    assert Article.objects.get().body == "Mine."
    assert Region.objects.get().name == "Brazil"


def test_a_file_that_was_undone_comes_again_to_the_same_addresses():
    upload = brought_in(ONE)
    do("undo", batch=upload.batch)
    brought_in(ONE)
    assert Region.objects.get().slug == "brazil"


def test_a_record_that_a_curator_named_further_stays():
    upload = brought_in(ONE)
    Region.objects.get().variants.create(form="Brasil")
    undoing.undo(upload.batch)
    assert Region.objects.exists()


def test_a_later_import_over_it_refuses_the_undoing():
    first = brought_in(ONE)
    brought_in({**ONE, "title": "Later"})
    (remark,) = do("undo", batch=first.batch).remarks
    assert remark.endswith("a later import")
