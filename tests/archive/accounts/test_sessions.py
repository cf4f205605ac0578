import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from archive.accounts import sessions

pytestmark = pytest.mark.django_db
PASSWORD = "bread and salt at noon"


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password=PASSWORD, last_name="Hovhannisyan")


@pytest.fixture
def later(monkeypatch):
    """Set the clock of the sessions so many minutes ahead of the log-in."""
    now = sessions.time()
    return lambda minutes: monkeypatch.setattr(sessions, "time", lambda: now + minutes * 60)


def is_in(browser):
    return browser.get("/admin/").status_code == 200


def test_an_hour_without_a_request_ends_a_session(client, anna, later):
    client.force_login(anna)
    later(61)
    assert not is_in(client)
    assert not Session.objects.exists()


def test_who_goes_on_stays_in(client, anna, later):
    client.force_login(anna)
    for minutes in (50, 100, 150):
        later(minutes)
        assert is_in(client)


def test_after_twelve_hours_one_logs_in_anew_in_any_case(client, anna, later):
    client.force_login(anna)
    for minutes in range(50, 720, 50):
        later(minutes)
        assert is_in(client)
    later(725)
    assert not is_in(client)


def test_a_session_is_not_written_at_every_request(client, anna):
    client.force_login(anna)
    before = client.session["seen"]
    is_in(client)
    assert client.session["seen"] == before


def test_a_reader_has_no_session(client, indexed):
    client.get("/search/?q=radar")
    assert not client.cookies
    assert not Session.objects.exists()


def test_a_new_password_ends_all_other_sessions(client, anna):
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.force_login(anna)
    new = "salt and bread at night"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/admin/password_change/", form).status_code == 302
    assert is_in(client)
    assert not is_in(elsewhere)


def test_who_is_switched_off_is_out_at_once(client, anna):
    client.force_login(anna)
    User.objects.update(is_active=False)
    assert not is_in(client)


@pytest.mark.parametrize("weak", ["short and o", "password1234", "hovhannisyan7"])
def test_weak_passwords_are_refused(client, anna, weak):
    client.force_login(anna)
    form = {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak}
    assert client.post("/admin/password_change/", form).status_code == 200


def log_in(browser, password, **extra):
    form = {"username": "anna", "password": password, "next": "/admin/"}
    return browser.post("/admin/login/", form, **extra).status_code


def test_five_wrong_passwords_lock_a_name_for_this_address(client, anna):
    wrong = [log_in(client, "wrong") for _ in range(5)]
    assert wrong == [200] * 4 + [429]
    assert log_in(client, PASSWORD) == 429


def test_a_locked_name_can_log_in_from_elsewhere(client, anna):
    for _ in range(5):
        log_in(client, "wrong", headers={"x-forwarded-for": "203.0.113.7"})
    assert log_in(client, PASSWORD, headers={"x-forwarded-for": "198.51.100.1"}) == 302


def test_an_address_that_is_made_up_does_not_count(client, anna):
    for number in range(5):
        log_in(client, "wrong", headers={"x-forwarded-for": f"198.51.100.{number}, 203.0.113.7"})
    assert log_in(client, PASSWORD, headers={"x-forwarded-for": "1.1.1.1, 203.0.113.7"}) == 429


def test_neighbours_in_an_ipv6_network_count_as_one(client, anna):
    for number in range(5):
        log_in(client, "wrong", headers={"x-forwarded-for": f"2001:db8::{number}"})
    assert log_in(client, PASSWORD, headers={"x-forwarded-for": "2001:db8::9"}) == 429


def test_a_session_has_another_key_after_the_log_in(client, anna):
    client.get("/admin/login/")
    before = client.session.session_key
    log_in(client, PASSWORD)
    assert client.session.session_key != before


def test_cookies_are_kept_from_scripts_and_other_sites(client, anna):
    form = {"username": "anna", "password": PASSWORD, "next": "/admin/"}
    cookies = client.post("/admin/login/", form).cookies
    assert set(cookies) == {"csrftoken", "sessionid"}
    assert {(each["httponly"], each["samesite"]) for each in cookies.values()} == {(True, "Lax")}
