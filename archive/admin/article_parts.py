"""What is edited with an article on its page: tags, source notes, references."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Max, QuerySet
from django.http import HttpRequest

from archive.admin.date_entry import ReadsBack
from archive.admin.lists import Picking, link_to_record
from archive.models import ArticleActor, ArticleRegion, Reference, SourceNote
from archive.models.articles import TagBasis
from archive.references import resolve


class TagForm(forms.ModelForm):
    """A tag that a curator makes or changes is the curator's own."""

    def save(self, commit: bool = True) -> Any:
        self.instance.basis = TagBasis.CURATED
        return super().save(commit)


class TagInline(Picking, admin.TabularInline):
    form = TagForm
    readonly_fields = ["basis"]
    extra = 1


class RegionTags(TagInline):
    model = ArticleRegion
    autocomplete_fields = ["region"]
    verbose_name = "region"

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleRegion]:
        return super().get_queryset(request).select_related("region").order_by("region__name")


class ActorTags(TagInline):
    model = ArticleActor
    autocomplete_fields = ["actor"]
    verbose_name = "actor"

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleActor]:
        return super().get_queryset(request).select_related("actor").order_by("actor__name")


class OrderedForm(forms.ModelForm):
    """One row of a printed list; a new row without a place goes to the end."""

    order = forms.IntegerField(
        required=False, min_value=0, max_value=32_767, help_text="Empty: at the end."
    )

    def save(self, commit: bool = True) -> Any:
        row = self.instance
        if row.order is None:
            rows = type(row)._default_manager.filter(article=row.article)
            last = rows.aggregate(last=Max("order"))["last"]
            row.order = 0 if last is None else last + 1
        return super().save(commit)


class ReferenceForm(OrderedForm):
    """A reference is looked up anew when it is changed."""

    def save(self, commit: bool = True) -> Any:
        reference = super().save(commit)
        if commit:
            resolve(Reference.objects.filter(pk=reference.pk))
        return reference


class SourceNoteForm(ReadsBack, OrderedForm):
    """A row of the source notes, its days read back."""


class SourceNotes(Picking, admin.TabularInline):
    model = SourceNote
    form = SourceNoteForm
    autocomplete_fields = ["outlet"]
    fields = ["outlet", "date", "order"]
    extra = 0


class References(admin.TabularInline):
    model = Reference
    form = ReferenceForm
    fields = ["publication", "day", "order", "leads_to"]
    readonly_fields = ["leads_to"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reference]:
        return super().get_queryset(request).select_related("issue__publication")

    def leads_to(self, reference: Reference) -> str:
        return leads_to(reference)


def leads_to(reference: Reference) -> str:
    """Return a link to the issue that is meant, or why none is known."""
    return link_to_record(reference.issue) if reference.issue else reference.get_reason_display()
