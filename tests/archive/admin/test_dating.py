"""Dates in the admin: read back while typed, doubted, confirmed."""

import pytest

from archive.models import Article

READ = "/admin/archive/article/read-date/"


@pytest.fixture
def read(archive, curator):
    def read(date, basis="", article=None):
        asked = {"date": date, "basis": basis, "article": article.pk if article else ""}
        return curator.client.get(READ, asked).json()

    return read


@pytest.mark.parametrize(
    ("date", "basis", "words"),
    [
        ("2001-01-05", "stated", "5 January 2001, stated"),
        ("2001-01-05?", "inferred", "about 5 January 2001, inferred, not stated in the bulletin"),
        ("2000-12-26/2001-01-03", "", "26 December 2000 – 3 January 2001"),
        ("", "unknown", "undated"),
    ],
)
def test_a_typed_date_is_read_back(read, date, basis, words):
    assert read(date, basis) == {"text": words, "is_date": True}


def test_the_newest_source_note_gives_the_reason(read, archive):
    assert read("2001-01-05?", "inferred", archive.radar)["text"] == (
        "about 5 January 2001, inferred from the newest source note: "
        "the working day after 4 January 2001"
    )


def test_a_date_before_its_newest_source_is_warned_of(read, archive):
    said = read("2001-01-03", "stated", archive.radar)["text"]
    assert said == "3 January 2001, stated – but a source note is of 4 January 2001"


def test_what_is_no_date_is_told(read):
    told = read("January 5")
    assert not told["is_date"]
    assert "“January 5” is no date" in told["text"]


@pytest.mark.parametrize("article", ["x", "9" * 30, "0"])
def test_a_key_that_makes_no_sense_is_ignored(archive, curator, article):
    asked = {"date": "2001", "article": article}
    assert curator.client.get(READ, asked).json()["text"] == "2001"


def test_the_saved_date_is_read_back_without_a_script(archive, curator):
    page = curator.get(Article, "change", archive.radar.pk).content.decode()
    assert "inferred from the newest source note: the working day after 4 January 2001" in page


def test_who_may_not_see_articles_reads_nothing(helper):
    helper.user.user_permissions.clear()
    assert helper.client.get(READ, {"date": "2001"}).status_code == 403


def test_dates_are_looked_at_before_they_are_confirmed(archive, curator):
    page = curator.act("confirm_dates", archive.radar, archive.talks).content.decode()
    assert "1 date will no longer be marked as uncertain" in page
    assert "the working day after 4 January 2001" in page
    assert Article.objects.get(pk=archive.radar.pk).date == "2001-01-05?"


def test_a_confirmed_date_has_no_mark_and_stays_inferred(archive, curator):
    curator.act("confirm_dates", archive.radar, confirmed="yes")
    article = Article.objects.get(pk=archive.radar.pk)
    assert (article.date, article.date_basis) == ("2001-01-05", "inferred")
    assert article.history.first().history_change_reason == "Date confirmed"


def test_the_issue_is_redated_with_its_article(archive, curator):
    archive.radar.issue.recompute_date()
    curator.act("confirm_dates", archive.radar, confirmed="yes")
    archive.radar.issue.refresh_from_db()
    assert archive.radar.issue.date == "2001-01-05"


def test_a_contradictory_date_is_not_confirmed(archive, curator):
    Article.objects.filter(pk=archive.radar.pk).update(date="2001-01-03?", latest="2001-01-03")
    page = curator.act("confirm_dates", archive.radar, confirmed="yes").content.decode()
    assert "Dates confirmed: 0" in page
    assert Article.objects.get(pk=archive.radar.pk).date == "2001-01-03?"


def test_where_nothing_waits_that_is_said(archive, curator):
    page = curator.act("confirm_dates", archive.talks).content.decode()
    assert "None of them has an inferred date that waits" in page


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"doubt": "undated"}, {"undated", "withdrawn"}),
        ({"doubt": "inferred"}, {"radar"}),
        ({"doubt": "contradictory"}, {"radar"}),
        ({"latest__year": "1999"}, {"parliament", "pipeline"}),
        ({"latest__year": "1999", "latest__month": "11"}, {"pipeline"}),
    ],
)
def test_doubts_and_days_narrow_the_list(archive, curator, filters, names):
    if filters.get("doubt") == "contradictory":
        archive.radar.source_notes.update(
            date="2001-01-08", earliest="2001-01-08", latest="2001-01-08"
        )
    assert curator.found(Article, **filters) == {getattr(archive, name) for name in names}


@pytest.mark.parametrize("year", ["x", "0", "99999", "²"])
def test_a_year_that_is_none_narrows_nothing(archive, curator, year):
    assert len(curator.found(Article, latest__year=year, latest__month="13")) == 8


def test_the_years_of_all_rows_are_offered(archive, curator):
    page = curator.get(Article).content.decode()
    assert "?latest__year=1997" in page
    assert "?latest__year=2001" in page
    assert "latest__month" not in page


def test_a_search_asks_for_the_texts_once(archive, curator, django_assert_num_queries):
    curator.get(Article)
    with django_assert_num_queries(8):
        curator.get(Article, q="radar")
