import pytest

from archive.models import ArticleRegion, Suggestion, TagBasis
from archive.tagging import deciding


@pytest.fixture
def suggestion(archive):
    return Suggestion.objects.create(article=archive.undated, region=archive.ukraine)


def those(*suggestions):
    return Suggestion.objects.filter(pk__in=[each.pk for each in suggestions])


def test_acceptance_makes_the_tag_with_its_basis(suggestion):
    deciding.accept(those(suggestion))
    assert ArticleRegion.objects.get(article=suggestion.article).basis == TagBasis.ACCEPTED


def test_an_actor_is_accepted_likewise(archive):
    suggestion = Suggestion.objects.create(article=archive.undated, actor=archive.aliev)
    deciding.accept(those(suggestion))
    assert list(archive.undated.actors.all()) == [archive.aliev]


def test_rejection_makes_no_tag(suggestion):
    deciding.reject(those(suggestion))
    assert not suggestion.article.regions.exists()


def test_what_was_decided_is_not_decided_again(suggestion):
    deciding.reject(those(suggestion))
    assert deciding.accept(those(suggestion)).count == 0
    assert not suggestion.article.regions.exists()


def test_undoing_an_acceptance_takes_its_tag_away(suggestion):
    deciding.undo(deciding.accept(those(suggestion)))
    suggestion.refresh_from_db()
    assert suggestion.state == "open"
    assert not suggestion.article.regions.exists()


def test_undoing_leaves_a_tag_that_was_there_before(suggestion, archive):
    suggestion.article.regions.add(archive.ukraine)
    deciding.undo(deciding.accept(those(suggestion)))
    assert list(suggestion.article.regions.all()) == [archive.ukraine]


def test_undoing_leaves_a_tag_that_a_curator_confirmed(suggestion, archive):
    batch = deciding.accept(those(suggestion))
    ArticleRegion.objects.filter(article=suggestion.article).update(basis=TagBasis.CURATED)
    deciding.undo(batch)
    assert list(suggestion.article.regions.all()) == [archive.ukraine]


def test_everywhere_means_the_open_ones_of_the_same_record(suggestion, archive):
    other = Suggestion.objects.create(article=archive.draft, region=archive.ukraine)
    Suggestion.objects.create(article=archive.draft, region=archive.armenia)
    Suggestion.objects.create(article=archive.radar, region=archive.ukraine, state="rejected")
    assert set(deciding.everywhere(suggestion)) == {suggestion, other}


def test_an_accepted_tag_reaches_the_index(suggestion, archive):
    from search.models import OutboxRow

    OutboxRow.objects.all().delete()
    deciding.accept(those(suggestion))
    assert OutboxRow.objects.filter(article_key=archive.undated.pk).exists()
