"""The Whoosh schema: two fields of text, and fields and columns of numbers."""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, NUMERIC, TEXT, Schema

from search.analysis import tokens
from search.facets import FACETS

TEXT_FIELDS = ("title", "body")
# Fields of whole numbers, each value a term: keys of facet values, days, keys of issues, and 1 for
# certain days.
DAY_FIELDS = ("first", "last")
SINGLE_FIELDS = ("issue", "certain")
NUMBER_FIELDS = (*FACETS, *DAY_FIELDS, *SINGLE_FIELDS)
# Columns, one number a document, and the dtypes of their arrays.
COLUMNS = {"article": "<i8", "digest": "<u8", "first": "<i4", "last": "<i4"}
# Stored for articles without a date; days are proleptic ordinals from 1.
NO_DAY = 0


class ArchiveAnalyzer(Analyzer):  # type: ignore[misc]
    """The archive's own analysis in the form that Whoosh asks for."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        token = Token(positions=True, chars=True)
        for position, (term, start, end) in enumerate(tokens(value)):
            token.text = term
            token.boost = 1.0
            token.pos, token.startchar, token.endchar = position, start, end
            token.stopped = False
            yield token


def schema() -> Schema:
    text = TEXT(analyzer=ArchiveAnalyzer(), phrase=True)
    return Schema(
        **dict.fromkeys(TEXT_FIELDS, text),
        **{facet: NUMERIC(int, bits=64, shift_step=0) for facet in FACETS},
        **{name: NUMERIC(int, shift_step=0, sortable=True, default=NO_DAY) for name in DAY_FIELDS},
        article=COLUMN(NumericColumn("q")),
        digest=COLUMN(NumericColumn("Q")),
        certain=NUMERIC(int, bits=8, shift_step=0),
        issue=NUMERIC(int, bits=64, shift_step=0),
    )
