"""The Whoosh schema: two fields of text, and columns with keys and days."""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, NUMERIC, TEXT, Schema

from search.analysis import tokens
from search.facets import FACETS

TEXT_FIELDS = ("title", "body")
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
        key=ID(unique=True),
        title=text,
        body=text,
        article=NUMERIC(int, bits=64, sortable=True, default=0, shift_step=0),
        first=NUMERIC(int, bits=32, sortable=True, default=NO_DAY, shift_step=0),
        last=NUMERIC(int, bits=32, sortable=True, default=NO_DAY, shift_step=0),
        certain=NUMERIC(int, bits=32, sortable=True, default=0, shift_step=0),
        digest=NUMERIC(int, bits=64, signed=False, sortable=True, default=0, shift_step=0),
        **{facet: COLUMN(VarBytesColumn()) for facet in FACETS},
    )
