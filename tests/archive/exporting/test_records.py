"""What is exported as a record is imported again without loss."""

import json

from django.core.management import call_command

from archive.exporting import records
from archive.exporting.reading import Reader, whole
from archive.importing.articles import Options
from archive.importing.files import ArticleFile
from archive.importing.loading import load
from archive.models import Actor, Article, Publication

# Given anew by each archive, as a promise of its own.
OWN = ("public_id",)


def told():
    """Return all records but for what each archive gives itself, in an order of their own."""
    keys = list(Article.objects.values_list("pk", flat=True))
    found = [records.record(each) for each in Reader().in_order(Article.objects, keys)]
    kept = [{name: value for name, value in each.items() if name not in OWN} for each in found]
    return sorted(kept, key=lambda each: (each["publication"], str(each["volume"]), each["raw"]))


def bring(path):
    file = ArticleFile(path)
    return load(file, file.items(), Options(create_tags=False))


def test_the_seed_archive_comes_back_whole(seeds, tmp_path):
    before = told()
    path = tmp_path / "all.jsonl.gz"
    call_command("export_articles", path)
    Article.objects.all().delete()
    assert bring(path).counts["new"] == len(before) > 80
    assert told() == before


def test_importing_an_export_again_changes_nothing(archive, tmp_path):
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps({"id": "1", "publication": "Wire", "body": "A text."}))
    bring(path)
    call_command("export_articles", path)
    Article.objects.exclude(external_id="1").delete()
    counts = bring(path).counts
    assert counts["unchanged"] == 1
    assert not counts["updated"]


def test_a_record_tells_everything(archive):
    archive.radar.refresh_from_db()
    record = records.record(whole(archive.radar))
    assert record["date"] == "2001-01-05?"
    assert record["sources"] == [{"outlet": "Turan", "dates": ["2001-01-02/2001-01-04"]}]
    assert record["tag_bases"]["regions"] == {"Azerbaijan": "curated"}
    assert json.loads(json.dumps(record)) == record


def test_a_derived_title_is_not_told_as_given(archive):
    article = archive.article("", "The first words of a text.")
    assert records.record(whole(article))["title"] == ""
    assert records.record(whole(article))["title_basis"] == "derived"


def test_a_merged_actor_is_exported_as_the_survivor(archive):
    other = Actor.objects.create(name="H. Aliev", merged_into=archive.aliev)
    article = archive.article("A title", "A text.", actors=[other])
    assert records.record(whole(article))["actors"] == [{"name": "Haidar Aliev", "kind": "person"}]


def test_of_a_restricted_publication_only_the_beginning_goes_out(archive):
    archive.digest.policy = Publication.Policy.SNIPPET
    archive.digest.save()
    article = archive.article("A title", "word " * 200, publication=archive.digest, raw="secret")
    record = records.public_record(whole(article))
    assert record["body"].endswith("…")
    assert record["raw"] == ""
