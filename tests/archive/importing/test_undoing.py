"""Taking back an import."""

import json

import pytest

from archive.importing.articles import Options
from archive.importing.files import ArticleFile
from archive.importing.loading import load
from archive.importing.undoing import undo
from archive.models import Article, ImportBatch, Issue, Outlet, Publication, PublicId, Region

pytestmark = pytest.mark.django_db

RECORD = {
    "publication": "Wire",
    "volume": 7,
    "issue": 4,
    "date": "1987-02-26",
    "body": "Text.",
    "regions": ["Brazil"],
    "actors": ["OPEC"],
    "sources": [{"outlet": "Turan", "dates": ["1987-02-20"]}],
    "references": [{"publication": "Wire", "date": "1987-02-26"}],
}


@pytest.fixture
def bring(tmp_path):
    def bring(*records):
        path = tmp_path / "in.jsonl"
        path.write_text("".join(json.dumps({**RECORD, **record}) + "\n" for record in records))
        file = ArticleFile(path)
        load(file, file.items(), Options())
        return ImportBatch.objects.first()

    return bring


def test_what_is_as_imported_is_deleted(bring):
    undone = undo(bring({"id": "1"}, {"id": "2", "title": "Given", "state": "draft"}))
    assert (undone.deleted, undone.kept) == (2, [])
    assert not Article.objects.exists()


def test_a_tombstone_says_that_the_import_was_undone(bring):
    undo(bring({"id": "1"}))
    assert PublicId.objects.get().reason == "The import that brought the article was undone."


def test_other_articles_stay(archive, bring):
    before = Article.objects.count()
    undo(bring({"id": "1"}))
    assert Article.objects.count() == before


CHANGES = {
    "title": lambda article: Article.objects.update(title="Mine", title_basis="given"),
    "body": lambda article: Article.objects.update(body="Mine."),
    "state": lambda article: Article.objects.update(state="withdrawn"),
    "position": lambda article: Article.objects.update(position=9),
    "issue": lambda article: Article.objects.update(issue=None),
    "date": lambda article: Article.objects.update(date="1987"),
    "regions": lambda article: article.regions.clear(),
    "actors": lambda article: article.actors.create(name="Mine"),
    "sources": lambda article: article.source_notes.update(date="1987"),
    "references": lambda article: article.references.all().delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_since_stays_and_is_reported(bring, change):
    batch = bring({"id": "1"})
    article = Article.objects.get()
    CHANGES[change](article)
    undone = undo(batch)
    assert undone.deleted == 0
    assert undone.kept[0].endswith(f"({article.public_id}) was changed since and stays: {change}")
    assert Article.objects.exists()


def test_what_a_later_import_changed_stays(bring):
    first = bring({"id": "1"})
    bring({"id": "1", "title": "Later"})
    assert undo(first).kept[0].endswith("a later import")


def test_what_a_later_import_left_alone_is_deleted(bring):
    first = bring({"id": "1"})
    second = bring({"id": "1"}, {"id": "2"})
    assert undo(first).deleted == 1
    assert undo(second).deleted == 1


def test_a_merge_of_names_is_no_change_of_the_article(bring):
    batch = bring({"id": "1"})
    article = Article.objects.get()
    for model, tags, field in (
        (Region, article.articleregion_set, "region"),
        (Outlet, article.source_notes, "outlet"),
    ):
        survivor = model.objects.create(name="Survivor")
        model.objects.exclude(pk=survivor.pk).update(merged_into=survivor)
        tags.update(**{field: survivor})
    assert undo(batch).deleted == 1


def test_the_issue_loses_the_date_that_it_had_from_the_article(bring):
    wire = Publication.objects.create(name="Wire")
    issue = Issue.objects.create(publication=wire, volume=7, number=4)
    undo(bring({"id": "1"}))
    issue.refresh_from_db()
    assert issue.date == ""


def test_the_batch_tells_what_became_of_it(bring):
    batch = bring({"id": "1"}, {"id": "2"})
    Article.objects.filter(external_id="2").update(title="Mine", title_basis="given")
    undo(batch)
    batch.refresh_from_db()
    assert (batch.counts["new"], batch.counts["deleted"], batch.counts["kept"]) == (2, 1, 1)


def test_an_unfinished_batch_that_was_undone_is_not_taken_up_again(bring):
    batch = bring({"id": "1"})
    ImportBatch.objects.update(finished=None)
    batch.refresh_from_db()
    undo(batch)
    assert bring({"id": "1"}) != batch
