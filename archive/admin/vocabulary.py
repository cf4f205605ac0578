"""The lists of regions, actors and outlets, found by any of their names."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from archive.admin.lists import count_of, link, link_to_list
from archive.admin.merging import IsMerged
from archive.admin.retiring import IsRetired, Retiring
from archive.admin.splitting import Splitting
from archive.admin.vocabulary_files import Travelling
from archive.apparatus import search_for
from archive.models import (
    Actor,
    ActorVariant,
    Article,
    ArticleActor,
    ArticleRegion,
    Outlet,
    OutletVariant,
    Region,
    RegionVariant,
    SourceNote,
)

VARIANTS_SHOWN = 4


class VariantFormSet(forms.BaseInlineFormSet):
    """Refuses a form given twice; the database would refuse it with an error page."""

    def clean(self) -> None:
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            folded = form.cleaned_data.get("form", "").lower() if form.is_valid() else ""
            if folded and not form.cleaned_data.get("DELETE"):
                if folded in seen:
                    form.add_error("form", "This form of the name is given twice.")
                seen.add(folded)


class VariantInline(admin.TabularInline):
    formset = VariantFormSet
    fields = ["form", "kind", "script", "language"]
    extra = 1
    verbose_name = "variant"


class RegionVariants(VariantInline):
    model = RegionVariant


class ActorVariants(VariantInline):
    model = ActorVariant


class OutletVariants(VariantInline):
    model = OutletVariant


class AuthorityList(Splitting, Retiring, Travelling):
    """Records with variants; `tags` are the rows, by column, through which articles bear them."""

    facet: ClassVar[str]
    tags: ClassVar[type[Model]]
    search_fields = ["name", "variants__form", "slug"]
    search_help_text = "Any form of the name, or the slug"
    readonly_fields = ["merged_into"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        used = count_of(self.tags._default_manager.all(), self.facet)
        records = super().get_queryset(request).prefetch_related("variants")
        return records.annotate(times_used=used)

    @admin.display(description="other names")
    def other_names(self, record: Any) -> str:
        forms = [variant.form for variant in record.variants.all()]
        rest = len(forms) - VARIANTS_SHOWN
        return " · ".join(forms[:VARIANTS_SHOWN]) + (f" and {rest} more" if rest > 0 else "")

    @admin.display(description="public page")
    def search(self, record: Any) -> str:
        return link(search_for(self.facet, record.slug), "Search")


class RegionForm(forms.ModelForm):
    def clean_broader(self) -> Any:
        """Refuse a region that lies in itself, however far round."""
        broader = self.cleaned_data["broader"]
        if self.instance.pk:
            for region in broader:
                self._refuse_cycle(region)
        return broader

    def _refuse_cycle(self, region: Region) -> None:
        if Region.survivors().get(region.pk, region.pk) == self.instance.pk:
            raise ValidationError("A region cannot lie in itself.")
        if self.instance.pk in region.broader_closure():
            raise ValidationError(
                f"{region} lies in {self.instance} already, so {self.instance} cannot lie in "
                f"{region}; first take {self.instance} from what {region} lies in."
            )


@admin.register(Region)
class RegionAdmin(AuthorityList):
    facet, tags = "region", ArticleRegion
    form = RegionForm
    list_display = ["name", "kind", "lies_in", "other_names", "article_count", "search"]
    list_filter = ["kind", IsMerged, IsRetired]
    autocomplete_fields = ["broader"]
    inlines = [RegionVariants]
    fieldsets = [
        (None, {"fields": ["name", "slug", "kind", "broader"]}),
        ("Elsewhere", {"fields": ["iso", "wikidata"]}),
        ("Note", {"fields": ["note", "merged_into"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Region]:
        return super().get_queryset(request).prefetch_related("broader")

    @admin.display(description="lies in")
    def lies_in(self, region: Region) -> str:
        return ", ".join(str(broader) for broader in region.broader.all())

    @admin.display(description="articles tagged", ordering="times_used")
    def article_count(self, region: Any) -> str:
        return link_to_list(Article, f"{region.times_used:,}", regions__id__exact=region.pk)


@admin.register(Actor)
class ActorAdmin(AuthorityList):
    facet, tags = "actor", ArticleActor
    list_display = ["name", "kind", "other_names", "article_count", "search"]
    list_filter = ["kind", IsMerged, IsRetired]
    inlines = [ActorVariants]
    fieldsets = [
        (None, {"fields": ["name", "slug", "kind", ("first_year", "last_year")]}),
        ("Elsewhere", {"fields": ["wikidata"]}),
        ("Note", {"fields": ["note", "merged_into"]}),
    ]

    @admin.display(description="articles tagged", ordering="times_used")
    def article_count(self, actor: Any) -> str:
        return link_to_list(Article, f"{actor.times_used:,}", actors__id__exact=actor.pk)


@admin.register(Outlet)
class OutletAdmin(AuthorityList):
    facet, tags = "outlet", SourceNote
    list_display = ["name", "other_names", "note_count", "search"]
    list_filter = [IsMerged, IsRetired]
    inlines = [OutletVariants]
    fieldsets = [
        (None, {"fields": ["name", "slug"]}),
        ("Elsewhere", {"fields": ["wikidata"]}),
        ("Note", {"fields": ["note", "merged_into"]}),
    ]

    @admin.display(description="source notes", ordering="times_used")
    def note_count(self, outlet: Any) -> str:
        return link_to_list(SourceNote, f"{outlet.times_used:,}", outlet__id__exact=outlet.pk)
