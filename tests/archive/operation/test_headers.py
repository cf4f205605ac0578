import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

PUBLIC = [
    "/", "/search/?q=radar", "/regions/", "/actors/", "/help/", "/trends/", "/network/?facet=actor",
    "/no-such-page/", "/robots.txt", "/api/v1/search?q=radar", "/admin/login/", "/opensearch.xml",
    "/search/feed.atom?q=radar", "/sitemap.xml", "/search/export.csv?q=radar",
]  # fmt: skip
# Scripts without src that are no data, styles in the page, and handlers: what the policy forbids.
INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:"
    r"|<script(?![^>]*(?:src=|application/(?:ld\+)?json))[^>]*>",
    re.IGNORECASE,
)


@pytest.fixture
def curator(client, db):
    client.force_login(User.objects.create_superuser("curator"))
    return client


def pages_of_the_admin(article):
    """Every list, form, history and confirmation of every model, and the site's own pages."""
    yield reverse("admin:index")
    yield reverse("admin:password_change")
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        yield reverse(f"{name}_add")
        if record := model._default_manager.first():
            for page in ("change", "history", "delete"):
                yield reverse(f"{name}_{page}", args=[record.pk])


@pytest.mark.parametrize("address", PUBLIC)
def test_every_answer_allows_nothing_but_what_is_named(client, indexed, address):
    response = client.get(address)
    policy = dict(
        part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"


@pytest.mark.parametrize("address", PUBLIC)
def test_every_answer_keeps_other_sites_out(client, indexed, address):
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_no_page_of_the_admin_needs_more_than_the_policy_allows(curator, indexed):
    for address in pages_of_the_admin(indexed.radar):
        response = curator.get(address)
        assert response.status_code in (200, 302, 403), address
        assert "default-src 'none'" in response["Content-Security-Policy"], address
        assert not INLINE.findall(response.text), address


@pytest.mark.parametrize("address", PUBLIC)
def test_no_public_page_needs_more_than_the_policy_allows(client, indexed, address):
    response = client.get(address)
    text = b"".join(response).decode()
    assert not INLINE.findall(text)


def test_a_message_makes_no_cookie_of_its_own(curator, indexed):
    form = {"action": "delete_selected", "_selected_action": []}
    curator.post(reverse("admin:archive_region_changelist"), form)
    assert set(curator.cookies) <= {"sessionid", "csrftoken"}
