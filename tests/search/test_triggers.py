import pytest
from django.core.management import call_command
from django.db import connection, transaction

from archive.models import (
    Actor,
    Article,
    ArticleActor,
    ArticleRegion,
    Publication,
    Region,
    SourceNote,
)
from search import triggers
from search.models import OutboxRow, VocabularyVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiet(archive):
    """The small archive, all of its changes applied."""
    OutboxRow.objects.all().delete()
    return archive


def noted():
    return set(OutboxRow.objects.values_list("article_key", flat=True))


def version():
    return VocabularyVersion.objects.get().version


def test_saving_an_article_notes_it(quiet):
    quiet.radar.save()
    assert noted() == {quiet.radar.pk}


def test_a_new_article_is_noted(quiet):
    assert noted() == set()
    article = quiet.article("New", "Something new.")
    assert noted() == {article.pk}


def test_update_notes_every_article_of_the_query(quiet):
    Article.objects.filter(issue__volume=5).update(title="Other")
    assert noted() == {quiet.parliament.pk, quiet.pipeline.pk}


def test_moving_an_article_to_another_issue_notes_it(quiet):
    Article.objects.filter(pk=quiet.radar.pk).update(issue=quiet.talks.issue)
    assert noted() == {quiet.radar.pk}


def test_an_issue_numbered_anew_notes_nothing(quiet):
    quiet.radar.issue.number = 5
    quiet.radar.issue.save()
    assert noted() == set()


def test_an_update_of_what_is_not_indexed_notes_nothing(quiet):
    Article.objects.update(url="https://example.org/")
    assert noted() == set()


def test_bulk_create_notes_each_article(quiet):
    rows = [
        Article(publication=quiet.monitor, title=f"T{n}", body="b", public_id=f"aaaaaaa{n}")
        for n in (2, 3)
    ]
    Article.objects.bulk_create(rows)
    assert noted() == {article.pk for article in rows}


def test_bulk_update_notes_each_article(quiet):
    quiet.radar.body = quiet.fleet.body = "Other"
    Article.objects.bulk_update([quiet.radar, quiet.fleet], ["body"])
    assert noted() == {quiet.radar.pk, quiet.fleet.pk}


def test_deleting_notes_the_article(quiet):
    key = quiet.undated.pk
    quiet.undated.delete()
    assert noted() == {key}


def test_tags_deleted_without_any_signal_note_the_article(quiet):
    key = quiet.radar.pk
    ArticleActor.objects.filter(article=key)._raw_delete("default")
    assert noted() == {key}


def test_a_cascade_notes_the_articles_that_it_deletes(quiet):
    keys = {quiet.radar.pk, quiet.talks.pk}
    Article.objects.filter(pk__in=keys).delete()
    assert noted() == keys


def test_tags_that_are_set_note_the_article(quiet):
    quiet.pipeline.actors.set([quiet.aliev])
    assert noted() == {quiet.pipeline.pk}


def test_a_tag_added_from_the_side_of_the_region_notes_the_article(quiet):
    quiet.ukraine.articles.add(quiet.undated)
    assert noted() == {quiet.undated.pk}


def test_a_tag_that_is_removed_notes_the_article(quiet):
    quiet.talks.regions.clear()
    assert noted() == {quiet.talks.pk}


def test_a_row_of_tags_made_by_hand_notes_the_article(quiet):
    ArticleRegion.objects.create(article=quiet.undated, region=quiet.ukraine)
    assert noted() == {quiet.undated.pk}


def test_a_tag_that_moves_notes_the_article_that_it_leaves_too(quiet):
    ArticleRegion.objects.filter(article=quiet.fleet).update(article=quiet.undated)
    assert noted() == {quiet.fleet.pk, quiet.undated.pk}


def test_an_article_retagged_by_update_is_noted(quiet):
    ArticleActor.objects.filter(article=quiet.radar).update(actor=quiet.kocharian)
    assert noted() == {quiet.radar.pk}


def test_a_source_note_notes_its_article(quiet):
    SourceNote.objects.create(article=quiet.fleet, outlet=quiet.turan, order=0)
    assert noted() == {quiet.fleet.pk}


def test_a_source_note_that_goes_notes_its_article(quiet):
    SourceNote.objects.all().delete()
    assert noted() == {quiet.radar.pk}


def test_another_policy_of_a_publication_notes_all_its_articles(quiet):
    Publication.objects.filter(pk=quiet.digest.pk).update(policy="staff")
    assert noted() == {quiet.fleet.pk}


def test_renaming_a_publication_notes_no_article(quiet):
    quiet.digest.name = "Digest"
    quiet.digest.save()
    assert noted() == set()


def test_raw_sql_is_noted(quiet):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_article SET state = 'draft' WHERE title LIKE 'Shots%%'")
    assert noted() == {quiet.parliament.pk}


def test_a_change_that_is_rolled_back_leaves_no_row(quiet):
    with transaction.atomic():
        quiet.radar.save()
        transaction.set_rollback(True)
    assert noted() == set()


def test_the_row_is_written_in_the_transaction_of_the_change(quiet):
    with transaction.atomic():
        quiet.radar.save()
        assert noted() == {quiet.radar.pk}


def test_renaming_an_authority_record_notes_no_article(quiet):
    Actor.objects.update(name="Renamed")
    assert noted() == set()


CHANGES_OF_NAMES = {
    "rename": lambda archive: Actor.objects.filter(pk=archive.aliev.pk).update(name="Heydar"),
    "new variant": lambda archive: archive.aliev.variants.create(form="Heydər Əliyev"),
    "variant gone": lambda archive: archive.aliev.variants.all().delete(),
    "broader link": lambda archive: archive.ukraine.broader.add(archive.caucasus),
    "broader link gone": lambda archive: archive.karabakh.broader.clear(),
    "new record": lambda archive: Region.objects.create(name="Georgia"),
    "merge": lambda archive: Actor.objects.filter(pk=archive.aliev.pk).update(
        merged_into=archive.kocharian
    ),
    "publication": lambda archive: Publication.objects.update(name="Other"),
    "outlet": lambda archive: archive.turan.variants.create(form="Turan Agency"),
}


@pytest.mark.parametrize("change", CHANGES_OF_NAMES.values(), ids=CHANGES_OF_NAMES.keys())
def test_the_version_of_the_vocabulary_grows_with_a(change, quiet):
    before = version()
    change(quiet)
    assert version() > before


def test_the_version_grows_with_a_slug_taken_after_the_record_was_saved(quiet):
    before = version()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_takenslug SET slug = 'former' WHERE slug = 'haidar-aliev'")
    assert version() > before


def test_an_article_changes_no_names(quiet):
    before = version()
    quiet.radar.regions.set([quiet.ukraine])
    assert version() == before


def test_migrate_installs_again_what_is_missing(quiet):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER archive_article_update")
    call_command("migrate", verbosity=0)
    OutboxRow.objects.all().delete()
    quiet.radar.save()
    assert noted() == {quiet.radar.pk}


def test_articles_that_changed_while_a_trigger_was_away_are_noted(quiet):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER archive_article_update")
    Article.objects.update(title="Unseen")
    call_command("migrate", verbosity=0)
    assert noted() == set(Article.objects.values_list("pk", flat=True))


def test_migrating_again_notes_nothing(quiet):
    call_command("migrate", verbosity=0)
    assert noted() == set()


def test_a_table_that_is_not_there_gets_no_trigger(quiet):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE archive_outletvariant")
    triggers.install("default")
    quiet.radar.save()
    assert noted() == {quiet.radar.pk}
