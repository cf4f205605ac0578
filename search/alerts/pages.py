"""The pages on which readers keep their saved searches."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.cache import never_cache

from search import engine, views
from search.alerts import news
from search.alerts.forms import NewSavedSearchForm, SavedSearchForm
from search.alerts.volume import volume
from search.changes import ChangesState
from search.models import Digest, SavedSearch
from search.results import Results
from search.state import SearchState, read

# So many searches one reader may save: each is searched again for every mail.
MOST_SAVED = 100
MAILS_SHOWN = 10
PAUSE = ("Pause", "No mails come until you resume; the search stays saved.")
RESUME = ("Resume", "Mails come again, with what is new or changed from now on.")
DELETE = ("Delete", "The search, its note and its mails end. The archive itself stays as it is.")


def save_address(state: SearchState) -> str:
    """Return where a search can be saved; its order and page are not part of it."""
    return f"/saved/new{state.sorted_by('').to_query_string()}"


@never_cache
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """List what a reader has saved, and the last mails."""
    own = SavedSearch.objects.filter(reader=request.user.pk).defer("known").order_by("name", "pk")
    mails = Digest.objects.filter(reader=request.user.pk).order_by("-made")
    context = {"rows": [_row(saved) for saved in own], "mails": mails[:MAILS_SHOWN]}
    return render(request, "alerts/list.html", context)


def _row(saved: SavedSearch) -> dict[str, Any]:
    state = news.state_of(saved)
    changes = ChangesState(state, saved.told_until.date()).address()
    return {"saved": saved, "state": state, "changes": changes}


@never_cache
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Show how much mail a search would bring; POST saves it."""
    state = read(request.META["QUERY_STRING"]).state.sorted_by("")
    try:
        found, keys = engine.find_all(state)
    except engine.SearchUnavailable:
        return views.unavailable(request)
    own = SavedSearch.objects.filter(reader=request.user.pk)
    if before := own.filter(query=found.state.to_query_string()).first():
        return redirect(before)
    form = NewSavedSearchForm(request.POST or None, initial={"name": _name(found)})
    is_full = own.count() >= MOST_SAVED
    if form.is_valid() and not found.refusal and not is_full:
        _save(request, form, found)
        return redirect("saved")
    context = {
        "results": found,
        "found": len(keys),
        "volume": volume(keys, timezone.now()),
        "form": form,
        "most": MOST_SAVED if is_full else 0,
        "address": save_address(found.state),
    }
    return render(request, "alerts/new.html", context)


def _name(found: Results) -> str:
    """Return the search in short, as a proposal."""
    parts = [found.state.q, *(chip.label for chip in found.chips)]
    return Truncator(" · ".join(filter(None, parts)) or "All articles").chars(100)


def _save(request: HttpRequest, form: NewSavedSearchForm, found: Results) -> None:
    saved = form.save(commit=False)
    saved.reader_id = request.user.pk
    saved.query = found.state.to_query_string()
    saved.saved = timezone.now()
    news.begin(saved, saved.saved - news.SETTLING)
    saved.save()


@never_cache
@login_required
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Change the name, the note and the mails of a saved search."""
    saved = _own(request, key)
    was_mailed = _is_mailed(saved)
    form = SavedSearchForm(request.POST or None, instance=saved)
    if form.is_valid():
        _keep(form.save(commit=False), was_mailed)
        return redirect("saved")
    context = {"saved": saved, "state": news.state_of(saved), "form": form}
    return render(request, "alerts/edit.html", context)


@never_cache
@login_required
def pause(request: HttpRequest, key: int) -> HttpResponse:
    """Ask whether to pause the mails on a saved search, or to resume them; POST does it."""
    saved = _own(request, key)
    if request.method != "POST":
        act, text = RESUME if saved.is_paused else PAUSE
        return render(request, "alerts/ask.html", {"saved": saved, "act": act, "text": text})
    was_mailed = _is_mailed(saved)
    saved.is_paused = not saved.is_paused
    _keep(saved, was_mailed)
    return redirect("saved")


@never_cache
@login_required
def delete(request: HttpRequest, key: int) -> HttpResponse:
    """Ask whether to delete a saved search; POST does it."""
    saved = _own(request, key)
    if request.method != "POST":
        act, text = DELETE
        return render(request, "alerts/ask.html", {"saved": saved, "act": act, "text": text})
    saved.delete()
    return redirect("saved")


def _own(request: HttpRequest, key: int) -> SavedSearch:
    return get_object_or_404(SavedSearch, pk=key, reader=request.user.pk)


def _is_mailed(saved: SavedSearch) -> bool:
    return saved.cadence != SavedSearch.Cadence.NEVER and not saved.is_paused


def _keep(saved: SavedSearch, was_mailed: bool) -> None:
    """Save the reader's own fields; mails that begin again begin with what comes from now on."""
    fields = ["name", "note", "cadence", "is_paused"]
    if _is_mailed(saved) and not was_mailed:
        news.begin(saved, timezone.now() - news.SETTLING)
        fields += ["known", "told_until"]
    saved.save(update_fields=fields)
