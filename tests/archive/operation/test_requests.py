import io
import json
import logging
from time import perf_counter

import pytest
from django.conf import settings as site

from archive.operation import logs, metrics
from search import slowness


@pytest.fixture
def lines():
    """What is logged meanwhile, as the JSON that a site in production writes."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.Lines(site.LOGGING["formatters"]["json"]["fmt"]))
    handler.addFilter(logs.WithRequestId())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


def test_every_answer_bears_an_id_of_its_own(client, db):
    ids = {client.get("/robots.txt")["X-Request-ID"] for _ in range(3)}
    assert len(ids) == 3


def test_the_id_of_a_proxy_is_kept(client, db):
    response = client.get("/robots.txt", headers={"x-request-id": "5f0c-proxy-17"})
    assert response["X-Request-ID"] == "5f0c-proxy-17"


@pytest.mark.parametrize("forged", ["short", "a b c d e f g h", "x" * 65, "ünïcödé-1"])
def test_an_id_that_could_forge_the_log_is_not_kept(client, db, forged):
    response = client.get("/robots.txt", headers={"x-request-id": forged})
    assert response["X-Request-ID"] != forged


def test_an_id_is_kept_from_no_one_where_no_proxy_is_trusted(client, db, settings):
    settings.TRUSTED_PROXIES = 0
    response = client.get("/robots.txt", headers={"x-request-id": "5f0c-proxy-17"})
    assert response["X-Request-ID"] != "5f0c-proxy-17"


def test_a_logged_request_tells_route_status_and_time(client, indexed, settings, lines):
    settings.LOG_REQUESTS = True
    response = client.get("/search/?q=radar")
    (line,) = lines()
    told = (line["method"], line["route"], line["status"], line["request_id"])
    assert told == ("GET", "search", 200, response["X-Request-ID"])
    assert line["ms"] > 0


def test_a_log_names_neither_reader_nor_words(client, indexed, settings, lines):
    settings.LOG_REQUESTS = True
    asked = {"x-forwarded-for": "203.0.113.7", "user-agent": "Mozilla/5.0", "cookie": "me=1"}
    client.get("/search/?q=haemorrhoids", headers=asked)
    client.get("/articles/nothing-here/?q=haemorrhoids", headers=asked)
    client.get("/nowhere/?q=haemorrhoids", headers=asked)
    assert len(lines()) >= 3
    for personal in ("haemorrhoids", "203.0.113.7", "127.0.0.1", "Mozilla"):
        assert personal not in json.dumps(lines())


def test_a_slow_search_is_logged_with_what_it_means(client, indexed, monkeypatch, settings, lines):
    settings.SLOW_SEARCH_MS = 500
    monkeypatch.setattr(slowness, "perf_counter", lambda: perf_counter() + 700)
    response = client.get("/search/?q=radar&region=azerbaijan")
    (line,) = [line for line in lines() if line["logger"] == "search.slowness"]
    assert line["message"].startswith("Slow search, 700")
    assert "radar" in line["message"]
    assert "Azerbaijan" in line["message"]
    assert line["request_id"] == response["X-Request-ID"]


def test_a_quick_search_is_not_logged(client, indexed, settings, lines):
    settings.SLOW_SEARCH_MS = 60_000
    client.get("/search/?q=radar")
    assert not lines()


def test_requests_are_counted_by_route_and_not_by_path(client, indexed, settings):
    settings.METRICS_PORT = 1
    counter = metrics.REQUESTS.labels("GET", "article", 200)
    before = counter._value.get()
    for article in (indexed.radar, indexed.talks):
        client.get(article.get_absolute_url())
    assert counter._value.get() == before + 2


def test_an_invented_method_makes_no_new_counter(client, indexed, settings):
    settings.METRICS_PORT = 1
    client.generic("BREW", "/robots.txt")
    methods = {sample.labels["method"] for sample in metrics.REQUESTS.collect()[0].samples}
    assert "BREW" not in methods


def test_the_state_of_index_and_outbox_is_told(indexed):
    told = {family.name: family.samples[0].value for family in metrics.State().collect()}
    assert told["archive_index_usable"] == 1
    assert told["archive_index_articles"] == 6
    assert told["archive_outbox_waiting"] == 0
