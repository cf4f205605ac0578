"""The addresses of the site; they are promises and do not change."""

from django.contrib import admin
from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path

from archive import authorities, catalogue, front, issues, publications, robots, shelves, views
from archive.accounts import second_factor
from archive.article_page import article
from archive.oai import page as oai
from archive.sitemaps import SITEMAPS

handler500 = views.broken

urlpatterns = [
    path("", front.page, name="front"),
    path("", include("search.urls")),
    path("articles/<slug:public_id>/", article),
    path("articles/<slug:public_id>/<slug:slug>/", article, name="article"),
    path("issues/<slug:publication>/<int:volume>/<int:number>/", issues.page, name="issue"),
    path("publications/", shelves.page, name="publications"),
    path("publications/<slug:slug>/", publications.page, name="publication"),
    path("regions/", catalogue.page, {"facet": "region"}, name="regions"),
    path("actors/", catalogue.page, {"facet": "actor"}, name="actors"),
    path("outlets/", catalogue.page, {"facet": "outlet"}, name="outlets"),
    path("regions/<slug:slug>/", authorities.page, {"facet": "region"}, name="region"),
    path("actors/<slug:slug>/", authorities.page, {"facet": "actor"}, name="actor"),
    path("outlets/<slug:slug>/", authorities.page, {"facet": "outlet"}, name="outlet"),
    path("account/", include("archive.accounts.urls")),
    path("admin/second-factor/", second_factor.page, name="second-factor"),
    path("admin/", admin.site.urls),
    path(
        "sitemap.xml",
        sitemap_views.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"},
        name="sitemaps",
    ),
    path("sitemap-<section>.xml", sitemap_views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("oai", oai.page, name="oai"),
    path("robots.txt", robots.robots, name="robots"),
]
