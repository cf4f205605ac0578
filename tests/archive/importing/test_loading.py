"""Records into the database: repeatable, and never over a curator's work."""

import json
import time

import pytest
from django.db import connection

from archive.importing import loading
from archive.importing.articles import Options
from archive.importing.files import ArticleFile
from archive.importing.loading import load
from archive.models import (
    Actor,
    Article,
    ImportBatch,
    Issue,
    Outlet,
    PublicId,
    Reference,
    Region,
)
from search.models import OutboxRow

pytestmark = pytest.mark.django_db

RECORD = {
    "id": "1",
    "publication": "Wire",
    "volume": 7,
    "issue": 4,
    "title": "A title",
    "date": "1987-02-26",
    "authors": ["A. Writer"],
    "body": "One.\n\nTwo.",
    "regions": ["Brazil"],
    "actors": [{"name": "OPEC", "kind": "organisation"}],
    "sources": [{"outlet": "Turan", "dates": ["1987-02-20/1987-02-22", "1987-02-24"]}],
    "references": [{"publication": "Wire", "date": "1987-02-26"}],
    "url": "https://example.org/1",
}


@pytest.fixture
def bring(tmp_path):
    """Import records, which have `RECORD`'s fields where they say nothing else."""

    def bring(*records, **options):
        path = tmp_path / "in.jsonl"
        path.write_text("".join(json.dumps({**RECORD, **record}) + "\n" for record in records))
        file = ArticleFile(path)
        return load(file, file.items(), Options(**options))

    return bring


def bare(**fields):
    """A record of nothing but a body and what is given."""
    empty = dict.fromkeys(RECORD) | {"publication": "Wire"}
    return {**empty, "body": "Text.", **fields}


def only():
    return Article.objects.get()


def test_a_record_becomes_an_article(bring):
    bring(RECORD)
    article = only()
    assert (article.title, article.date, article.body) == ("A title", "1987-02-26", "One.\n\nTwo.")
    assert (str(article.issue), article.position, article.state) == ("Wire 7/4", 1, "published")
    assert [str(note) for note in article.source_notes.all()] == [
        "Turan, 20–22 February 1987",
        "Turan, 24 February 1987",
    ]


def test_names_become_tags_of_basis_imported(bring):
    bring(RECORD)
    tags = [*only().articleregion_set.all(), *only().articleactor_set.all()]
    assert [(str(tag), tag.basis) for tag in tags] == [("Brazil", "imported"), ("OPEC", "imported")]
    assert Actor.objects.get().kind == "organisation"


def test_a_reference_is_resolved_to_the_issue_of_its_day(bring):
    bring(RECORD)
    assert Reference.objects.get().issue == Issue.objects.get()


def test_items_of_an_issue_are_numbered_in_their_order(bring):
    bring({"id": "1"}, {"id": "2"}, {"id": "3", "position": 9}, {"id": "4"})
    assert list(Article.objects.order_by("pk").values_list("position", flat=True)) == [1, 2, 9, 10]


def test_an_outlet_without_dates_has_one_note_without_a_date(bring):
    bring({"sources": [{"outlet": "Turan"}]})
    assert [(note.outlet.name, note.date) for note in only().source_notes.all()] == [("Turan", "")]


# The same file twice


def test_the_same_file_twice_changes_nothing(bring):
    bring(RECORD, bare(id="2"))
    before = list(Article.objects.order_by("pk").values())
    changes = OutboxRow.objects.count()
    report = bring(RECORD, bare(id="2"))
    assert (report.counts["unchanged"], report.remarks) == (2, [])
    assert list(Article.objects.order_by("pk").values()) == before
    assert OutboxRow.objects.count() == changes


def test_the_same_file_twice_changes_nothing_though_names_were_changed_between(bring):
    bring(RECORD)
    for model in (Region, Actor, Outlet):
        model.objects.update(name="Renamed")
    assert bring(RECORD).remarks == []
    assert [model.objects.count() for model in (Region, Actor, Outlet)] == [1, 1, 1]


def test_the_same_file_twice_follows_a_merge_of_names(bring):
    bring(RECORD)
    survivor = Region.objects.create(name="Brasil")
    Region.objects.filter(name="Brazil").update(merged_into=survivor)
    only().articleregion_set.update(region=survivor)
    assert bring(RECORD).counts["unchanged"] == 1


