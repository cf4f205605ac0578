"""What a browser reads to add the archive to its search engines (OpenSearch 1.1)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def description(request: HttpRequest) -> HttpResponse:
    site = request.build_absolute_uri("/")[:-1]
    media_type = "application/opensearchdescription+xml"
    return render(request, "search/opensearch.xml", {"site": site}, content_type=media_type)
