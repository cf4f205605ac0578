import pytest
from django.db import OperationalError

from archive.operation import health
from search import engine
from search.models import OutboxRow


def test_the_process_answers_without_a_database_and_under_any_name(client):
    response = client.get("/healthz", headers={"host": "10.0.0.7:8000"})
    assert (response.status_code, response.text) == (200, "ok\n")


def test_a_ready_site_tells_generation_waiting_changes_and_space(client, indexed):
    told = client.get("/readyz").json()
    assert told["status"] == "ready"
    assert told["index"]["generation"] == engine.index().snapshot().generation.name
    assert told["index"]["articles"] == 6
    assert told["outbox"]["waiting"] == 0
    assert told["disk"]["free"] > 0


def test_without_an_index_the_site_is_not_ready(client, archive):
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "there is no index yet" in response.json()["index"]["error"]


def test_without_a_database_the_site_is_not_ready(client, indexed, monkeypatch):
    def fail():
        raise OperationalError("unable to open database file")

    with monkeypatch.context() as patched:
        patched.setattr(health.connection, "cursor", fail)
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"] == {"error": "unable to open database file"}


def test_a_worker_that_is_behind_degrades_the_site(client, indexed):
    OutboxRow.objects.bulk_create(OutboxRow(article_key=n) for n in range(2_001))
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")


def test_a_full_disk_degrades_the_site(client, indexed, monkeypatch):
    monkeypatch.setattr(health, "LITTLE_SPACE", 10**18)
    assert client.get("/readyz").json()["status"] == "degraded"


def test_who_comes_through_a_proxy_is_told_the_status_alone(client, indexed):
    response = client.get("/readyz", headers={"x-forwarded-for": "203.0.113.7"})
    assert response.json() == {"status": "ready"}


@pytest.mark.django_db
def test_watchers_make_no_session(client):
    assert not client.get("/healthz").cookies