def test_without_an_id_the_raw_text_tells_an_item(bring):
    item = bare(raw="RAW", volume=7, issue=4)
    bring(item)
    assert bring({**item, "body": "Corrected."}).counts["updated"] == 1
    assert bring({**item, "raw": "OTHER"}).counts["new"] == 1


def test_without_an_id_items_of_two_issues_differ(bring):
    bring(bare(volume=7, issue=4), bare(volume=7, issue=5))
    assert Article.objects.count() == 2


def test_one_id_in_two_publications_means_two_articles(bring):
    bring({"publication": "Wire"}, {"publication": "Other"})
    assert Article.objects.count() == 2


def test_a_publication_is_known_by_name_in_any_case_or_by_slug(archive, bring):
    bring(*({"id": name, "publication": name} for name in ("MONITOR", "eurasia-digest")))
    assert archive.monitor.articles.filter(external_id="MONITOR").exists()
    assert archive.digest.articles.filter(external_id="eurasia-digest").exists()


def test_finding_an_article_by_its_identity_uses_an_index():
    plan = Article.objects.filter(publication=1, external_id="1", fingerprint="").explain()
    assert "article_by_identity" in plan


# A changed file


def test_what_changed_in_the_file_changes_in_the_article(bring):
    bring(RECORD)
    changed = {"title": "Another", "issue": 5, "regions": ["Peru"], "sources": [], "raw": "RAW"}
    assert bring(changed).counts["updated"] == 1
    article = only()
    assert (article.title, str(article.issue), article.raw) == ("Another", "Wire 7/5", "RAW")
    assert [region.name for region in article.regions.all()] == ["Peru"]
    assert not article.source_notes.exists()


def test_a_title_that_the_file_drops_is_derived_from_the_text(bring):
    bring(RECORD)
    bring({"title": ""})
    assert (only().title, only().title_basis) == ("One.", "derived")


def test_a_given_title_may_be_the_first_words(bring):
    bring({"title": ""})
    bring({"title": "One."})
    assert bring({"title": "One."}).remarks == []
    assert only().title_basis == "given"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "A curator's title"),
        ("body", "A curator's text."),
        ("date", "1987-02-25"),
        ("authors", ["A. Curator"]),
        ("issue", None),
    ],
)
def test_a_field_that_a_curator_changed_is_kept_and_reported(bring, field, value):
    bring(RECORD)
    article = only()
    setattr(article, field, value)
    article.save()
    report = bring({"title": "B", "body": "B", "date": "1987", "authors": [], "issue": 9})
    assert f"in.jsonl:1: conflict: “{field}” was changed by a curator and stays as it is" in (
        report.remarks
    )
    assert getattr(only(), field) == value


def test_a_conflict_is_reported_though_the_file_is_the_same(bring):
    bring(RECORD)
    Article.objects.update(title="A curator's title")
    assert bring(RECORD).counts["conflicts"] == 1


def test_fields_that_no_curator_changed_follow_the_file_beside_a_conflict(bring):
    bring(RECORD)
    Article.objects.update(title="A curator's title")
    bring({"title": "B", "body": "B"})
    assert (only().title, only().body) == ("A curator's title", "B")


def test_a_curator_and_the_file_may_agree(bring):
    bring(RECORD)
    Article.objects.update(title="Better")
    assert bring({"title": "Better"}).counts["conflicts"] == 0


def test_a_title_given_by_a_curator_to_an_untitled_item_is_kept(bring):
    bring({"title": ""})
    article = only()
    article.title = "A curator's title"
    article.save()
    assert bring({"title": "", "body": "Other."}).counts["conflicts"] == 1
    assert only().title == "A curator's title"


def test_a_tag_that_a_curator_removed_stays_removed_and_is_reported(bring):
    bring(RECORD)
    only().regions.clear()
    assert bring(RECORD).remarks == [
        "in.jsonl:1: conflict: the region “Brazil” was removed by a curator and stays removed"
    ]
    assert not only().regions.exists()


def test_a_tag_that_a_curator_rejected_is_not_imported(bring):
    bring({"regions": []})
    article, region = Article.objects.get(), Region.objects.create(name="Brazil")
    article.suggestions.create(region=region, state="rejected")
    report = bring({"regions": ["Brazil"]})
    assert not article.regions.exists()
    assert report.remarks == [
        "in.jsonl:1: conflict: the region “Brazil” was rejected by a curator and stays away"
    ]


