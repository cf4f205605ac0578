"""The small archive that most tests speak of."""

from archive.models import (
    Actor,
    Article,
    Issue,
    Outlet,
    Publication,
    Region,
    SourceNote,
)


class SmallArchive:
    """Eight bulletins whose names the tests speak of, and short ways to make more."""

    def __init__(self):
        self._make_names()
        self._make_dated()
        self._make_undated_and_hidden()
        SourceNote.objects.create(
            article=self.radar, outlet=self.turan, date="2001-01-02/2001-01-04", order=0
        )

    def _make_names(self):
        self.monitor = Publication.objects.create(name="Monitor", publisher="The Foundation")
        self.digest = Publication.objects.create(name="Eurasia Digest")
        self.caucasus = Region.objects.create(name="South Caucasus", kind="macroregion")
        self.armenia = self._region("Armenia", self.caucasus)
        self.azerbaijan = self._region("Azerbaijan", self.caucasus)
        self.karabakh = self._region("Karabakh", self.azerbaijan, self.armenia)
        self.ukraine = self._region("Ukraine")
        self.aliev = Actor.objects.create(name="Haidar Aliev", kind="person")
        self.aliev.variants.create(form="Гейдар Алиев", script="Cyrl")
        self.kocharian = Actor.objects.create(name="Robert Kocharian", kind="person")
        self.turan = Outlet.objects.create(name="Turan")

    def _make_dated(self):
        self.radar = self.article(
            "Gabala radar talks stall",
            "Baku raised the rent of the Gabala radar station.",
            date="2001-01-05?",
            date_basis="inferred",
            issue=(7, 4),
            regions=[self.azerbaijan],
            actors=[self.aliev],
        )
        self.talks = self.article(
            "Presidents meet on Karabakh",
            "The two presidents met in Key West. Karabakh stays disputed.",
            date="2001-04-06",
            issue=(7, 68),
            regions=[self.karabakh],
            actors=[self.aliev, self.kocharian],
        )
        self.parliament = self.article(
            "Shots in parliament",
            "Gunmen entered the parliament in Yerevan.",
            date="1999-10-29",
            issue=(5, 201),
            regions=[self.armenia],
            actors=[self.kocharian],
        )
        self.pipeline = self.article(
            "A pipeline for the Caspian",
            "Azerbaijan and its partners agreed on a pipeline to the sea.",
            date="1999-11-18",
            issue=(5, 215),
            regions=[self.azerbaijan],
        )
        self.fleet = self.article(
            "The fleet is divided",
            "Ukraine and Russia divided the fleet in the harbour.",
            publication=self.digest,
            date="1997-05",
            regions=[self.ukraine],
        )

    def _make_undated_and_hidden(self):
        self.undated = self.article(
            "A note without a day", "Nobody knows when the radar was switched on."
        )
        self.draft = self.article(
            "A draft on Karabakh",
            "A secret plan for Karabakh.",
            state="draft",
            date="2001-05-05",
            regions=[self.karabakh],
        )
        self.withdrawn = self.article(
            "Withdrawn on Karabakh",
            "A mistaken plan for Karabakh.",
            state="withdrawn",
            withdrawal_reason="It was a hoax.",
            issue=(7, 69),
        )

    def _region(self, name, *broader):
        region = Region.objects.create(name=name, kind="country")
        region.broader.add(*broader)
        return region

    def article(self, title, body, publication=None, issue=None, regions=(), actors=(), **fields):
        publication = publication or self.monitor
        if fields.get("date"):
            fields.setdefault("date_basis", "stated")
        if issue:
            volume, number = issue
            issue, _ = Issue.objects.get_or_create(
                publication=publication, volume=volume, number=number
            )
        article = Article.objects.create(
            publication=publication, issue=issue, title=title, body=body, **fields
        )
        article.regions.set(regions)
        article.actors.set(actors)
        return article
