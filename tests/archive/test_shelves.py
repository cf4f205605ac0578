"""The list of publications."""

from archive.models import Publication


def test_each_publication_stands_with_its_issues_and_articles(client, indexed):
    text = client.get("/publications/").text
    assert 'href="/publications/monitor/"' in text
    assert "issues, 1999–2001</span>" in text
    assert 'href="/search/?publication=monitor">' in text


def test_a_publication_for_staff_only_is_not_listed(client, indexed):
    Publication.objects.filter(slug="monitor").update(policy=Publication.Policy.STAFF)
    assert "/publications/monitor/" not in client.get("/publications/").text


def test_without_an_index_the_issues_are_told(client, archive):
    text = client.get("/publications/").text
    assert "issues, 1999–2001</span>" in text
    assert "?publication=monitor" not in text


def test_every_list_stands_in_the_foot_of_the_page(client, indexed):
    text = client.get("/").text
    for path in ("publications", "outlets", "trends", "network"):
        assert text.count(f'href="/{path}/"') >= 2
