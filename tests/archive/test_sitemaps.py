"""`/sitemap.xml`: everything public, nothing else, each with its last change."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from archive.models import Article, Publication

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def locations(client, path):
    root = ElementTree.fromstring(client.get(path).content)
    return [
        each.text.removeprefix("http://testserver") for each in root.iterfind(".//s:loc", NAMES)
    ]


def test_the_index_names_every_part(client, archive):
    parts = locations(client, "/sitemap.xml")
    assert "/sitemap-articles.xml" in parts
    assert all(client.get(part).status_code == 200 for part in parts)


def test_every_public_article_is_told_with_its_change(client, archive):
    text = client.get("/sitemap-articles.xml").text
    assert archive.radar.get_absolute_url() in text
    assert f"<lastmod>{archive.radar.modified:%Y-%m-%d}</lastmod>" in text


def test_the_index_tells_the_newest_change_of_a_part(client, archive):
    Article.objects.filter(pk=archive.talks.pk).update(modified=datetime(2031, 1, 2, tzinfo=UTC))
    text = client.get("/sitemap.xml").text
    assert "/sitemap-articles.xml</loc><lastmod>2031-01-02T00:00:00" in text
    assert "/sitemap-issues.xml</loc><lastmod>2031-01-02T00:00:00" in text


@pytest.mark.parametrize("name", ["draft", "withdrawn"])
def test_no_hidden_article_is_told(client, archive, name):
    assert getattr(archive, name).public_id not in client.get("/sitemap-articles.xml").text


def test_what_only_staff_may_see_is_in_no_part(client, archive):
    Publication.objects.filter(pk=archive.digest.pk).update(policy="staff")
    assert "/publications/eurasia-digest/" not in locations(client, "/sitemap-publications.xml")
    assert "/regions/ukraine/" not in locations(client, "/sitemap-regions.xml")


def test_regions_and_issues_with_articles_are_told(client, archive):
    assert "/regions/karabakh/" in locations(client, "/sitemap-regions.xml")
    assert locations(client, "/sitemap-issues.xml")[0] == "/issues/monitor/7/4/"


def test_robots_are_told_where_the_sitemap_is(client, db):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").text
