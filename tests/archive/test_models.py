"""Articles, issues and names as the database keeps them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from archive.dates import InvalidDate
from archive.models import Actor, Article, Issue, PublicId, Region
from archive.models.dated import validate_edtf

# Public ids and tombstones


def test_a_public_id_is_eight_letters_and_digits_of_base_32(archive):
    assert len(archive.radar.public_id) == 8
    assert set(archive.radar.public_id) <= set("abcdefghijklmnopqrstuvwxyz234567")


def test_every_id_that_was_issued_is_kept(archive):
    ids = set(Article.objects.values_list("public_id", flat=True))
    archive.radar.delete()
    assert set(PublicId.objects.values_list("value", flat=True)) == ids


def test_a_public_id_stays_when_the_article_is_saved_again(archive):
    before = archive.radar.public_id
    archive.radar.save()
    assert archive.radar.public_id == before


def test_a_deleted_article_leaves_a_tombstone_without_its_text(archive):
    archive.radar.delete()
    left = PublicId.objects.get(pk=archive.radar.public_id)
    assert (left.publication, left.issue, left.reason) == (
        "Monitor",
        "7/4",
        "The article was deleted.",
    )
    assert left.deleted


def test_articles_deleted_together_leave_tombstones_as_well(archive):
    Article.objects.filter(issue__volume=5).delete()
    assert PublicId.objects.filter(publication="Monitor", issue__startswith="5/").count() == 2


def test_the_tombstone_of_a_withdrawn_article_gives_the_reason(archive):
    archive.withdrawn.delete()
    assert PublicId.objects.get(pk=archive.withdrawn.public_id).reason == "It was a hoax."


def test_the_tombstone_of_a_draft_tells_nothing_of_it(archive):
    archive.draft.delete()
    assert PublicId.objects.get(pk=archive.draft.public_id).publication == ""


# Titles


def test_a_missing_title_is_derived_from_the_first_words(archive):
    article = archive.article("", "One two three four five six seven eight nine ten eleven.")
    assert article.title == "One two three four five six seven eight nine ten …"
    assert article.title_basis == "derived"


def test_a_derived_title_follows_the_body(archive):
    article = archive.article("", "Old words.")
    article = Article.objects.get(pk=article.pk)
    article.body = "New words."
    article.save()
    assert (article.title, article.slug) == ("New words.", "new-words")


def test_a_title_that_is_given_later_stays(archive):
    article = Article.objects.get(pk=archive.article("", "Some words.").pk)
    article.title = "Given"
    article.save()
    article.body = "Other words."
    article.save()
    assert (article.title, article.title_basis) == ("Given", "given")


def test_a_title_that_is_cleared_is_derived_again(archive):
    archive.radar.title = ""
    archive.radar.save()
    assert archive.radar.title == "Baku raised the rent of the Gabala radar station."


def test_an_article_without_any_text_has_a_title(archive):
    assert archive.article("", "").title == "[Without text]"


def test_the_slug_of_a_title_in_another_script_is_transliterated(archive):
    assert archive.article("Гейдар Алиев", "").slug == "geydar-aliev"


def test_the_slug_of_a_title_without_letters_is_untitled(archive):
    assert archive.article("…?", "").slug == "untitled"


# Who sees what


def test_the_address_of_an_article_is_the_one_that_the_site_answers(archive):
    article = archive.radar
    args = [article.public_id, article.slug]
    assert article.get_absolute_url() == reverse("article", args=args)


def test_the_public_sees_published_articles_only(archive):
    hidden = {archive.draft, archive.withdrawn}
    assert set(Article.objects.all()) - set(Article.objects.public()) == hidden


def test_the_public_sees_nothing_of_a_publication_for_staff(archive):
    archive.digest.policy = "staff"
    archive.digest.save()
    assert archive.fleet not in Article.objects.public()


def test_the_public_sees_issues_with_an_article_it_sees(archive):
    assert archive.withdrawn.issue not in Issue.objects.public()
    assert archive.radar.issue in Issue.objects.public()


@pytest.mark.parametrize(
    ("state", "policy", "was_public"),
    [
        ("published", "full", True),
        ("withdrawn", "full", True),
        ("draft", "full", False),
        ("withdrawn", "staff", False),
    ],
)
def test_an_article_was_public_unless_draft_or_for_staff(archive, state, policy, was_public):
    archive.radar.state, archive.radar.publication.policy = state, policy
    assert archive.radar.was_public is was_public


# Dates


def test_bounds_are_derived_from_the_date_when_saving(archive):
    assert (archive.fleet.earliest, archive.fleet.latest) == (date(1997, 5, 1), date(1997, 5, 31))


def test_bounds_go_with_the_date(archive):
    archive.fleet.date = ""
    archive.fleet.save(update_fields=["date"])
    archive.fleet.refresh_from_db()
    assert (archive.fleet.earliest, archive.fleet.latest) == (None, None)


def test_a_date_that_is_no_edtf_is_not_saved(archive):
    archive.fleet.date = "soon"
    with pytest.raises(InvalidDate):
        archive.fleet.save()


def test_a_form_is_told_why_a_date_is_refused():
    with pytest.raises(ValidationError, match="ends before it begins"):
        validate_edtf("2001/2000")


def test_an_issue_has_the_inferred_date_of_its_article(archive):
    assert (archive.radar.issue.date, archive.radar.issue.date_basis) == ("2001-01-05?", "inferred")


def test_the_latest_inferred_date_counts(archive):
    archive.article("B", "B", issue=(7, 4), date="2001-01-08?", date_basis="inferred")
    later = archive.article("C", "C", issue=(7, 4), date="2001-01-06?", date_basis="inferred")
    later.issue.refresh_from_db()
    assert later.issue.date == "2001-01-08?"


def test_a_stated_date_counts_before_inferred_ones(archive):
    article = archive.article("B", "B", issue=(7, 4), date="2001-01-04")
    assert (article.issue.date, article.issue.latest) == ("2001-01-04", date(2001, 1, 4))


def test_a_draft_does_not_date_an_issue(archive):
    article = archive.article("B", "B", issue=(9, 9), date="2003-01-04", state="draft")
    assert article.issue.date == ""


def test_an_issue_is_redated_when_its_article_goes(archive):
    archive.radar.delete()
    assert Issue.objects.get(volume=7, number=4).date == ""


def test_both_issues_are_redated_when_an_article_moves(archive):
    article = Article.objects.get(pk=archive.radar.pk)
    article.issue = archive.withdrawn.issue
    article.save()
    assert Issue.objects.get(volume=7, number=4).date == ""
    assert Issue.objects.get(volume=7, number=69).date == "2001-01-05?"


# Names and slugs


def test_a_slug_is_made_from_the_name_in_any_script(archive):
    assert Actor.objects.create(name="Гейдар Алиев").slug == "geydar-aliev"


def test_the_slug_of_a_deleted_record_is_given_to_no_other(archive):
    archive.ukraine.articles.clear()
    archive.ukraine.delete()
    assert Region.objects.create(name="Ukraine").slug == "ukraine-2"


def test_a_former_slug_is_given_to_no_other_record(archive):
    archive.ukraine.slug = "the-ukraine"
    archive.ukraine.save()
    assert Region.objects.create(name="Ukraine").slug == "ukraine-2"


def test_a_record_may_take_its_former_slug_back(archive):
    for slug in ("the-ukraine", "ukraine"):
        archive.ukraine.slug = slug
        archive.ukraine.save()
    assert archive.ukraine.slug == "ukraine"


def test_a_taken_slug_is_refused_in_words(archive):
    with pytest.raises(ValidationError, match="The slug “ukraine” belongs to another record"):
        Region(name="X", slug="ukraine").clean()


def test_a_slug_that_another_record_once_bore_cannot_be_saved(archive):
    archive.ukraine.slug = "the-ukraine"
    archive.ukraine.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Region.objects.create(name="X", slug="ukraine")
    assert not Region.objects.filter(name="X").exists()


def test_a_region_and_an_actor_may_have_one_slug(archive):
    assert Actor.objects.create(name="Ukraine").slug == "ukraine"


def test_a_name_without_letters_has_a_slug(archive):
    assert Actor.objects.create(name="…").slug == "actor"


def test_a_record_that_articles_are_tagged_with_is_not_deleted(archive):
    with pytest.raises(ProtectedError):
        archive.aliev.delete()


# The graph of regions


def test_a_region_lies_in_all_broader_ones_however_far_up(archive):
    expected = {archive.azerbaijan.pk, archive.armenia.pk, archive.caucasus.pk}
    assert archive.karabakh.broader_closure() == expected


def test_a_circle_of_regions_ends(archive):
    archive.caucasus.broader.add(archive.karabakh)
    assert archive.caucasus.pk in archive.caucasus.broader_closure()
