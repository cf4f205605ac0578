"""The page of an article: the search that led to it, its notes, and the articles around it."""

import pytest

from archive import apparatus
from archive.models import (
    ArticleActor,
    Outlet,
    Publication,
    Reference,
    SourceNote,
)
from archive.references import resolve
from search import rebuild


@pytest.fixture
def page(client):
    """The text of an article's page, opened from a search or plainly."""

    def page(article, query=""):
        return client.get(f"{article.get_absolute_url()}{query}").text

    return page


def refer(article, day, publication="Monitor"):
    reference = Reference.objects.create(
        article=article, publication=publication, day=day, order=article.references.count()
    )
    resolve(article.references.all())
    return reference


def test_a_hit_leads_to_its_article_with_the_search(client, indexed):
    text = client.get("/search/?q=radar&region=azerbaijan").text
    path = indexed.radar.get_absolute_url()
    assert f'href="{path}?q=radar&amp;region=azerbaijan"' in text
    assert f'id="{indexed.radar.public_id}"' in text


def test_the_words_of_the_search_are_marked_in_title_and_text(page, indexed):
    text = page(indexed.radar, "?q=talking+OR+%22radar+station%22")
    assert "Gabala radar <mark>talks</mark> stall" in text
    assert "rent of the Gabala <mark>radar station</mark>." in text


def test_names_are_marked_in_their_other_spellings(page, archive):
    article = archive.article("Visit", "Haidar Aliev went. <b>", date="2001")
    rebuild.rebuild()
    text = page(article, "?q=%D0%93%D0%B5%D0%B9%D0%B4%D0%B0%D1%80+%D0%90%D0%BB%D0%B8%D0%B5%D0%B2")
    assert "<mark>Haidar Aliev</mark> went. &lt;b&gt;" in text


def test_an_article_leads_on_and_back_within_the_results(page, indexed):
    text = page(indexed.pipeline, "?sort=oldest")
    assert f'href="{indexed.parliament.get_absolute_url()}?sort=oldest" rel="prev"' in text
    assert f'href="{indexed.radar.get_absolute_url()}?sort=oldest" rel="next"' in text
    assert f'href="/search/?sort=oldest#{indexed.pipeline.public_id}"' in text
    assert "3 of 6" in text


def test_an_article_outside_the_results_says_so_and_leads_back_only(page, indexed):
    text = page(indexed.fleet, "?q=radar")
    assert "do not contain this article any more" in text
    assert 'rel="next"' not in text
    assert 'href="/search/?q=radar"' in text


@pytest.mark.parametrize("query", ["", "?utm_source=letter", "?fbclid=1&x=%00", "?q="])
def test_without_a_search_nothing_is_said_of_results(page, indexed, query):
    assert "Back to the results" not in page(indexed.radar, query)


@pytest.mark.parametrize("query", ["?q=%22", "?q=" + "x+" * 300, "?region=%00", "?page=0&q=radar"])
def test_a_search_that_cannot_be_answered_leaves_the_article_readable(page, indexed, query):
    text = page(indexed.radar, query)
    assert "Baku raised the rent" in text
    assert "Back to the results" in text


def test_without_an_index_the_way_back_remains(page, archive):
    assert "Back to the results" in page(archive.radar, "?q=radar")


def test_the_canonical_address_has_no_search(page, indexed):
    path = indexed.radar.get_absolute_url()
    assert f'<link rel="canonical" href="http://testserver{path}">' in page(
        indexed.radar, "?q=radar"
    )


def test_a_wrong_slug_redirects_with_the_search(client, archive):
    response = client.get(f"/articles/{archive.radar.public_id}/old/?q=radar&page=2")
    assert response.url == f"{archive.radar.get_absolute_url()}?q=radar&page=2"


def test_paragraphs_have_anchors(page, archive):
    text = page(archive.article("Two", "First.\n\n \n\nSecond."))
    assert '<p id="p2" dir="auto">Second.' in text
    assert 'href="#p2"' in text


@pytest.fixture
def noted(archive):
    """A bulletin with one printed note, a source and two references of it."""
    body = "Talks stalled (Turan, April 4-5, 2001; see the Monitor, April 6, September 2, 2001)."
    article = archive.article("Noted", body, date="2001-09-10")
    SourceNote.objects.create(
        article=article, outlet=archive.turan, date="2001-04-04/2001-04-05", order=0
    )
    archive.monitor.cadence = "weekdays"
    archive.monitor.save()
    refer(article, "2001-04-06")
    refer(article, "2001-09-01")
    refer(article, "2001-09-02")
    return article


def test_a_printed_note_is_a_link_to_what_it_cites(page, noted):
    text = page(noted)
    assert 'href="#note-1" id="cited-1" aria-describedby="card-1">(Turan, April 4-5' in text
    assert "<span>Turan, 4–5 April 2001</span>" in text
    assert '<a href="/issues/monitor/7/68/"><bdi>Monitor 7/68</bdi></a>' in text


def test_outlets_of_the_same_days_and_days_of_the_same_reason_stand_together(page, archive):
    body = "Talks (Turan, ANS, May 1-2, 2001; see the Weekly, April 3, 5, 2001)."
    article = archive.article("Grouped", body, date="2001-05-03")
    for outlet in (archive.turan, Outlet.objects.create(name="ANS")):
        SourceNote.objects.create(article=article, outlet=outlet, date="2001-05-01", order=0)
    for day in ("2001-04-03", "2001-04-05"):
        refer(article, day, "Weekly")
    text = page(article)
    assert "<span>Turan, ANS, 1–2 May 2001</span>" in text
    assert "<span>Weekly, 3, 5 April 2001: no publication of this name is held</span>" in text


