"""The addresses of readers' accounts; the pages of passwords are Django's own views."""

from typing import Any

from django.conf import settings
from django.contrib.auth import views
from django.urls import path, reverse_lazy

from archive.accounts import pages
from archive.accounts.limits import LETTERS, PASSWORDS, limited


def _form(title: str, button: str, **options: Any) -> dict[str, Any]:
    context = {"title": title, "button": button}
    return {"template_name": "accounts/form.html", "extra_context": context, **options}


def _message(title: str, text: str, **more: Any) -> dict[str, Any]:
    context = {"title": title, "text": text, **more}
    return {"template_name": "accounts/message.html", "extra_context": context}


LOG_IN = {
    "template_name": "accounts/log_in.html",
    "redirect_authenticated_user": True,
    "extra_context": {"site_name": settings.SITE_NAME},  # not the host, as Django has it
}
CHANGE = _form("Change your password", "Change it", success_url=reverse_lazy("password-changed"))
CHANGED = _message("Your password is changed", "It holds from now on.")
RESET = _form(
    "A new password",
    "Send the letter",
    email_template_name="accounts/reset.txt",
    subject_template_name="accounts/reset_subject.txt",
    # Not the host that was asked: anyone can ask in the name of another.
    extra_email_context={"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL},
    success_url=reverse_lazy("password-letter"),
)
LETTER = _message(
    "Look into your mail", "If an account has this address, a letter with a link is on its way."
)
CHOOSE = _form("Choose a new password", "Set it", success_url=reverse_lazy("password-set"))
SET = _message("Your password is set", "You can log in with it.", can_log_in=True)

urlpatterns = [
    path("", pages.account, name="account"),
    path("log-in/", limited(PASSWORDS)(views.LoginView.as_view(**LOG_IN)), name="log-in"),
    path("log-out/", views.LogoutView.as_view(), name="log-out"),
    path("sign-up/", limited(LETTERS)(pages.sign_up), name="sign-up"),
    path("confirm/<str:token>/", pages.confirm, name="confirm"),
    path("password/", views.PasswordChangeView.as_view(**CHANGE), name="password-change"),
    path(
        "password/changed/",
        views.PasswordChangeDoneView.as_view(**CHANGED),
        name="password-changed",
    ),
    path(
        "password/forgotten/",
        limited(LETTERS)(views.PasswordResetView.as_view(**RESET)),
        name="password-forgotten",
    ),
    path("password/letter/", views.PasswordResetDoneView.as_view(**LETTER), name="password-letter"),
    path(
        "password/<str:uidb64>/<str:token>/",
        views.PasswordResetConfirmView.as_view(**CHOOSE),
        name="password-choose",
    ),
    path("password/set/", views.PasswordResetCompleteView.as_view(**SET), name="password-set"),
]
