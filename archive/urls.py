"""The addresses of the site; they are promises and do not change."""

from django.contrib import admin
from django.urls import include, path

from archive import robots, views

urlpatterns = [
    path("", views.front, name="front"),
    path("", include("search.urls")),
    path("articles/<slug:public_id>/", views.article),
    path("articles/<slug:public_id>/<slug:slug>/", views.article, name="article"),
    path("issues/<slug:publication>/<int:volume>/<int:number>/", views.issue, name="issue"),
    path("admin/", admin.site.urls),
    path("robots.txt", robots.robots, name="robots"),
    path("healthz", views.healthz, name="healthz"),
]