def test_a_removed_tag_stays_removed_though_its_record_was_deleted(bring):
    bring(RECORD)
    only().actors.clear()
    Actor.objects.all().delete()
    assert bring(RECORD).counts["conflicts"] == 1
    assert not Actor.objects.exists()


def test_a_removed_tag_stays_removed_though_its_record_was_merged(bring):
    bring(RECORD)
    only().regions.clear()
    Region.objects.update(merged_into=Region.objects.create(name="Brasil"))
    assert bring(RECORD).counts["conflicts"] == 1


def test_a_tag_that_the_file_drops_goes_unless_a_curator_made_it_his(bring):
    bring({"regions": ["Brazil", "Peru"]})
    only().articleregion_set.filter(region__name="Peru").update(basis="curated")
    bring({"regions": []})
    assert [region.name for region in only().regions.all()] == ["Peru"]


def test_source_notes_that_a_curator_changed_are_kept_and_reported(bring):
    bring(RECORD)
    only().source_notes.all().delete()
    report = bring({"sources": [{"outlet": "Interfax"}]})
    assert "the source notes were changed by a curator" in report.remarks[0]
    assert not only().source_notes.exists()


def test_references_that_a_curator_changed_are_kept_and_reported(bring):
    bring(RECORD)
    only().references.update(day="1987-02-25")
    report = bring({"references": []})
    assert "the references were changed by a curator" in report.remarks[0]
    assert only().references.exists()


# Names


@pytest.mark.parametrize("name", ["Haidar Aliev", "Гейдар Алиев"])
def test_a_name_matches_any_form_of_a_record(archive, bring, name):
    bring({"actors": [name]})
    assert archive.aliev.articles.filter(external_id="1").exists()


def test_a_name_matches_no_form_that_differs_in_a_letter(archive, bring):
    bring({"actors": ["haidar aliev"]})
    assert not archive.aliev.articles.filter(external_id="1").exists()


def test_the_name_of_a_merged_record_means_the_last_survivor(archive, bring):
    former = Actor.objects.create(name="Aliev senior", merged_into=archive.aliev)
    Actor.objects.create(name="Aliev the elder", merged_into=former)
    bring({"actors": ["Aliev the elder"]})
    assert archive.aliev.articles.filter(external_id="1").exists()


def test_a_name_of_several_records_makes_no_tag_and_a_warning(archive, bring):
    Region.objects.create(name="Armenia")
    report = bring(bare(regions=["Armenia"]))
    assert report.remarks == [
        "in.jsonl:1: warning: “Armenia” is the name of 2 records; no tag was made"
    ]
    assert not Article.objects.get(body="Text.").regions.exists()


def test_an_unknown_name_makes_no_tag_and_a_warning_where_tags_may_not_be_made(bring):
    report = bring(bare(regions=["Brazil"]), create_tags=False)
    assert report.remarks == ["in.jsonl:1: warning: “Brazil” is unknown; no tag was made"]
    assert not Region.objects.exists()


def test_a_tag_comes_once_its_name_is_known(bring):
    bring(RECORD, create_tags=False)
    Region.objects.create(name="Brazil")
    bring(RECORD, create_tags=False)
    assert only().regions.get().name == "Brazil"


# State and public ids


def test_articles_may_come_in_as_drafts(bring):
    bring(
        {"id": "1"},
        {"id": "2", "state": "published"},
        {"id": "3", "state": "withdrawn"},
        draft=True,
    )
    states = Article.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["draft", "draft", "withdrawn"]


def test_importing_drafts_unpublishes_nothing(bring):
    bring({"state": "published"})
    bring({"state": "published"}, draft=True)
    assert only().state == "published"


