"""The front page of the admin: what waits, each number a link to it."""

import re

import pytest
from django.utils.html import strip_tags

from archive.models import Article, Reference, SimilarTexts, Suggestion, UnknownName
from search import rebuild


def page(curator):
    return curator.client.get("/admin/").content.decode()


def numbers(curator):
    """Return what the page says before its list of models, as number by label, with the link."""
    lines = re.findall(r'<li><a href="([^"]+)"><b>([\d,+]+)</b> ([^<]+)</a>', page(curator))
    return {label: (number, url.replace("&amp;", "&")) for url, number, label in lines}


def test_the_queues_are_told_with_links(archive, curator):
    Suggestion.objects.create(article=archive.radar, region=archive.ukraine)
    Reference.objects.create(article=archive.radar, publication="X", day="2000-01-01", order=0)
    SimilarTexts.objects.create(one=archive.radar, other=archive.talks, likeness=80)
    UnknownName.objects.create(key="x", name="X Y")
    told = numbers(curator)
    for label in (
        "Suggested tags",
        "References that lead nowhere",
        "Texts that may be twice",
        "Names without a record",
    ):
        number, url = told[label]
        assert number == "1"
        assert curator.client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("label", "titles"),
    [
        ("Without a region", {"A note without a day", "Withdrawn on Karabakh"}),
        ("Drafts", {"A draft on Karabakh"}),
        ("Undated", {"A note without a day", "Withdrawn on Karabakh"}),
        ("Date inferred, to confirm", {"Gabala radar talks stall"}),
        ("Dated before a source", {"A pipeline for the Caspian"}),
    ],
)
def test_a_number_is_the_length_of_the_list_behind_it(archive, curator, label, titles):
    archive.pipeline.source_notes.create(outlet=archive.turan, date="1999-11-20", order=0)
    number, url = numbers(curator)[label]
    found = curator.client.get(url).context["cl"].result_list
    assert {each.title for each in found} == titles
    assert number == str(len(titles))


def test_the_index_is_told(archive, curator):
    rebuild.rebuild()
    told = " ".join(strip_tags(page(curator)).split())
    assert "Articles in it6" in told
    assert "Changes waiting 0" in told


def test_a_missing_index_is_told(archive, curator):
    assert "there is no index yet" in page(curator)


def test_the_last_imports_are_told(full, curator):
    told = " ".join(strip_tags(page(curator)).split())
    assert "1.txt" in told
    assert "1,200 new" in told


def test_articles_are_counted_once_a_minute(full, curator, django_assert_max_num_queries):
    page(curator)
    with django_assert_max_num_queries(10):
        page(curator)


def test_who_may_only_look_at_articles_sees_no_queues(archive, helper):
    archive.article("One", "Text.", state="draft")
    assert "Suggested tags" in page(helper)
    helper.user.user_permissions.clear()
    assert 'class="work"' in page(helper)
    assert not numbers(helper)


def test_the_page_has_nothing_that_the_content_security_policy_forbids(full, curator):
    assert " style=" not in page(curator)
    assert Article.objects.exists()
