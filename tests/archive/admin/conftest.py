"""A curator at work: logged in, with a row in every list, and able to send a form back."""

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from archive.models import (
    Actor,
    Article,
    BulkChange,
    ImportBatch,
    Job,
    Outlet,
    OutletVariant,
    Publication,
    Reference,
    RegionVariant,
    SimilarTexts,
    SourceNote,
    Suggestion,
    SuggestionBatch,
    TextPrint,
    UnknownName,
    Upload,
)
from search.models import Digest, FrozenSearch, SavedSearch


class Curator:
    """Opens pages of the admin, changes fields and sends the form, as a browser would."""

    def __init__(self, user):
        self.user, self.client = user, Client()
        self.client.force_login(user)

    def get(self, model, page="changelist", *args, **query):
        return self.client.get(self.url(model, page, *args), query)

    def url(self, model, page="changelist", *args):
        meta = model._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)

    def found(self, model, **query):
        return set(self.get(model, **query).context["cl"].result_list)

    def change(self, record, **changes):
        return self._send(type(record), "change", record.pk, changes=changes)

    def add(self, model, **fields):
        return self._send(model, "add", changes=fields)

    def act(self, action, *records, **fields):
        chosen = [record.pk for record in records]
        data = {"action": action, "_selected_action": chosen, "index": 0, **fields}
        return self.client.post(self.url(type(records[0])), data, follow=True)

    def change_many(self, *articles, **fields):
        """Choose articles, say what to do, look it over and confirm; returns the last page."""
        self.act("change_many", *articles)
        key = BulkChange.objects.first().pk
        self.client.post(reverse("admin:bulk_prepare", args=[key]), fields)
        return self.client.post(reverse("admin:bulk_preview", args=[key]), follow=True)

    def _send(self, model, page, *args, changes):
        context = self.get(model, page, *args).context
        inlines = [inline.formset for inline in context["inline_admin_formsets"]]
        shown = [context["adminform"].form]
        for formset in inlines:
            shown += [formset.management_form, *formset.forms]
        data = {field.html_name: sent(field.value()) for form in shown for field in form}
        return self.client.post(self.url(model, page, *args), data | changes)

    def refusal(self, field, response):
        """Return what the form says at a field, in one line."""
        return " ".join(response.context["adminform"].form.errors.get(field, []))

    def autocomplete(self, model, field, term):
        meta = model._meta
        names = {"app_label": meta.app_label, "model_name": meta.model_name, "field_name": field}
        answer = self.client.get(reverse("admin:autocomplete"), {"term": term, **names})
        return [result["text"] for result in answer.json()["results"]]


def sent(value):
    """Return a field's value as a browser sends it: line ends are CRLF."""
    if isinstance(value, list):
        return [getattr(each, "pk", each) for each in value]
    return "" if value is None else str(value).replace("\n", "\r\n")


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path):
    """A cache of the test's own: several processes run tests."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": str(tmp_path)}}


@pytest.fixture
def curator(db):
    # Without a password: hashing one takes longer than most tests.
    return Curator(User.objects.create(username="curator", is_staff=True, is_superuser=True))


@pytest.fixture
def full(archive):
    """The small archive with at least one row in every list, and a way to add more."""
    archive.add_rows = lambda number: add_rows(archive, number)
    archive.add_rows(1)
    return archive


def add_rows(archive, number):
    """Add one row to every list, and what it is linked to."""
    batch = ImportBatch.objects.create(
        source=f"{number}.txt",
        sha256="0",
        finished=timezone.now(),
        counts={"new": 1_200, "warnings": 1},
        remarks=["1.txt:7: warning: “Aliev” is the name of 2 records; no tag was made"],
    )
    region = archive._region(f"Region {number}", archive.caucasus)
    RegionVariant.objects.create(record=region, form=f"Oblast {number}")
    outlet = Outlet.objects.create(name=f"Outlet {number}")
    OutletVariant.objects.create(record=outlet, form=f"Agency {number}")
    actor = Actor.objects.create(name=f"Actor {number}")
    actor.variants.create(form=f"Alias {number}")
    article = archive.article(
        f"Article {number}",
        "First words.\n\nMore words.",
        publication=Publication.objects.create(name=f"Publication {number}"),
        issue=(1, number),
        date="2000-03-04",
        regions=[region],
        actors=[actor],
        batch=batch,
        authors=["A. Writer", "B. Writer"],
    )
    SourceNote.objects.create(article=article, outlet=outlet, date="2000-03", order=0)
    add_kept_rows(archive, article, region, number)
    add_searches(number)
    Reference.objects.create(article=article, publication="Monitor", day="1999-10-29", order=0)
    article.references.update(issue=archive.parliament.issue, reason="")
    Article.objects.filter(pk=article.pk).update(raw="As it came.")


def add_kept_rows(archive, article, region, number):
    """Add what was proposed for the article, done to it and computed of it."""
    decided = SuggestionBatch.objects.create(verdict="accepted", count=1)
    Suggestion.objects.create(article=article, region=region, state="accepted", batch=decided)
    BulkChange.objects.create(
        articles=[article.pk], verb="tag", region=region, confirmed=timezone.now()
    )
    TextPrint.objects.create(article=article, sha256="0", simhash=number, words=4)
    SimilarTexts.objects.create(one=article, other=archive.radar, likeness=90)
    UnknownName.objects.create(key=f"name {number}", name=f"Name {number}", spellings={"Name": 2})
    upload = Upload.objects.create(name=f"{number}.jsonl", size=1_000)
    Job.objects.create(kind="preview", state="done", upload=upload)


def add_searches(number):
    FrozenSearch.objects.create(
        query=f"?q=word{number}",
        query_sha256=f"{number}",
        made=timezone.now(),
        total=1,
        told={},
        articles=b"",
    )
    reader = User.objects.create(username=f"reader{number}")
    now = timezone.now()
    SavedSearch.objects.create(reader=reader, name="All", saved=now, told_until=now, known=b"")
    Digest.objects.create(reader=reader, made=now, articles=1)


MODELS = [model for model in site._registry if model._meta.app_label in ("archive", "search")]


@pytest.fixture(params=MODELS, ids=lambda model: model.__name__)
def model(request):
    """Every model with a list in the admin, one after the other."""
    return request.param


@pytest.fixture
def helper(db):
    """A curator with the rights that docs/curation.md names, and no others."""
    user = User.objects.create(username="helper", is_staff=True)
    curated = ["article", "sourcenote", "reference", "region", "actor", "outlet", "publication"]
    tags = ["articleregion", "articleactor", "regionvariant", "actorvariant", "outletvariant"]
    names = [f"{right}_{model}" for model in curated + tags for right in ("view", "add", "change")]
    names += [f"delete_{model}" for model in ["sourcenote", "reference", *tags]]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return Curator(user)