def test_an_import_does_not_publish_what_a_curator_withdrew(bring):
    bring({"id": "1"}, {"id": "2", "state": "published"})
    Article.objects.update(state="withdrawn")
    report = bring({"id": "1"}, {"id": "2", "state": "published"})
    assert set(Article.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert report.counts["conflicts"] == 1  # of the record that says a state


def test_a_public_id_is_kept_only_if_asked_for(bring):
    bring({"id": "1", "public_id": "aaaaaaa2"})
    bring({"id": "2", "public_id": "aaaaaaa3"}, keep_ids=True)
    ids = list(Article.objects.order_by("pk").values_list("public_id", flat=True))
    assert ids[0] != "aaaaaaa2"
    assert ids[1] == "aaaaaaa3"


def test_a_public_id_that_was_ever_issued_is_not_given_again(bring):
    PublicId.objects.create(value="aaaaaaa2")
    report = bring({"public_id": "aaaaaaa2"}, keep_ids=True)
    assert only().public_id != "aaaaaaa2"
    assert "the public id aaaaaaa2 is taken" in report.remarks[0]


def test_an_exported_tag_keeps_its_basis(bring):
    bring({"tag_bases": {"regions": {"Brazil": "curated"}}})
    assert only().articleregion_set.get().basis == "curated"


# Bad records


def test_a_bad_record_is_reported_and_the_others_go_in(bring):
    report = bring({"id": "1"}, {"id": "2", "date": "soon"}, {"id": "3"})
    assert [article.external_id for article in Article.objects.order_by("pk")] == ["1", "3"]
    assert report.counts["failed"] == 1
    assert report.remarks[0].startswith("in.jsonl:2: not imported: “date”: “soon” is no date")


def test_a_record_without_a_publication_needs_the_option(archive, bring):
    assert bring({"publication": None}).counts["failed"] == 1
    assert bring({"publication": None}, publication=archive.monitor).counts["new"] == 1
    assert archive.monitor.articles.filter(external_id="1").exists()


def test_nothing_of_a_record_that_the_database_refuses_stays(bring):
    """The trigger stands for any fault of the database in the midst of a record."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TRIGGER refuse BEFORE INSERT ON archive_sourcenote "
            "BEGIN SELECT RAISE(ABORT, 'the database refuses'); END"
        )
    try:
        report = bring(RECORD, bare(id="2", regions=["Brazil"]))
    finally:
        connection.cursor().execute("DROP TRIGGER refuse")
    assert report.remarks == ["in.jsonl:1: not imported: the database refuses"]
    assert only().external_id == "2"
    assert only().regions.get().name == "Brazil"
    assert not Issue.objects.exists()


# Batches


def test_a_batch_tells_what_was_imported(bring):
    bring(RECORD, {"id": "2", "date": "soon"})
    batch = ImportBatch.objects.get()
    assert (batch.source, batch.counts["new"], batch.counts["failed"]) == ("in.jsonl", 1, 1)
    assert batch.finished
    assert len(batch.remarks) == 1
    assert only().batch == batch


class Interrupted(BaseException):
    pass


def interrupted(items, after, pause=0.0):
    """Yield some items; then the power goes."""
    for _, item in zip(range(after), items, strict=False):
        yield item
        time.sleep(pause)
    raise Interrupted


@pytest.fixture
def three_hundred(tmp_path):
    path = tmp_path / "in.jsonl"
    lines = [json.dumps(bare(id=str(number))) + "\n" for number in range(300)]
    path.write_text("".join(lines))
    return ArticleFile(path)


def test_a_transaction_holds_200_records(transactional_db, three_hundred, monkeypatch):
    monkeypatch.setattr(loading, "SECONDS_A_TRANSACTION", 60)  # however slow the machine
    with pytest.raises(Interrupted):
        load(three_hundred, interrupted(three_hundred.items(), after=250), Options())
    assert Article.objects.count() == 200


def test_a_transaction_ends_after_a_second(transactional_db, three_hundred):
    with pytest.raises(Interrupted):
        load(three_hundred, interrupted(three_hundred.items(), after=3, pause=1.1), Options())
    assert Article.objects.exists()


def test_an_interrupted_batch_is_taken_up_again(transactional_db, three_hundred):
    with pytest.raises(Interrupted):
        load(three_hundred, interrupted(three_hundred.items(), after=250), Options())
    load(three_hundred, three_hundred.items(), Options())
    batch = ImportBatch.objects.get()
    assert (batch.articles.count(), batch.counts["new"]) == (300, 300)
    assert batch.finished


def test_a_finished_file_is_a_new_batch_the_next_time(bring):
    bring(RECORD)
    bring(RECORD)
    counts = ImportBatch.objects.order_by("pk").values_list("counts", flat=True)
    assert [(each.get("new"), each.get("unchanged")) for each in counts] == [(1, None), (None, 1)]


def test_a_batch_keeps_a_thousand_remarks(bring):
    report = bring(*({"id": str(number), "date": "soon"} for number in range(1_001)))
    assert len(report.remarks) == 1_001
    assert len(ImportBatch.objects.get().remarks) == 1_000
