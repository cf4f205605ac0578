"""The addresses of the search."""

from django.urls import path

from search import api, guide, suggesting, views

urlpatterns = [
    path("search/", views.results, name="search"),
    path("help/", guide.page, name="help"),
    path("suggest", suggesting.suggest, name="suggest"),
    path("api/v1/search", api.search, name="api-search"),
]
