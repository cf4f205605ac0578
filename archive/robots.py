"""What robots may read: articles, authority pages and searches with one parameter at most.

Facets multiply: a robot that follows them reads the same few articles in millions of orders. The
wildcard is of RFC 9309. Searches with one constraint say `noindex` themselves; their links lead to
articles as hits of that search, which would be read once for each: issues link the plain addresses.
"""

from django.http import HttpRequest, HttpResponse

RULES = """\
User-agent: *
Disallow: /account/
Disallow: /admin/
Disallow: /api/
Disallow: /suggest
Disallow: /articles/*?
Disallow: /saved/
Disallow: /search/?q=
Disallow: /search/*&
Disallow: /search/facets/
Disallow: /search/export
Disallow: /search/changes
Disallow: /search/freeze
Disallow: /search/report
Disallow: /trends/
Disallow: /network/
"""


def robots(request: HttpRequest) -> HttpResponse:
    sitemap = f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}\n"
    return HttpResponse(RULES + sitemap, content_type="text/plain; charset=utf-8")
