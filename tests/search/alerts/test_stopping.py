"""Stopping mails by a link, without logging in (RFC 8058)."""

import pytest
from django.test import Client

from search.alerts import stopping
from search.models import SavedSearch


@pytest.fixture
def both(indexed, save):
    return [save("?q=radar"), save("?q=baku", "Baku")]


def path(address, settings):
    return address.removeprefix(settings.SITE_URL)


def paused():
    return list(SavedSearch.objects.filter(is_paused=True).values_list("name", flat=True))


def test_a_post_stops_all_without_cookies_and_questions(both, reader, settings):
    address = path(stopping.address_for_reader(reader.pk), settings)
    browser = Client(enforce_csrf_checks=True)
    response = browser.post(address, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert sorted(paused()) == ["Baku", "Radars"]


def test_a_get_only_asks(both, reader, client, settings):
    page = client.get(path(stopping.address_for_reader(reader.pk), settings)).text
    assert "<bdi>Baku</bdi>" in page
    assert paused() == []


def test_one_search_can_be_stopped_alone(both, client, settings):
    client.post(path(stopping.address_for_search(both[0]), settings))
    assert paused() == ["Radars"]


def test_a_forged_address_stops_nothing(both, reader, client, settings):
    address = path(stopping.address_for_reader(reader.pk), settings)
    assert client.post(f"{address[:-3]}xx/").status_code == 404
    assert paused() == []


def test_stopping_what_is_gone_is_no_error(both, reader, client, settings):
    address = path(stopping.address_for_reader(reader.pk), settings)
    reader.delete()
    assert client.post(address).status_code == 200
