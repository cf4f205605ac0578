"""The facets: adding one is one line here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facet:
    """A facet's name is its URL parameter; `document_keys` is the path from an article to keys."""

    label: str
    model: str
    document_keys: str

    @property
    def plural(self) -> str:
        """What its values are, as a heading: `Regions`."""
        return f"{self.model}s"


FACETS = {
    "region": Facet("Region", "Region", "articleregion__region"),
    "actor": Facet("Actor", "Actor", "articleactor__actor"),
    "publication": Facet("Publication", "Publication", "publication"),
    "outlet": Facet("Reported by", "Outlet", "source_notes__outlet"),
}
