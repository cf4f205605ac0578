import pytest
from django.contrib.auth.models import User
from django.db import transaction

from search import outbox
from search.models import OutboxRow

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_a_request_changed_is_found_when_it_is_answered(indexed, client, found):
    client.force_login(User.objects.create_superuser("curator"))
    form = {"title": "Gabala radar", "publication": indexed.monitor.pk, "body": "Uranium."}
    client.post(f"/admin/archive/article/{indexed.radar.pk}/change/", form)
    assert not outbox.is_anything_waiting()


def test_a_request_that_only_reads_drains_nothing(indexed, client):
    indexed.radar.save()
    client.get("/healthz")
    assert outbox.is_anything_waiting()


def test_a_request_drains_one_batch_and_leaves_the_rest(indexed, client):
    outbox.drain()
    OutboxRow.objects.bulk_create(OutboxRow(article_key=n) for n in range(1500))
    client.post("/admin/login/")
    assert OutboxRow.objects.count() == 500


def test_a_request_inside_a_transaction_drains_after_the_commit(indexed, client):
    indexed.radar.save()
    with transaction.atomic():
        client.post("/admin/login/")
        assert outbox.is_anything_waiting()
    assert not outbox.is_anything_waiting()


def test_a_request_is_answered_though_there_is_no_index(archive, client):
    assert client.post("/admin/login/").status_code == 200
    assert outbox.is_anything_waiting()


def test_a_request_is_answered_though_the_disk_is_full(indexed, client, full_disk):
    indexed.radar.save()
    with full_disk():
        assert client.post("/admin/login/").status_code == 200
    assert outbox.is_anything_waiting()
