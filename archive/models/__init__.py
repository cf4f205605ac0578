"""The archive's tables, one module a subject."""

from archive.models.articles import (
    Article,
    ArticleActor,
    ArticleRegion,
    ImportBatch,
    Issue,
    Publication,
    PublicId,
    TagBasis,
)
from archive.models.bulk import BulkChange
from archive.models.jobs import Job
from archive.models.similar import SimilarTexts, TextPrint
from archive.models.sources import Reference, SourceNote
from archive.models.suggestions import Suggestion, SuggestionBatch
from archive.models.unknown_names import UnknownName
from archive.models.uploads import Overwritten, Upload, UploadedItem
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
    "BulkChange",
    "ImportBatch",
    "Issue",
    "Job",
    "Outlet",
    "OutletVariant",
    "Overwritten",
    "PublicId",
    "Publication",
    "Reference",
    "Region",
    "RegionVariant",
    "SimilarTexts",
    "SourceNote",
    "Suggestion",
    "SuggestionBatch",
    "TagBasis",
    "TakenSlug",
    "TextPrint",
    "UnknownName",
    "Upload",
    "UploadedItem",
]
