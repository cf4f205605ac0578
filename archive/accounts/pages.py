"""Signing up, in two steps: a letter to the address, and a button behind the link in it."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core import signing
from django.core.mail import send_mail
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache

from archive.accounts.forms import SignUpForm

DAYS_TO_CONFIRM = 3
_signer = signing.TimestampSigner(salt="archive.accounts.confirm")


@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/account.html")


@never_cache
def sign_up(request: HttpRequest) -> HttpResponse:
    """Make an account that cannot log in yet, and write to its address."""
    if not settings.SIGN_UP:
        raise Http404("Accounts are made by the curators.")
    form = SignUpForm(request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/sign_up.html", {"form": form})
    reader = form.save(commit=False)
    reader.is_active = False
    reader.save()
    _write_to(reader)
    text = (
        f"A letter to {reader.email} is on its way. Its link opens your account within three days."
    )
    return render(request, "accounts/message.html", {"title": "Look into your mail", "text": text})


def _write_to(reader: User) -> None:
    context = {
        "reader": reader,
        "site_name": settings.SITE_NAME,
        "url": f"{settings.SITE_URL}/account/confirm/{_signer.sign_object(reader.pk)}/",
        "days": DAYS_TO_CONFIRM,
    }
    text = render_to_string("accounts/confirm.txt", context)
    send_mail(f"Your account at {settings.SITE_NAME}", text, None, [reader.email])


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Open an account that has never been opened; programs that follow links only see a button."""
    try:
        key = _signer.unsign_object(token, max_age=DAYS_TO_CONFIRM * 86_400)
    except signing.BadSignature as error:
        raise Http404("This link holds no longer.") from error
    waiting = User.objects.filter(pk=key, is_active=False, last_login=None)
    if request.method != "POST":
        return render(request, "accounts/confirm.html", {"reader": waiting.first()})
    waiting.update(is_active=True)
    context = {"title": "Your account is open", "text": "You can log in now.", "can_log_in": True}
    return render(request, "accounts/message.html", context)
