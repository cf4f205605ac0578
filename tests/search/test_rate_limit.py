"""Whoever searches too often waits; everyone else, and every other page, is served."""

import pytest
from django.core.cache import cache

from search.rate_limit import address_of, seconds_to_wait


@pytest.fixture(autouse=True)
def twice_a_minute(settings):
    settings.SEARCHES_A_MINUTE = 2
    cache.clear()


@pytest.fixture
def at_its_limit(monkeypatch):
    """Ten seconds into a minute in which the local client has searched twice."""
    monkeypatch.setattr("search.rate_limit.time", lambda: 610.0)
    for _ in range(2):
        seconds_to_wait("127.0.0.1", 610.0)


def test_over_the_limit_a_page_asks_to_wait(client, indexed, at_its_limit):
    response = client.get("/search/?q=radar")
    assert (response.status_code, response["Retry-After"]) == (429, "50")
    assert "please wait 50 seconds" in response.text


def test_over_the_limit_the_api_answers_with_json(client, indexed, at_its_limit):
    response = client.get("/api/v1/search?q=radar")
    assert (response.status_code, response["Retry-After"]) == (429, "50")
    assert response.json()["error"] == "Too many searches: at most 2 a minute."


def test_every_answer_tells_how_many_searches_are_left(client, indexed):
    response = client.get("/api/v1/search?q=radar")
    assert response["RateLimit-Policy"] == '"searches";q=2;w=60'
    assert response["RateLimit"].startswith('"searches";r=1;t=')


def test_other_clients_are_served(client, indexed, at_its_limit):
    assert client.get("/search/", headers={"x-forwarded-for": "192.0.2.7"}).status_code == 200


def test_pages_that_do_not_search_are_served(client, indexed, at_its_limit):
    assert client.get(indexed.radar.get_absolute_url()).status_code == 200


def test_the_next_minute_begins_anew():
    assert [seconds_to_wait("192.0.2.7", now) for now in (0, 1, 59.9, 60)] == [0, 0, 1, 0]


def test_no_limit_counts_nothing(client, indexed, at_its_limit, settings):
    settings.SEARCHES_A_MINUTE = 0
    assert client.get("/search/").status_code == 200


def test_a_cache_that_fails_takes_no_search_down(settings):
    settings.CACHES = {
        "default": {"BACKEND": "diskcache.DjangoCache", "LOCATION": "/dev/null/no-folder"}
    }
    assert [seconds_to_wait("192.0.2.7", 0) for _ in range(3)] == [0, 0, 0]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "10.9.9.9, 192.0.2.1", "192.0.2.1"),
        (2, "10.9.9.9, 192.0.2.1, 192.0.2.2", "192.0.2.1"),
        (2, "192.0.2.1", "127.0.0.1"),
        (1, "2001:db8::1:2:3:4", "2001:db8::/64"),
        (1, "nonsense", "unknown"),
    ],
)
def test_a_client_is_whom_the_outermost_trusted_proxy_heard(settings, proxies, forwarded, found):
    settings.TRUSTED_PROXIES = proxies
    meta = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": forwarded}
    assert address_of(meta) == found


def test_workers_count_together(processes):
    processes.run(lambda: seconds_to_wait("192.0.2.7", 0))
    processes.run(lambda: seconds_to_wait("192.0.2.7", 1))
    assert seconds_to_wait("192.0.2.7", 2) == 58


def test_a_frozen_search_counts(client, indexed, at_its_limit):
    assert client.get("/s/abcdefgh/difference/").status_code == 429


def test_a_harvester_is_told_to_wait_in_its_own_terms(client, archive, at_its_limit):
    response = client.get("/oai?verb=Identify")
    assert (response.status_code, response["Retry-After"]) == (503, "50")
