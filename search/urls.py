"""The addresses of the search."""

from django.urls import path

from search import api, guide, views

urlpatterns = [
    path("search/", views.results, name="search"),
    path("help/", guide.page, name="help"),
    path("api/v1/search", api.search, name="api-search"),
]
