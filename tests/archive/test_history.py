"""Every way in which curated rows are written leaves their history complete."""

import json

import pytest
from django.apps import apps
from django.conf import settings

from archive import bulk, merging, splitting
from archive.importing import seeds
from archive.importing.articles import Options
from archive.importing.files import ArticleFile
from archive.importing.loading import load
from archive.importing.undoing import undo
from archive.models import (
    Actor,
    Article,
    BulkChange,
    ImportBatch,
    Issue,
    Reference,
    Region,
    Suggestion,
)
from archive.tagging import deciding

pytestmark = pytest.mark.django_db

CURATED = (
    "Publication Issue Article ArticleRegion ArticleActor SourceNote Reference Region Actor Outlet "
    "RegionVariant ActorVariant OutletVariant"
).split()
# What the site itself keeps, and what is history already.
UNCURATED = (
    "BulkChange SimilarTexts TextPrint UnknownName PublicId ImportBatch TakenSlug Suggestion "
    "SuggestionBatch Job Upload UploadedItem Overwritten"
).split()
MODELS = [apps.get_model("archive", name) for name in CURATED]
RECORD = {
    "id": "1",
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


def unhistoried():
    """Return the rows whose last history is not their state, and the gone whose last is no end."""
    return [row for model in MODELS for row in _unhistoried(model)]


def _unhistoried(model):
    fields = [field.attname for field in model.history.model.tracked_fields]
    last = {row.id: row for row in model.history.order_by("history_id")}
    rows = {row.pk: row for row in model.objects.all()}
    for key in rows.keys() | last.keys():
        row, kept = rows.get(key), last.get(key)
        if row is None:
            is_told = kept.history_type == "-"
        else:
            is_told = kept and all(getattr(row, f) == getattr(kept, f) for f in fields)
        if not is_told:
            yield model.__name__, key


@pytest.fixture
def bring(tmp_path):
    def bring(**changes):
        path = tmp_path / "in.jsonl"
        path.write_text(json.dumps({**RECORD, **changes}) + "\n")
        file = ArticleFile(path)
        load(file, file.items(), Options())
        return ImportBatch.objects.first()

    return bring


def test_every_model_has_a_history_or_is_kept_by_the_site():
    ours = {model.__name__ for model in apps.get_app_config("archive").get_models()}
    assert {name for name in ours if not name.startswith("Historical")} == {*CURATED, *UNCURATED}


def test_a_write_that_signals_do_not_see_is_found_here(bring):
    bring()
    Article.objects.update(title="Otherwise")
    assert unhistoried() == [("Article", Article.objects.get().pk)]


def test_an_import_is_told(bring):
    batch = bring()
    assert unhistoried() == []
    reasons = set(Article.history.values_list("history_change_reason", flat=True))
    assert reasons == {f"Import batch {batch.pk}"}


def test_an_import_writes_each_article_to_the_history_once(bring):
    bring()
    assert Article.history.count() == 1
    assert Reference.history.count() == 1


def test_a_repeated_import_tells_what_changed(bring):
    bring()
    bring(title="New", regions=["Peru"], sources=[], references=[], date="1987-03-01")
    assert unhistoried() == []
    assert Issue.history.first().date == "1987-03-01"


def test_an_import_of_what_is_there_tells_nothing(bring):
    bring()
    before = Article.history.count()
    bring()
    assert Article.history.count() == before


def test_an_undone_import_is_told_with_its_reason(bring):
    batch = bring()
    undo(batch)
    assert unhistoried() == []
    end = Article.history.first()
    assert (end.history_type, end.history_change_reason) == (
        "-",
        f"Import batch {batch.pk} was undone",
    )


def test_the_seeds_are_told():
    seeds.load_vocabulary(settings.BASE_DIR / "seeds" / "vocabulary")
    assert unhistoried() == []


def test_a_merge_and_its_end_are_told_with_the_reason(bring):
    bring()
    one, other = Region.objects.get(), Region.objects.create(name="Brasil")
    merging.merge(other, one, "A spelling.")
    merging.unmerge(Region.objects.get(pk=other.pk))
    assert unhistoried() == []
    reasons = [row.history_change_reason for row in other.history.all()]
    assert reasons == ["Took the merge back.", "Merged into Brazil. A spelling.", None]


def test_a_split_is_told(bring):
    bring()
    region = Region.objects.get()
    region.variants.create(form="Brasil")
    keys = list(region.articles.values_list("pk", flat=True))
    splitting.split(region, "Brasil", articles=keys)
    assert unhistoried() == []


def test_accepted_suggestions_and_their_undoing_are_told(bring):
    bring()
    record = Region.objects.create(name="Peru")
    made = Suggestion.objects.create(article=Article.objects.get(), region=record)
    batch = deciding.accept(Suggestion.objects.filter(pk=made.pk))
    assert unhistoried() == []
    deciding.undo(batch)
    assert unhistoried() == []


@pytest.mark.parametrize("verb", ["tag", "untag", "draft"])
def test_bulk_changes_and_their_undoing_are_told(verb, bring):
    bring()
    tag = {"region": Region.objects.get()} if verb != "draft" else {}
    change = BulkChange(articles=[Article.objects.get().pk], verb=verb, **tag)
    bulk.start(change, None, 9)
    assert unhistoried() == []
    bulk.undo(change, None, 9)
    assert unhistoried() == []


def test_what_a_region_lies_in_is_kept(bring):
    bring()
    region, broader = Region.objects.get(), Region.objects.create(name="South America")
    region.broader.add(broader)
    assert [link.to_region for link in region.history.first().broader.all()] == [broader]


def test_long_texts_that_nobody_curates_are_not_kept_twice(bring):
    bring()
    kept = {field.name for field in Article.history.model._meta.get_fields()}
    assert not kept & {"raw", "imported", "fingerprint", "modified"}


def test_an_actor_deleted_is_told():
    Actor.objects.create(name="Nobody").delete()
    assert unhistoried() == []
