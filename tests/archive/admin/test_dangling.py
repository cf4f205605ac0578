"""The queue of references that lead nowhere."""

from datetime import date

import pytest

from archive.models import Reference

QUEUE = "/admin/archive/reference/dangling/"


@pytest.fixture
def refer(archive):
    def refer(day, publication="Monitor", article=archive.radar, reason="no issue"):
        return Reference.objects.create(
            article=article,
            publication=publication,
            day=date.fromisoformat(day),
            order=0,
            reason=reason,
        )

    return refer


def rows(curator, **query):
    return curator.client.get(QUEUE, query).context["rows"]


def decide(curator, reference, **fields):
    asked = {"publication": reference.publication, "day": str(reference.day), **fields}
    return curator.client.post(f"{QUEUE}decide/", asked, follow=True)


def refreshed(reference):
    return Reference.objects.get(pk=reference.pk)


def test_references_to_one_day_are_one_row_the_most_cited_first(archive, curator, refer):
    refer("1999-11-19")
    refer("2001-04-07")
    refer("2001-04-07", article=archive.talks)
    assert [(row.target.day.isoformat(), row.articles) for row in rows(curator)] == [
        ("2001-04-07", 2),
        ("1999-11-19", 1),
    ]


def test_a_row_tells_why_and_what_may_be_meant(curator, refer):
    refer("1999-11-19")
    page = curator.client.get(QUEUE).content.decode()
    assert "No issue of this day, a Friday, is held" in page
    assert "Monitor 5/215 <span>(1 day earlier)</span>" in page


def test_one_decision_leads_all_references_of_the_row(archive, curator, refer):
    both = refer("2001-04-07"), refer("2001-04-07", article=archive.talks)
    decide(curator, both[0], issue=archive.talks.issue.pk)
    assert {refreshed(each).issue for each in both} == {archive.talks.issue}
    assert not rows(curator)


def test_what_is_set_aside_leaves_the_queue(curator, refer):
    reference = refer("2001-04-07")
    decide(curator, reference, verdict="aside")
    assert refreshed(reference).is_set_aside
    assert not rows(curator)


@pytest.mark.parametrize(
    "fields", [{}, {"issue": "x"}, {"issue": "9" * 12}, {"day": "x", "issue": 1}]
)
def test_what_makes_no_sense_decides_nothing(curator, refer, fields):
    reference = refer("2001-04-07")
    assert decide(curator, reference, **fields).status_code == 400
    assert refreshed(reference).issue is None


def test_a_reason_narrows_the_queue(curator, refer):
    refer("1999-11-19")
    refer("2001-04-06", "Chechnya Weekly", reason="no publication")
    assert [row.target.publication for row in rows(curator, reason="no publication")] == [
        "Chechnya Weekly"
    ]


def test_the_queue_asks_as_often_for_many_as_for_few(curator, refer, django_assert_num_queries):
    for day in range(10, 20):
        refer(f"2001-04-{day}")
    with django_assert_num_queries(8):
        curator.client.get(QUEUE)


def test_a_single_reference_is_mended_on_its_page(archive, curator, refer):
    reference = refer("1990-01-01")
    curator.change(reference, chosen=archive.talks.issue.pk)
    assert refreshed(reference).issue == archive.talks.issue


def test_ticked_references_are_looked_up_again(archive, curator, refer):
    reference = refer("1990-01-01")
    decide(curator, reference, issue=archive.talks.issue.pk)
    curator.act("look_up_again", reference)
    assert (refreshed(reference).chosen, refreshed(reference).issue) == (None, None)


def test_who_may_not_change_references_does_not_see_the_queue(archive, helper):
    helper.user.user_permissions.clear()
    assert helper.client.get(QUEUE).status_code == 403


def test_the_list_of_references_leads_to_the_queue(full, curator):
    assert f'href="{QUEUE}"' in curator.get(Reference).content.decode()
