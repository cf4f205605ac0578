"""Readers' accounts: logging in and out, passwords, and signing up where it is allowed."""

import re

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache

PASSWORD = "seven-grey-herons"
FORM = {"username": "ada", "email": "ada@example.org", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def reader(db):
    return User.objects.create_user("reader", "reader@example.org", PASSWORD)


@pytest.fixture
def open_door(db, settings):
    settings.SIGN_UP = True
    cache.clear()


def link(letter):
    return re.search(r"http://localhost:8000(/\S+)", letter.body)[1]


def log_in(client, name="reader", password=PASSWORD):
    return client.post("/account/log-in/", {"username": name, "password": password})


def test_a_reader_logs_in_and_comes_to_the_saved_searches(client, reader):
    cache.clear()
    assert log_in(client).url == "/saved/"


def test_a_reader_logs_out(client, reader):
    client.force_login(reader)
    client.post("/account/log-out/")
    assert client.get("/account/").status_code == 302


def test_guessing_passwords_is_slowed_down(client, reader):
    cache.clear()
    for _ in range(20):
        log_in(client, password="guess")
    assert log_in(client).status_code == 429
    cache.clear()


def test_signing_up_is_switched_off_at_first(client, db):
    assert client.get("/account/sign-up/").status_code == 404
    assert "sign-up" not in client.get("/account/log-in/").text


def test_who_signs_up_confirms_the_address_first(client, open_door):
    client.post("/account/sign-up/", FORM)
    assert not User.objects.get().is_active
    (letter,) = mail.outbox
    assert letter.to == ["ada@example.org"]
    client.get(link(letter))
    assert not User.objects.get().is_active
    client.post(link(letter))
    assert log_in(client, "ada").url == "/saved/"


def test_a_curators_no_is_not_undone_by_an_old_letter(client, open_door):
    client.post("/account/sign-up/", FORM)
    (letter,) = mail.outbox
    client.post(link(letter))
    log_in(client, "ada")
    User.objects.update(is_active=False)
    client.post(link(letter))
    assert not User.objects.get().is_active


def test_a_forged_link_opens_nothing(client, open_door):
    client.post("/account/sign-up/", FORM)
    assert client.post("/account/confirm/1:1:forged/").status_code == 404


def test_a_forgotten_password_is_set_anew_by_a_letter(client, reader):
    cache.clear()
    client.post("/account/password/forgotten/", {"email": "reader@example.org"})
    form = client.get(link(mail.outbox[0]), follow=True)
    new = {"new_password1": "nine-grey-herons", "new_password2": "nine-grey-herons"}
    client.post(form.request["PATH_INFO"], new)
    assert log_in(client, password="nine-grey-herons").url == "/saved/"


def test_the_letter_names_the_site_whatever_host_was_asked(client, reader, settings):
    cache.clear()
    settings.ALLOWED_HOSTS = ["*"]
    headers = {"host": "evil.example"}
    client.post("/account/password/forgotten/", {"email": "reader@example.org"}, headers=headers)
    assert "evil" not in mail.outbox[0].body


def test_a_reader_changes_the_password(client, reader):
    client.force_login(reader)
    new = {"new_password1": "nine-grey-herons", "new_password2": "nine-grey-herons"}
    response = client.post("/account/password/", {"old_password": PASSWORD, **new})
    assert response.url == "/account/password/changed/"


@pytest.mark.parametrize(
    "path", ["log-in/", "password/forgotten/", "password/letter/", "password/set/"]
)
def test_every_page_opens_for_anyone(client, db, path):
    assert client.get(f"/account/{path}").status_code == 200
