"""No door to the public lets out a draft or a staff-only publication; every door is listed here.

Each door is asked twice: in an archive without hidden articles, and with hidden ones that bear the
same words, names, days, issue, sources and references as those that anyone may see. Both times it
must say the same. So not even a count, a suggestion or a neighbour can tell that they exist.
"""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings
from django.urls import get_resolver
from django.utils import timezone

from archive.models import Article, Issue, Publication, Reference, SourceNote
from search import engine, rebuild, vocabulary
from search.alerts import known, sending
from search.models import SavedSearch
from tests.small import SmallArchive

# Route → addresses that are asked; a new door joins here. {radar}, {talks}: public ids, {frozen}: a
# frozen search, {saved}: a saved one of the reader who asks.
DOORS = {
    "": ["/"],
    "search/": [
        "/search/",
        "/search/?q=radar",
        "/search/?q=zorblax",
        "/search/?q=zorblaks",
        "/search/?q=gabala&sort=newest",
        "/search/?region=azerbaijan",
        "/search/?q=gabala+harbour",
        "/search/?publication=backroom-notes",
        "/search/?from=2001-01&to=2001-01",
        "/search/?undated=1",
    ],
    "search/anew/": ["/search/anew/?q=radar&region=ukraine"],
    "search/facets/<slug:name>/": [
        f"/search/facets/{name}/?q=radar" for name in ("region", "actor", "publication", "outlet")
    ],
    "search/facets/<slug:name>/suggest": [
        "/search/facets/actor/suggest?part=a",
        "/search/facets/publication/suggest?part=back",
    ],
    "search/export.<slug:ending>": [
        f"/search/export.{ending}?q=radar" for ending in ("csv", "jsonl", "json", "ris", "bib")
    ],
    "search/feed.atom": ["/search/feed.atom?q=radar", "/search/feed.atom"],
    "search/changes": ["/search/changes?q=radar", "/search/changes?since=1990-01-01"],
    "search/changes.atom": ["/search/changes.atom?q=radar"],
    "search/report": ["/search/report?q=radar"],
    "search/report.<slug:ending>": ["/search/report.bib?q=radar", "/search/report.txt?q=radar"],
    "search/freeze": ["/search/freeze?q=radar"],
    "s/<slug:public_id>/": ["/s/{frozen}/"],
    "s/<slug:public_id>/difference/": ["/s/{frozen}/difference/"],
    "s/<slug:public_id>.json": ["/s/{frozen}.json"],
    "s/<slug:public_id>.<slug:ending>": ["/s/{frozen}.txt"],
    "articles/<slug:public_id>.<slug:ending>": ["/articles/{radar}.ris"],
    "help/": ["/help/"],
    "trends/": ["/trends/?q=radar&q=gabala", "/trends/"],
    "trends/export.csv": ["/trends/export.csv?q=radar"],
    "network/": ["/network/?q=radar", "/network/"],
    "opensearch.xml": ["/opensearch.xml"],
    "suggest": ["/suggest?q=zorb", "/suggest?q=back", "/suggest?q=ali"],
    "api/v1/openapi.json": ["/api/v1/openapi.json"],
    "api/v1/search": ["/api/v1/search?q=radar", "/api/v1/search?sort=newest&size=100"],
    "api/v1/facets/<name>": ["/api/v1/facets/actor", "/api/v1/facets/publication?q=radar"],
    "api/v1/histogram": ["/api/v1/histogram?q=radar"],
    "api/v1/suggestions": ["/api/v1/suggestions?q=zorb", "/api/v1/suggestions?q=back"],
    "api/v1/articles/<public_id>": ["/api/v1/articles/{radar}", "/api/v1/articles/{talks}"],
    "api/v1/issues": ["/api/v1/issues", "/api/v1/issues?publication=monitor"],
    "api/v1/issues/<publication>/<int:volume>/<int:number>": ["/api/v1/issues/monitor/7/4"],
    "api/v1/regions": ["/api/v1/regions"],
    "api/v1/regions/<slug>": ["/api/v1/regions/azerbaijan"],
    "api/v1/actors": ["/api/v1/actors"],
    "api/v1/actors/<slug>": ["/api/v1/actors/haidar-aliev"],
    "api/v1/publications": ["/api/v1/publications"],
    "api/v1/publications/<slug>": ["/api/v1/publications/monitor"],
    "api/v1/outlets": ["/api/v1/outlets"],
    "api/v1/outlets/<slug>": ["/api/v1/outlets/turan"],
    "api/v1/": [],  # names the root in addresses; is no page
    "saved/": ["/saved/"],
    "saved/new": ["/saved/new?q=radar"],
    "saved/<int:key>/": ["/saved/{saved}/"],
    "saved/<int:key>/pause/": ["/saved/{saved}/pause/"],
    "saved/<int:key>/delete/": ["/saved/{saved}/delete/"],
    "account/": ["/account/"],
    "account/log-in/": ["/account/log-in/"],
    "account/log-out/": ["/account/log-out/"],
    "account/password/": ["/account/password/"],
    "account/password/changed/": ["/account/password/changed/"],
    "account/password/forgotten/": ["/account/password/forgotten/"],
    "account/password/letter/": ["/account/password/letter/"],
    "account/password/set/": ["/account/password/set/"],
    # Behind a link of a mail, or closed by the settings; they tell of no article.
    "saved/stop/<str:token>/": [],
    "account/sign-up/": [],
    "account/confirm/<str:token>/": [],
    "account/password/<str:uidb64>/<str:token>/": [],
    "articles/<slug:public_id>/": ["/articles/{radar}/"],
    "articles/<slug:public_id>/<slug:slug>/": [
        "/articles/{radar}/gabala-radar-talks-stall/",  # its issue, more like it
        "/articles/{talks}/presidents-meet-on-karabakh/",  # cited by
    ],
    "issues/<slug:publication>/<int:volume>/<int:number>/": [
        "/issues/monitor/7/4/",
        "/issues/monitor/7/68/",
    ],
    "publications/": ["/publications/"],
    "publications/<slug:slug>/": ["/publications/monitor/", "/publications/monitor/?year=2001"],
    "regions/": ["/regions/"],
    "actors/": ["/actors/"],
    "outlets/": ["/outlets/"],
    "regions/<slug:slug>/": ["/regions/azerbaijan/", "/regions/ukraine/"],
    "actors/<slug:slug>/": ["/actors/haidar-aliev/", "/actors/robert-kocharian/"],
    "outlets/<slug:slug>/": ["/outlets/turan/"],
    "sitemap.xml": ["/sitemap.xml"],
    "sitemap-<section>.xml": ["/sitemap-articles.xml", "/sitemap-issues.xml"],
    "oai": [
        "/oai?verb=Identify",
        "/oai?verb=ListSets",
        "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
        "/oai?verb=ListRecords&metadataPrefix=oai_dc",
        "/oai?verb=ListRecords&metadataPrefix=oai_dc&set=region:azerbaijan",
    ],
    "robots.txt": ["/robots.txt"],
}
# Straight to what is hidden: as if it had never been there.
HIDDEN = [
    *("/articles/{draft}/", "/articles/{draft}/wrong/", "/articles/{draft}.ris"),
    *("/articles/{staff}/", "/articles/{staff}/wrong/", "/articles/{staff}.bib"),
    *("/api/v1/articles/{draft}", "/api/v1/articles/{staff}"),
    *("/issues/monitor/7/5/", "/issues/backroom-notes/1/1/", "/publications/backroom-notes/"),
    *("/api/v1/issues/monitor/7/5", "/api/v1/publications/backroom-notes"),
]
# Without the mark no test database would be made for the fixture.
pytestmark = pytest.mark.django_db
SECRETS = re.compile("zorblax.s|Backroom Notes", re.IGNORECASE)
VOLATILE = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00)?"  # moments
    r"|v\d+-\d{8}-\d{6}-\w+"  # generations of the index
    r"|search-[a-z2-7]{8}"  # ids of searches not frozen
    r'|name="csrfmiddlewaretoken" value="[^"]*"'
)
ADDRESSES = [address for addresses in DOORS.values() for address in addresses]

