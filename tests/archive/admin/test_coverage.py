"""Issues held and missing, as curators see them."""

import pytest
from django.utils.html import strip_tags

from archive.models import Issue, Publication, Reference

COVERAGE = "/admin/archive/publication/coverage/"


@pytest.fixture
def on_weekdays(archive):
    """Three issues of the Digest in May 2000: Monday, Wednesday and the Friday after."""
    archive.digest.cadence = "weekdays"
    archive.digest.save()
    for number, date in ((80, "2000-05-01"), (82, "2000-05-03"), (88, "2000-05-12")):
        archive.article(
            f"Issue {number}",
            "Text.",
            publication=archive.digest,
            issue=(6, number),
            date=date,
        )
    return archive


def words(page):
    return " ".join(strip_tags(page.content.decode()).split())


def of(curator, publication, **query):
    return curator.client.get(f"/admin/archive/publication/{publication.pk}/coverage/", query)


def test_gaps_of_all_years_are_listed(on_weekdays, curator):
    shown = of(curator, on_weekdays.digest).context["page"]
    assert [(each.gap.after.number, each.gap.missing, len(each.gap.days)) for each in shown] == [
        (80, 1, 1),
        (82, 5, 6),
    ]


def test_the_calendar_leads_to_the_issues_in_the_admin(on_weekdays, curator):
    page = of(curator, on_weekdays.digest, year="2000").content.decode()
    issue = Issue.objects.get(number=80)
    assert f'<a href="/admin/archive/issue/{issue.pk}/change/">1<' in page
    assert "missing" in page


def test_citations_of_missing_days_are_counted(on_weekdays, curator):
    Reference.objects.create(
        article=on_weekdays.radar, publication="Eurasia Digest", day="2000-05-04", order=0
    )
    shown = of(curator, on_weekdays.digest).context["page"]
    assert [each.cited for each in shown] == [0, 1]


def test_the_overview_counts_numbers_lacking(on_weekdays, curator):
    told = words(curator.client.get(COVERAGE))
    assert "Eurasia Digest weekdays 3 1 May 2000 12 May 2000 2 6 0" in told


def test_a_publication_for_staff_only_is_covered(on_weekdays, curator):
    Publication.objects.update(policy="staff")
    assert of(curator, on_weekdays.digest).context["page"].paginator.count == 2


def test_an_issue_of_drafts_is_held_but_undated(on_weekdays, curator):
    on_weekdays.article(
        "Draft", "Text.", publication=on_weekdays.digest, issue=(6, 90), state="draft"
    )
    assert "1 issue without a date" in words(of(curator, on_weekdays.digest))


def test_of_an_unknown_cadence_no_gap_can_be_told(archive, curator):
    assert "fill in the cadence" in of(curator, archive.monitor).content.decode()


def test_a_publication_without_issues_has_a_page(archive, curator):
    empty = Publication.objects.create(name="Empty")
    assert "No issue of it has a date." in words(of(curator, empty))


@pytest.mark.parametrize("year", ["x", "1066", "²"])
def test_a_year_without_issues_shows_the_last(on_weekdays, curator, year):
    assert of(curator, on_weekdays.digest, year=year).context["year"].year == 2000


def test_the_pages_ask_seldom(on_weekdays, curator, django_assert_num_queries):
    with django_assert_num_queries(7):
        curator.client.get(COVERAGE)
    with django_assert_num_queries(9):
        of(curator, on_weekdays.digest)


def test_who_may_not_see_issues_sees_no_coverage(helper):
    helper.user.user_permissions.clear()
    assert helper.client.get(COVERAGE).status_code == 403