def test_an_outlet_cited_without_a_day_is_listed(page, archive):
    article = archive.article("Undated source", "It was said.", date="2001")
    SourceNote.objects.create(article=article, outlet=archive.turan, date="", order=0)
    assert f"<bdi>{archive.turan.name}</bdi>" in page(article)


def test_a_dangling_reference_tells_the_day_of_the_week(page, noted):
    assert "2 September 2001 was a Sunday; the Monitor did not appear" in page(noted)


def test_words_are_marked_inside_a_note(page, noted):
    rebuild.rebuild()
    assert ">(<mark>Turan</mark>, April 4-5" in page(noted, "?q=turan")


def test_a_source_that_a_curator_took_away_is_not_cited(page, noted):
    noted.source_notes.all().delete()
    assert "<span>Turan" not in page(noted)


def test_a_note_of_an_outlet_by_another_name_shows_the_record(page, noted):
    noted.body = noted.body.replace("(Turan", "(Turan Agency")
    noted.save()
    Outlet.objects.get(name="Turan").variants.create(form="Turan Agency")
    assert "<span>Turan, 4–5 April 2001</span>" in page(noted)


def test_a_hidden_beginning_hides_its_notes(page, noted):
    noted.body = f"{'word ' * 90}\n\n{noted.body}"
    noted.save()
    noted.publication.policy = Publication.Policy.SNIPPET
    noted.publication.save()
    assert "What the notes cite" not in page(noted)


def test_articles_that_refer_to_the_issue_are_listed(page, archive, noted):
    assert "Articles that refer to this issue" in page(archive.talks)
    assert noted.get_absolute_url() in page(archive.talks)


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_a_hidden_article_is_never_listed_as_citing(page, archive, noted, state):
    noted.state = state
    noted.save()
    assert "Noted" not in page(archive.talks)


def test_an_article_for_staff_only_is_never_listed_as_citing(page, archive, noted):
    archive.digest.policy = Publication.Policy.STAFF
    archive.digest.save()
    noted.publication = archive.digest
    noted.save()
    assert "Noted" not in page(archive.talks)


def test_other_articles_of_the_issue_are_listed(page, archive):
    other = archive.article("Beside the radar", "Text.", issue=(7, 4))
    assert other.get_absolute_url() in page(archive.radar)
    assert "In the same issue" not in page(archive.pipeline)


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_hidden_articles_of_the_issue_are_not_listed(page, archive, state):
    archive.article("Hidden beside", "Text.", issue=(7, 4), state=state)
    assert "Hidden beside" not in page(archive.radar)


def test_an_issue_that_is_not_public_is_told_as_one_that_is_not_held(page, archive, noted):
    archive.talks.state = "draft"
    archive.talks.save()
    text = page(noted)
    assert "7/68" not in text
    assert "after the last issue held, of 5 January 2001" in text


def test_articles_with_the_same_actors_are_a_search_away(client, indexed):
    text = client.get(indexed.talks.get_absolute_url()).text
    assert 'href="/search/?actor=haidar-aliev&amp;actor=robert-kocharian"' in text
    both = client.get("/search/?q=actor%3Ahaidar-aliev+actor%3Arobert-kocharian").text
    assert "Presidents meet" in both


def test_a_tag_that_was_suggested_is_marked_as_such(page, archive):
    ArticleActor.objects.filter(article=archive.radar).update(basis="accepted")
    assert "accepted suggestion" in page(archive.radar)


def test_a_merged_actor_is_shown_as_its_survivor(page, archive):
    archive.aliev.merged_into = archive.kocharian
    archive.aliev.save()
    assert 'href="/search/?actor=robert-kocharian"' in page(archive.radar)


def test_a_page_asks_a_fixed_number_of_times(client, indexed, django_assert_max_num_queries):
    client.get(indexed.radar.get_absolute_url())
    with django_assert_max_num_queries(7):
        client.get(indexed.radar.get_absolute_url())


def test_a_page_within_a_search_asks_a_fixed_number_of_times(
    client, indexed, django_assert_max_num_queries
):
    address = f"{indexed.radar.get_absolute_url()}?q=radar"
    client.get(address)
    with django_assert_max_num_queries(8):
        client.get(address)


def test_of_a_large_issue_the_citing_articles_come_before_its_own(archive, noted, monkeypatch):
    monkeypatch.setattr(apparatus, "MOST_AROUND", 2)
    for number in range(3):
        archive.article(f"Beside {number}", "Text.", issue=(7, 68))
    citing, others, _ = apparatus.around(archive.talks)
    assert ([each.title for each in citing], len(others)) == (["Noted"], 1)


def test_machines_read_issue_and_tags(client, archive):
    text = client.get(archive.radar.get_absolute_url()).text
    assert '<meta name="citation_title" content="Gabala radar talks stall">' in text
    assert '<script type="application/ld+json">{"@context": "https://schema.org"' in text
    assert f'href="/articles/{archive.radar.public_id}.ris"' in text