AN_HOUR_AGO = timezone.now() - timedelta(hours=1)


def routes(patterns, before=""):
    """Yield the route of every view but those of the admin, which asks who one is."""
    for each in patterns:
        route = before + str(each.pattern)
        if route.startswith("admin/"):
            continue
        if hasattr(each, "url_patterns"):
            yield from routes(each.url_patterns, route)
        else:
            yield route


def hide(small):
    """Add what nobody may see: it looks like what everybody may, as far as it can."""
    backroom = Publication.objects.get(slug="backroom-notes")
    text = "The Gabala radar station zorblaxes. Karabakh, the harbour, the pipeline of Baku."
    alike = {
        "date": "2001-01-05",
        "regions": [small.azerbaijan, small.ukraine, small.karabakh],
        "actors": [small.aliev, small.kocharian],
    }
    draft = small.article("Gabala zorblaxes", text, issue=(7, 4), state="draft", **alike)
    alone = small.article("Zorblaxes alone", text, issue=(7, 5), state="draft", **alike)
    staff = small.article("Zorblaxes", text, issue=(1, 1), publication=backroom, **alike)
    undated = small.article("Zorblaxes", text, publication=backroom)
    for article in (draft, alone, staff, undated):
        SourceNote.objects.create(article=article, outlet=small.turan, date="2001-01-03", order=0)
        reference = Reference(article=article, publication="Monitor", day="2001-04-06", order=0)
        reference.issue = Issue.objects.get(volume=7, number=68)
        reference.save()
    return {"draft": draft.public_id, "staff": staff.public_id}


