"""The addresses of the search."""

from django.urls import path

from search import (
    browsers,
    changes_page,
    exports,
    facet_pages,
    feeds,
    guide,
    network_page,
    suggesting,
    trends_page,
    views,
)
from search.alerts import pages as saved_pages
from search.alerts import stopping
from search.api.site import api
from search.frozen import difference_page, report_page
from search.frozen import pages as frozen_pages

urlpatterns = [
    path("search/", views.results, name="search"),
    path("search/anew/", views.anew, name="search-anew"),
    path("search/facets/<slug:name>/", facet_pages.page, name="facet"),
    path("search/facets/<slug:name>/suggest", facet_pages.suggest, name="facet-suggest"),
    path("search/export.<slug:ending>", exports.export, name="export"),
    path("search/feed.atom", feeds.feed, name="feed"),
    path("search/changes", changes_page.page, name="changes"),
    path("search/changes.atom", changes_page.feed, name="changes-feed"),
    path("search/report", report_page.page, name="report"),
    path("search/report.<slug:ending>", report_page.file, name="report-file"),
    path("search/freeze", frozen_pages.freeze, name="freeze"),
    path("s/<slug:public_id>/", frozen_pages.frozen, name="frozen"),
    path("s/<slug:public_id>/difference/", difference_page.difference, name="frozen-difference"),
    path("s/<slug:public_id>.json", frozen_pages.as_json, name="frozen-json"),
    path("s/<slug:public_id>.<slug:ending>", report_page.of_frozen, name="frozen-report"),
    path("articles/<slug:public_id>.<slug:ending>", exports.of_article, name="article-export"),
    path("saved/", saved_pages.listing, name="saved"),
    path("saved/new", saved_pages.new, name="save"),
    path("saved/<int:key>/", saved_pages.edit, name="saved-edit"),
    path("saved/<int:key>/pause/", saved_pages.pause, name="saved-pause"),
    path("saved/<int:key>/delete/", saved_pages.delete, name="saved-delete"),
    path("saved/stop/<str:token>/", stopping.stop, name="saved-stop"),
    path("help/", guide.page, name="help"),
    path("trends/", trends_page.page, name="trends"),
    path("trends/export.csv", trends_page.export, name="trends-csv"),
    path("network/", network_page.page, name="network"),
    path("opensearch.xml", browsers.description, name="opensearch"),
    path("suggest", suggesting.suggest, name="suggest"),
    path("api/v1/", api.urls),
]
