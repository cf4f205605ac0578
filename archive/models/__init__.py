"""The archive's tables, one module a subject."""

from archive.models.articles import (
    Article,
    ArticleActor,
    ArticleRegion,
    ImportBatch,
    Issue,
    Publication,
    PublicId,
)
from archive.models.sources import Reference, SourceNote
from archive.models.vocabulary import (
    Actor,
    ActorVariant,
    Outlet,
    OutletVariant,
    Region,
    RegionVariant,
    TakenSlug,
)

__all__ = [
    "Actor",
    "ActorVariant",
    "Article",
    "ArticleActor",
    "ArticleRegion",
    "ImportBatch",
    "Issue",
    "Outlet",
    "OutletVariant",
    "PublicId",
    "Publication",
    "Reference",
    "Region",
    "RegionVariant",
    "SourceNote",
    "TakenSlug",
]
