"""The page on which an article is curated."""

import pytest

from archive.models import Article, PublicId, Reference
from archive.models.articles import ArticleActor, ArticleRegion
from search import engine
from search.state import SearchState

REGION, ACTOR = "articleregion_set", "articleactor_set"


def saved(article):
    return Article.objects.get(pk=article.pk)


@pytest.mark.django_db(transaction=True)
def test_a_saved_article_is_found_by_its_new_words(indexed, curator):
    curator.change(indexed.radar, body="The zeppelin landed.")
    assert engine.search(SearchState(q="zeppelin")).total == 1


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_article_is_found_no_more(indexed, curator):
    curator.change(indexed.radar, state="withdrawn", withdrawal_reason="A hoax.")
    assert engine.search(SearchState(q="Gabala")).total == 0


def test_a_new_article_needs_no_more_than_publication_and_text(archive, curator):
    curator.add(Article, publication=archive.monitor.pk, body="A short note.")
    assert Article.objects.get(body="A short note.").title == "A short note."


def test_saving_without_a_change_changes_nothing(full, curator):
    article = Article.objects.get(title="Article 1")
    curator.change(article)
    kept = ("title", "body", "authors", "date", "date_basis", "state", "raw")
    assert [getattr(saved(article), name) for name in kept] == [
        getattr(article, name) for name in kept
    ]


def test_the_line_ends_of_a_browser_part_paragraphs(archive, curator):
    curator.change(archive.radar, body="First.\r\n\r\nSecond.")
    assert saved(archive.radar).paragraphs == ["First.", "Second."]


def test_authors_are_typed_one_a_line(archive, curator):
    curator.change(archive.radar, authors="A. Writer\r\n\r\n B. Writer ")
    assert saved(archive.radar).authors == ["A. Writer", "B. Writer"]


@pytest.mark.parametrize(
    "date", ["2001-02-30", "2001-13", "May 1", "2001/1999", "2001/..", "/", "?", "a-b-c", "0000"]
)
def test_an_impossible_date_is_refused_at_its_field(archive, curator, date):
    response = curator.change(archive.radar, date=date)
    assert f"“{date}”" in curator.refusal("date", response)


def test_withdrawing_without_a_reason_is_refused(archive, curator):
    response = curator.change(archive.radar, state="withdrawn")
    assert "Say why" in curator.refusal("withdrawal_reason", response)


def test_an_issue_of_another_publication_is_refused(archive, curator):
    response = curator.change(archive.radar, publication=archive.digest.pk)
    assert "issue of Monitor" in curator.refusal("issue", response)


def test_a_date_without_a_basis_is_refused(archive, curator):
    response = curator.change(archive.undated, date="2001")
    assert "stated or inferred" in curator.refusal("date_basis", response)


def test_a_basis_without_a_date_is_refused(archive, curator):
    response = curator.change(archive.radar, date="")
    assert "no date" in curator.refusal("date_basis", response)


def test_the_public_id_stays_as_it_is(archive, curator):
    curator.change(archive.radar, public_id="aaaaaaaa")
    assert saved(archive.radar).public_id == archive.radar.public_id


def test_the_text_as_imported_is_shown_folded(full, curator):
    page = curator.get(Article, "change", Article.objects.get(title="Article 1").pk)
    assert "As it came." in page.content.decode().partition("Where it comes from")[2]


def test_a_public_article_links_to_its_page(archive, curator):
    page = curator.get(Article, "change", archive.radar.pk).content.decode()
    assert f'href="{archive.radar.get_absolute_url()}"' in page


def test_a_draft_links_to_no_public_page(archive, curator):
    page = curator.get(Article, "change", archive.draft.pk).content.decode()
    assert archive.draft.get_absolute_url() not in page


def test_a_deleted_article_leaves_its_tombstone(full, curator):
    article = Article.objects.get(title="Article 1")
    curator.client.post(curator.url(Article, "delete", article.pk), {"post": "yes"})
    assert PublicId.objects.get(pk=article.public_id).publication == "Publication 1"


def test_a_tag_made_here_is_the_curators(archive, curator):
    curator.change(archive.fleet, **{f"{ACTOR}-0-actor": archive.aliev.pk})
    assert archive.fleet.articleactor_set.get().basis == "curated"


def test_a_tag_changed_here_becomes_the_curators(archive, curator):
    ArticleRegion.objects.filter(article=archive.fleet).update(basis="imported")
    curator.change(archive.fleet, **{f"{REGION}-0-region": archive.armenia.pk})
    tag = ArticleRegion.objects.get(article=archive.fleet)
    assert (tag.region, tag.basis) == (archive.armenia, "curated")


def test_a_tag_left_alone_keeps_its_basis(archive, curator):
    ArticleRegion.objects.filter(article=archive.fleet).update(basis="imported")
    curator.change(archive.fleet, body="Another text.")
    assert ArticleRegion.objects.get(article=archive.fleet).basis == "imported"


def test_a_tag_is_taken_away(archive, curator):
    curator.change(archive.fleet, **{f"{REGION}-0-DELETE": "on"})
    assert not archive.fleet.regions.exists()


def test_the_same_tag_twice_is_refused(archive, curator):
    response = curator.change(archive.fleet, **{f"{REGION}-1-region": archive.ukraine.pk})
    assert "duplicate" in response.content.decode()
    assert ArticleRegion.objects.filter(article=archive.fleet).count() == 1


def test_the_same_tag_twice_on_a_new_article_is_refused(archive, curator):
    twice = {f"{ACTOR}-{number}-actor": archive.aliev.pk for number in (0, 1)}
    number = {f"{ACTOR}-TOTAL_FORMS": 2}
    before = ArticleActor.objects.count()
    curator.add(Article, publication=archive.monitor.pk, body="A note.", **twice, **number)
    assert ArticleActor.objects.count() == before


def new_row(formset, number, **fields):
    named = {f"{formset}-{number}-{name}": value for name, value in fields.items()}
    return {f"{formset}-TOTAL_FORMS": number + 1, **named}


def test_a_new_source_note_goes_to_the_end(archive, curator):
    row = new_row("source_notes", 1, outlet=archive.turan.pk, date="2001-01-05", order="")
    curator.change(archive.radar, **row)
    assert [note.date for note in archive.radar.source_notes.all()][-1] == "2001-01-05"


def test_an_impossible_day_of_a_source_note_is_refused(archive, curator):
    row = new_row("source_notes", 1, outlet=archive.turan.pk, date="May 1")
    page = curator.change(archive.radar, **row).content.decode()
    assert "“May 1” is no date" in page


def test_a_new_reference_is_resolved_when_saved(archive, curator):
    row = new_row("references", 0, publication="Monitor", day="1999-10-29", order="")
    curator.change(archive.radar, **row)
    assert Reference.objects.get(article=archive.radar).issue == archive.parliament.issue


def test_a_reference_to_a_day_without_an_issue_says_so(archive, curator):
    Reference.objects.create(
        article=archive.radar, publication="Monitor", day="1995-01-01", order=0
    )
    page = curator.get(Article, "change", archive.radar.pk).content.decode()
    assert "no issue of this day is held" in page
