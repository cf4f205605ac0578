"""Texts that may be twice, in the admin."""

import pytest

from archive.models import SimilarTexts


@pytest.fixture
def pair(archive):
    archive.fleet.body = archive.pipeline.body.replace("sea", "<b>coast</b>")
    archive.fleet.save()
    return SimilarTexts.objects.create(one=archive.fleet, other=archive.pipeline, likeness=80)


def test_what_differs_is_marked_and_escaped(pair, curator):
    page = curator.get(SimilarTexts, "change", pair.pk).content.decode()
    assert "<mark>&lt;b&gt;coast&lt;/b&gt;.</mark>" in page
    assert "<mark>sea.</mark>" in page


def test_that_both_stay_is_decided_in_the_list(pair, curator):
    curator.act("both_stay", pair)
    decided = SimilarTexts.objects.get()
    assert (decided.state, decided.curator.username) == ("both stay", "curator")


def test_a_decision_can_be_opened_again(pair, curator):
    curator.act("both_stay", pair)
    curator.act("open_again", pair)
    assert curator.found(SimilarTexts, state__exact="open") == {pair}


def test_who_may_not_change_articles_decides_nothing(pair, helper):
    helper.user.user_permissions.clear()
    helper.act("both_stay", pair)
    assert SimilarTexts.objects.get().state == "open"