class Visitor:
    """Asks addresses of an archive whose public ids it knows."""

    def __init__(self, small):
        self.ids = {"radar": small.radar.public_id, "talks": small.talks.public_id}
        self.client = Client()
        self.index()
        frozen = self.client.post("/search/freeze?q=radar", {"q": "radar"})
        self.ids["frozen"] = frozen.url.split("/s/")[1].strip("/")
        reader = User.objects.create(username="reader", email="reader@example.org")
        then = timezone.now() - timedelta(days=9)
        saved = SavedSearch(reader=reader, name="Radars", query="?q=radar", cadence="daily")
        saved.saved = saved.told_until = then
        saved.known = known.pack([])
        saved.save()
        self.ids["saved"] = saved.pk
        self.client.force_login(reader)

    def index(self):
        engine.index.cache_clear()
        vocabulary.of_version.cache_clear()
        cache.clear()
        # Mails leave out what is so young that the index may lack it.
        Article.objects.update(created=AN_HOUR_AGO, modified=AN_HOUR_AGO)
        rebuild.rebuild()

    def ask(self, addresses):
        """Return what each address says, and the mails that would be sent."""
        mails = [VOLATILE.sub("", mail.body) for mail in sending.preview()]
        answers = {each: self.answer(each.format(**self.ids)) for each in addresses}
        return {"mail": (200, None, "".join(mails)), **answers}

    def answer(self, address):
        """Return status, address redirected to and text, without what is new each time."""
        response = self.client.get(address)
        text = response.getvalue().decode()
        return response.status_code, response.get("Location"), VOLATILE.sub("", text)


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker, tmp_path_factory):
    """What all doors say before and after, and what the addresses of hidden things say."""
    folder = tmp_path_factory.mktemp("doors") / "index"
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with (
        django_db_blocker.unblock(),
        override_settings(INDEX_DIR=folder, STORAGES=plain),
        transaction.atomic(),
    ):
        small = SmallArchive()
        Publication.objects.create(name="Backroom Notes", policy=Publication.Policy.STAFF)
        visitor = Visitor(small)
        before = visitor.ask(ADDRESSES)
        visitor.ids |= hide(small)
        visitor.index()
        after, hidden = visitor.ask(ADDRESSES), visitor.ask(HIDDEN)
        transaction.set_rollback(True)
    return before, after, hidden


def test_every_door_is_listed():
    assert set(routes(get_resolver().url_patterns)) == set(DOORS)


@pytest.mark.parametrize("address", ["mail", *ADDRESSES])
def test_a_door_says_the_same_whether_or_not_something_is_hidden(address, answers):
    before, after, _ = answers
    assert after[address] == before[address]


@pytest.mark.parametrize("address", ["mail", *ADDRESSES])
def test_a_door_opens_and_names_nothing_hidden(address, answers):
    status, _, text = answers[1][address]
    assert status in (200, 301, 302, 405)  # 405: what only a form asks
    assert not SECRETS.search(text)


def test_a_mail_is_among_what_is_compared(answers):
    assert "Gabala radar talks stall" in answers[1]["mail"][2]


@pytest.mark.parametrize("address", HIDDEN)
def test_what_is_hidden_is_not_found(address, answers):
    status, _, text = answers[2][address]
    assert status == 404
    assert not SECRETS.search(text)
