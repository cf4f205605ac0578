"""Merging in the admin: choosing, preview, confirmation, the way back, rights."""

import pytest
from django.contrib.auth.models import Permission, User

from archive.models import Actor


@pytest.fixture
def pair(archive):
    archive.geidar = Actor.objects.create(name="Geidar Aliyev", kind="person")
    archive.fleet.actors.add(archive.geidar)
    return archive


@pytest.fixture
def at_merge(pair, curator):
    """Open the page that merges Geidar Aliyev."""
    return lambda **query: curator.get(Actor, "merge", pair.geidar.pk, **query)


@pytest.fixture
def merge(pair, curator):
    def post(into, **fields):
        url = curator.url(Actor, "merge", pair.geidar.pk)
        return curator.client.post(url, {"into": into.pk, **fields}, follow=True)

    return post


def refreshed(record):
    return type(record).objects.get(pk=record.pk)


def test_the_page_of_a_record_leads_to_its_merge(pair, curator):
    page = curator.get(Actor, "change", pair.geidar.pk).content.decode()
    assert f'href="{curator.url(Actor, "merge", pair.geidar.pk)}"' in page


def test_a_survivor_is_found_by_any_form_of_its_name(pair, at_merge):
    assert list(at_merge(q="Гейдар").context["candidates"]) == [pair.aliev]


def test_the_record_itself_is_no_survivor(at_merge):
    assert "Nothing else is called so" in at_merge(q="Geidar").content.decode()


def test_the_preview_changes_nothing(pair, at_merge):
    page = at_merge(into=pair.aliev.pk).content.decode()
    assert "Geidar Aliyev into Haidar Aliev" in page
    assert refreshed(pair.geidar).merged_into is None


def test_what_cannot_be_merged_is_told_in_the_preview(pair, curator):
    page = curator.get(type(pair.armenia), "merge", pair.armenia.pk, into=pair.karabakh.pk)
    assert "Karabakh lies in Armenia" in page.content.decode()


def test_a_confirmed_merge_opens_the_survivor(pair, merge):
    page = merge(pair.aliev).content.decode()
    assert refreshed(pair.geidar).merged_into == pair.aliev
    assert "Haidar Aliev counts for Geidar Aliyev, too." in page


def test_the_history_of_both_tells_the_merge_and_why(pair, merge, curator):
    merge(pair.aliev, reason="The same man.")
    for record in (pair.geidar, pair.aliev):
        page = curator.get(Actor, "history", record.pk).content.decode()
        assert "The same man." in page


def test_a_merge_is_taken_back(pair, merge, curator):
    merge(pair.aliev)
    curator.client.post(curator.url(Actor, "unmerge", pair.geidar.pk))
    assert refreshed(pair.geidar).merged_into is None


def test_looking_takes_no_merge_back(pair, merge, curator):
    merge(pair.aliev)
    assert curator.get(Actor, "unmerge", pair.geidar.pk).status_code == 405
    assert refreshed(pair.geidar).merged_into == pair.aliev


def test_two_ticked_records_lead_to_the_preview_of_their_merge(pair, curator):
    page = curator.act("merge_two", pair.aliev, pair.geidar)
    assert page.context["survivor"] == pair.aliev  # who has more articles


def test_three_ticked_records_are_not_merged(pair, curator):
    page = curator.act("merge_two", pair.aliev, pair.geidar, pair.kocharian).content.decode()
    assert "Tick the two records that are the same." in page


def test_merged_records_are_listed_by_the_filter(pair, merge, curator):
    merge(pair.aliev)
    assert curator.found(Actor, merged="yes") == {pair.geidar}
    assert pair.geidar not in curator.found(Actor, merged="no")


@pytest.mark.parametrize("page", ["merge", "unmerge"])
def test_who_has_no_right_to_merge_merges_nothing(pair, helper, page):
    url = helper.url(Actor, page, pair.geidar.pk)
    assert helper.client.post(url, {"into": pair.aliev.pk}).status_code == 403


def test_the_right_to_merge_is_given_by_kind_of_record(pair, helper):
    user = User.objects.get(username="helper")
    user.user_permissions.add(Permission.objects.get(codename="merge_actor"))
    assert helper.get(Actor, "merge", pair.geidar.pk).status_code == 200
    assert helper.get(type(pair.armenia), "merge", pair.armenia.pk).status_code == 403


def test_the_page_has_nothing_that_the_content_security_policy_forbids(pair, at_merge):
    page = at_merge(into=pair.aliev.pk).content.decode()
    assert " style=" not in page
    assert "<script>" not in page


def test_possible_duplicates_lead_to_the_preview(pair, curator):
    page = curator.get(Actor, "duplicates").content.decode()
    assert f"{curator.url(Actor, 'merge', pair.geidar.pk)}?into={pair.aliev.pk}" in page


def test_the_list_leads_to_possible_duplicates(pair, curator):
    assert curator.url(Actor, "duplicates") in curator.get(Actor).content.decode()


def test_who_has_no_right_to_merge_sees_no_duplicates(pair, helper):
    assert helper.get(Actor, "duplicates").status_code == 403
    assert helper.url(Actor, "duplicates") not in helper.get(Actor).content.decode()
