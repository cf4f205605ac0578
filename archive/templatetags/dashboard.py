"""The tag with which the admin's front page takes its numbers, as Django's takes its log."""

from typing import Any

from django import template

from archive.admin import dashboard

register = template.Library()


@register.inclusion_tag("admin/_dashboard.html", takes_context=True)
def curation(context: Any) -> dict[str, Any]:
    """Show what whoever looks may work on."""
    may = context["request"].user.has_perm
    shown: dict[str, Any] = {"queues": dashboard.queues(may)}
    if may("archive.view_article"):
        shown["articles"], shown["counted"] = dashboard.articles()
        shown["index"], shown["waiting"] = dashboard.index(), dashboard.waiting()
    if may("archive.view_importbatch"):
        shown["imports"] = dashboard.last_imports()
    return shown
