"""The second factor: who must show a code of an app besides the password, and the page for it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import django_otp
import segno
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

# Groups whose members can change or remove what others entered.
ROLES = {"Editors", "Administrators"}
RECOVERY_CODES = 10
# Who has shown a password only may look for these: the page itself, the way out, the way in.
OPEN_TO_HALF = ("second-factor", "admin:logout", "admin:login")


def demand_second_factor(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Who has shown a password only is nobody yet: no page but the one for the code knows them."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not is_half_way(request.user):
            return get_response(request)
        if request.path_info in map(reverse, OPEN_TO_HALF):
            return get_response(request)
        if request.path_info.startswith(reverse("admin:index")):
            query = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('second-factor')}?{query}")
        request.user = AnonymousUser()
        return get_response(request)

    return middleware


def is_half_way(user: Any) -> bool:
    """Tell whether somebody has logged in, must show a code, and has not yet done so."""
    if not settings.SECOND_FACTOR or not user.is_authenticated or user.is_verified():
        return False
    return device_of(user) is not None or has_to_have_one(user)


def has_to_have_one(user: Any) -> bool:
    return user.is_superuser or user.groups.filter(name__in=ROLES).exists()


def device_of(user: Any) -> TOTPDevice | None:
    """Return the app that the user has shown to work."""
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).first()


@never_cache
@login_required(login_url="admin:login")
def page(request: HttpRequest) -> HttpResponse:
    """Ask for a code; of who has no app yet, one that shows that it is set up."""
    device = device_of(request.user)
    device = device or TOTPDevice.objects.get_or_create(user=request.user, confirmed=False)[0]
    error = ""
    if request.method == "POST":
        shown = _shown(request.user, device, request.POST.get("code", "").replace(" ", ""))
        if shown:
            return _let_in(request, shown)
        error = "This code is not right, or was used before. Wait for the next one."
    context = admin.site.each_context(request)
    context |= {"device": device, "error": error, "next": request.GET.get("next", "")}
    return render(request, "accounts/second_factor.html", context | _setting_up(device))


def _shown(user: Any, device: TOTPDevice, code: str) -> Device | None:
    """Return what made the code: six digits are of the app, anything else is for recovery.

    Devices take no more codes for a while after a wrong one, ever longer.
    """
    if not code.isdigit() and device.confirmed:
        recovery = StaticDevice.objects.filter(user=user).first()
        return recovery if recovery and _verifies(recovery, code) else None
    return device if _verifies(device, code) else None


def _verifies(device: Device, code: str) -> bool:
    is_allowed, _ = device.verify_is_allowed()
    return is_allowed and device.verify_token(code)


def _let_in(request: HttpRequest, device: Device) -> HttpResponse:
    request.session.cycle_key()
    django_otp.login(request, device)
    if not device.confirmed:
        device.confirmed = True
        device.save()
        codes = _new_recovery_codes(request.user)
        context = admin.site.each_context(request) | {"codes": codes}
        return render(request, "accounts/recovery_codes.html", context)
    wanted = request.GET.get("next", "")
    is_here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return redirect(wanted if is_here else reverse("admin:index"))


def _new_recovery_codes(user: Any) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Recovery codes")
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    device.token_set.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def _setting_up(device: TOTPDevice) -> dict[str, str]:
    """Return what an app reads: the secret as letters, and as a picture in a data address."""
    if device.confirmed:
        return {}
    secret = device.config_url.partition("secret=")[2].partition("&")[0]
    picture = segno.make(device.config_url).svg_data_uri(scale=4, light="white")
    return {"secret": secret, "picture": picture}
