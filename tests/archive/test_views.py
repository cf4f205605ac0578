"""What the site says of itself, whole or broken."""

from django.test import RequestFactory
from django.urls import get_resolver


def test_it_says_that_it_answers(client):
    assert client.get("/healthz").text == "ok\n"


def test_a_broken_page_has_a_name_and_asks_no_database():
    handler = get_resolver().resolve_error_handler(500)
    response = handler(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "<title>Something broke · Monitor Archive</title>" in response.text
    assert 'href="/">Monitor Archive</a>' in response.text
