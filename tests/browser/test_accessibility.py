"""The rules of axe-core on every kind of page, light and dark, at three widths."""

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

from archive.models import Article

PATHS = [
    "/",
    "/search/?q=karabakh+OR+radar&region=armenia&not-actor=haidar-aliev&from=1999",
    "/search/?from=1999-10&to=autumn+1999&dates=certain",
    "/search/?q=nothing+here",
    "/search/facets/actor/",
    "/search/facets/region/?region=armenia&not-actor=haidar-aliev&contains=a&by=name",
    "/search/?page=10000",
    "/search/?q=%22",
    "/help/",
    "/trends/?q=radar&q=karabakh+OR+pipeline&as=share&region=south-caucasus&from=1999",
    "/network/?q=presidents&by=paragraph",
    "/search/freeze?q=radar",
    "/search/report?q=radar&region=azerbaijan",
    "/search/changes?q=radar",
    "/issues/monitor/7/4/",
    "/publications/",
    "/publications/monitor/?year=1999",
    "/publications/monitor/?volume=5",
    "/regions/",
    "/regions/azerbaijan/",
    "/actors/?order=name",
    "/actors/haidar-aliev/",
    "/outlets/turan/",
    "/admin/login/",
    "article",
]


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_no_fault(open_page, path):
    if path == "article":
        path = Article.objects.get(title="Gabala radar talks stall").get_absolute_url()
    page = open_page("about:blank", bypass_csp=True, reduced_motion="reduce")
    page.goto(path)
    for width, scheme in product((320, 768, 1280), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        results = Axe().run(page)
        assert results.violations_count == 0, f"{width} px, {scheme}: {results.generate_report()}"
