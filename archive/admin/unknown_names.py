"""The queue of names that no record knows: made a record, given to one, or rejected."""

import re
from itertools import pairwise
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST
from rapidfuzz import fuzz, process

from archive.admin.lists import ReadOnlyList
from archive.admin.sentences import sentences
from archive.models import Actor, ActorVariant, Article, UnknownName
from archive.tagging import unknown_names

SHOWN = 15
MOST_ALIKE = 3
# Of 100; Safar Abiev and Safar Abiyev reach 96, Abiev and Aliev with one first name 91.
ALIKE = 85


@admin.register(UnknownName)
class UnknownNameAdmin(ReadOnlyList):
    change_list_template = "admin/unknown_names/list.html"
    list_display = ["name", "articles", "printed_as", "state", "actor", "curator"]
    list_filter = ["state"]
    list_select_related = ["actor", "curator"]
    search_fields = ["name"]
    fields = ["name", "articles", "printed_as", "state", "actor", "curator"]
    actions = ["open_again"]

    @admin.display(description="printed as")
    def printed_as(self, unknown: UnknownName) -> str:
        return ", ".join(f"{form} ({count:,})" for form, count in unknown.spellings.items())

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("archive.add_actor")

    @admin.action(description="Propose again", permissions=["decide"])
    def open_again(self, request: HttpRequest, queryset: QuerySet[UnknownName]) -> None:
        count = queryset.update(state=UnknownName.State.OPEN, actor=None, curator=None)
        self.message_user(request, f"Proposed again: {count:,}.", messages.SUCCESS)

    def get_urls(self) -> list[URLPattern]:
        guarded, decide = self.admin_site.admin_view, require_POST(self.decide)
        return [
            path("queue/", guarded(self.queue), name="unknown_names_queue"),
            path("decide/", guarded(decide), name="unknown_names_decide"),
            *super().get_urls(),
        ]

    def queue(self, request: HttpRequest) -> HttpResponse:
        """Show the names that most articles print, each in a sentence."""
        self._check_right(request)
        waiting = UnknownName.objects.filter(state=UnknownName.State.OPEN)
        context = self.admin_site.each_context(request) | {
            "title": "Names without a record",
            "opts": self.opts,
            "items": _items(list(waiting[:SHOWN])),
            "waiting": waiting.count(),
            "kinds": Actor.Kind.choices,
        }
        return TemplateResponse(request, "admin/unknown_names/queue.html", context)

    def decide(self, request: HttpRequest) -> HttpResponse:
        """Do what the curator says of one name, and go on with the next."""
        self._check_right(request)
        asked, curator = request.POST, request.user
        unknown = get_object_or_404(
            UnknownName, pk=_number(asked.get("unknown")), state=UnknownName.State.OPEN
        )
        name = asked.get("name", "").strip()[: unknown_names.LONGEST]
        if asked.get("actor"):
            actor = get_object_or_404(Actor, pk=_number(asked.get("actor")))
            unknown_names.give_to(unknown, actor, curator)
        elif asked.get("verdict") == "reject":
            unknown_names.reject(unknown, curator)
        elif asked.get("verdict") == "accept" and name and asked.get("kind") in Actor.Kind.values:
            actor = unknown_names.make_record(unknown, name, asked["kind"], curator)
            messages.success(request, f"{actor} has a record now.")
        else:
            return HttpResponseBadRequest("Make a record or reject?")
        following = _number(asked.get("next"))
        return redirect(
            reverse("admin:unknown_names_queue") + (f"#s{following}" if following else "")
        )

    def _check_right(self, request: HttpRequest) -> None:
        if not self.has_decide_permission(request):
            raise PermissionDenied


def _items(shown: list[UnknownName]) -> list[dict[str, Any]]:
    """Return what the page shows of each name; texts and records are asked for once for all."""
    bodies = Article.objects.only("title", "body").in_bulk(
        [key for each in shown for key in each.examples]
    )
    forms = _forms() if shown else {}
    following = {each.pk: after.pk for each, after in pairwise(shown)}
    return [
        {
            "unknown": each,
            "next": following.get(each.pk, ""),
            "examples": _examples(each, bodies),
            "alike": _alike(each.name, forms),
        }
        for each in shown
    ]


def _forms() -> dict[tuple[int, str], str]:
    """Return the forms of the names of all actors, by key and name of their record."""
    actors = Actor.objects.filter(merged_into=None, retired=False)
    forms = {(pk, name, name): name for pk, name in actors.values_list("pk", "name")}
    variants = ActorVariant.objects.filter(record__in=actors)
    for pk, name, form in variants.values_list("record", "record__name", "form"):
        forms[pk, name, form] = form
    return forms  # type: ignore[return-value]


def _alike(name: str, forms: dict[tuple[int, str], str]) -> list[tuple[int, str]]:
    """Return key and name of the records with names like it, the likest first."""
    found = process.extract(name, forms, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=10)
    return list(dict.fromkeys((key[0], key[1]) for _, _, key in found))[:MOST_ALIKE]


def _examples(unknown: UnknownName, articles: dict[int, Article]) -> list[dict[str, Any]]:
    """Return the first article that prints the name, with the sentence."""
    names = re.compile("|".join(map(re.escape, unknown.spellings)))
    for key in unknown.examples:
        article = articles.get(key)
        if article and (found := names.search(article.body)):
            return [{"article": article, "sentences": sentences(article.body, [found.span()])}]
    return []


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0
