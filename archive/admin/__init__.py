"""The curators' side of the site, one module a subject."""

from django.conf import settings
from django.contrib import admin

from archive.admin import (  # noqa: F401  (each registers its lists)
    articles,
    batches,
    bulk,
    jobs,
    publications,
    registers,
    similar,
    sources,
    suggestions,
    unknown_names,
    uploads,
    vocabulary,
)

admin.site.site_header = admin.site.site_title = settings.SITE_NAME
admin.site.index_title = "Curation"
