"""Addresses that stop mails without logging in, as mail programs use them (RFC 8058)."""

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from search.models import SavedSearch

# No date: a mail of last year must still be able to stop those of today.
_signer = signing.Signer(salt="search.alerts.stopping")
READER, SAVED = "reader", "saved search"


def address_for_reader(reader: int) -> str:
    """Return where all mails to a reader are stopped."""
    return _address({READER: reader})


def address_for_search(saved: SavedSearch) -> str:
    """Return where the mails on one saved search are stopped."""
    return _address({SAVED: saved.pk})


def _address(who: dict[str, int]) -> str:
    return f"{settings.SITE_URL}/saved/stop/{_signer.sign_object(who)}/"


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop by POST, at once and without a question; GET asks, for programs follow links."""
    try:
        who = _signer.unsign_object(token)
    except signing.BadSignature as error:
        raise Http404("This address stops nothing.") from error
    searches = _searches(who)
    if request.method == "POST":
        searches.update(is_paused=True)
    context = {"searches": list(searches), "is_one": SAVED in who, "done": request.method == "POST"}
    return render(request, "alerts/stop.html", context)


def _searches(who: dict[str, int]) -> QuerySet[SavedSearch]:
    if SAVED in who:
        return SavedSearch.objects.filter(pk=who[SAVED])
    mailed = SavedSearch.objects.exclude(cadence=SavedSearch.Cadence.NEVER)
    return mailed.filter(reader=who[READER]).order_by("name", "pk")
