from time import time

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

PAGE = "/admin/second-factor/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demanded(settings):
    settings.SECOND_FACTOR = True


def logged_in(*groups, **fields):
    user = User.objects.create_user("anna", is_staff=True, **fields)
    user.groups.set(Group.objects.get_or_create(name=name)[0] for name in groups)
    browser = Client()
    browser.force_login(user)
    return browser


def code_now():
    """What the app of the only device shows; a wrong try or an earlier code is no hindrance."""
    device = TOTPDevice.objects.get()
    device.throttle_reset()
    TOTPDevice.objects.update(last_t=-1)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time()
    return f"{totp.token():06}"


def with_app(browser):
    browser.get(PAGE)
    return browser.post(PAGE, {"code": code_now()})


@pytest.mark.parametrize("role", ["Editors", "Administrators"])
def test_who_can_change_what_others_entered_must_show_a_code(role):
    response = logged_in(role).get("/admin/")
    assert response.url == f"{PAGE}?next=%2Fadmin%2F"


def test_a_superuser_must_show_a_code():
    assert logged_in(is_superuser=True).get("/admin/").url.startswith(PAGE)


def test_a_curator_needs_none():
    assert logged_in("Curators").get("/admin/").status_code == 200


def test_a_curator_with_an_app_must_show_its_code():
    browser = logged_in("Curators")
    TOTPDevice.objects.create(user=User.objects.get(), confirmed=True)
    assert browser.get("/admin/").url.startswith(PAGE)


def test_on_a_machine_of_ones_own_nothing_is_demanded(settings):
    settings.SECOND_FACTOR = False
    assert logged_in(is_superuser=True).get("/admin/").status_code == 200


def test_who_has_shown_a_password_only_is_nobody_on_public_pages():
    browser = logged_in(is_superuser=True)
    assert 'href="/admin/"' not in browser.get("/help/").text
    with_app(browser)
    assert 'href="/admin/"' in browser.get("/help/").text


def test_an_app_is_set_up_by_its_first_code():
    browser = logged_in("Editors")
    assert "data:image/svg+xml" in browser.get(PAGE).text
    assert "Recovery codes" in with_app(browser).text
    assert browser.get("/admin/").status_code == 200


def test_the_secret_is_not_shown_again():
    browser = logged_in("Editors")
    secret = browser.get(PAGE).context["secret"]
    with_app(browser)
    assert secret not in browser.get(PAGE).text


@pytest.mark.parametrize("code", ["", "000000", "abcdef", "1" * 5_000, "٣٣٣٣٣٣"])
def test_a_wrong_code_lets_nobody_in(code):
    browser = logged_in("Editors")
    browser.get(PAGE)
    TOTPDevice.objects.update(key="00" * 20)
    assert "not right" in browser.post(PAGE, {"code": code}).text
    assert browser.get("/admin/").status_code == 302


def test_a_code_is_good_once():
    browser = logged_in("Editors")
    with_app(browser)
    used = code_now()
    again = Client()
    again.force_login(User.objects.get())
    assert again.post(PAGE, {"code": used}).status_code == 302
    third = Client()
    third.force_login(User.objects.get())
    assert third.post(PAGE, {"code": used}).status_code == 200


def test_after_a_wrong_code_the_right_one_must_wait():
    browser = logged_in("Editors")
    with_app(browser)
    code = code_now()
    again = Client()
    again.force_login(User.objects.get())
    again.post(PAGE, {"code": "000000"})
    assert again.post(PAGE, {"code": code}).status_code == 200


def test_a_recovery_code_lets_in_once():
    with_app(logged_in("Editors"))
    code = StaticToken.objects.first().token
    tried = []
    for _ in range(2):
        browser = Client()
        browser.force_login(User.objects.get())
        tried.append(browser.post(PAGE, {"code": code}).status_code)
    assert tried == [302, 200]


def test_a_code_leads_to_where_one_wanted_to_go():
    with_app(logged_in("Editors"))
    browser = Client()
    browser.force_login(User.objects.get())
    wanted = f"{PAGE}?next=/admin/password_change/"
    assert browser.post(wanted, {"code": code_now()}).url == "/admin/password_change/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_a_code_leads_to_no_other_site(elsewhere):
    with_app(logged_in("Editors"))
    browser = Client()
    browser.force_login(User.objects.get())
    response = browser.post(f"{PAGE}?next={elsewhere}", {"code": code_now()})
    assert response.url == "/admin/"


def test_who_is_not_logged_in_is_asked_to(client):
    assert client.get(PAGE).url.startswith("/admin/login/")
