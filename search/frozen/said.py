"""What an article says that a later comparison looks at: title, date, tags and text."""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from archive.models import Article, ArticleActor, ArticleRegion
from search.vocabulary import Vocabulary

ARTICLES_AT_ONCE = 500
DIGITS = 32  # of 64 hexadecimal ones: 128 bits
TAGS: dict[str, Any] = {"region": ArticleRegion, "actor": ArticleActor}


class Said(NamedTuple):
    """`date` is EDTF or empty, a tag reads `region:armenia`, `text` is a digest of the body."""

    public_id: str
    title: str
    date: str
    tags: list[str]
    text: str

    @property
    def fingerprint(self) -> str:
        """Return a digest of the five values as a JSON list without blanks."""
        return _digest(json.dumps(self, ensure_ascii=False, separators=(",", ":")))


def read(keys: Sequence[int], names: Vocabulary) -> Iterator[Said]:
    """Yield what the public articles with these keys say now, in the keys' order.

    Tags of merged records are those of their survivors, as readers see them.
    """
    columns = ("pk", "public_id", "title", "date", "body")
    for start in range(0, len(keys), ARTICLES_AT_ONCE):
        portion = keys[start : start + ARTICLES_AT_ONCE]
        rows = Article.objects.public().filter(pk__in=portion).values_list(*columns)
        found = {key: values for key, *values in rows}
        tags = _tags(portion, names)
        for key in portion:
            if key in found:
                public_id, title, date, body = found[key]
                yield Said(public_id, title, date, sorted(tags[key]), _digest(body))


def _tags(keys: Sequence[int], names: Vocabulary) -> defaultdict[int, set[str]]:
    tags: defaultdict[int, set[str]] = defaultdict(set)
    for facet, model in TAGS.items():
        records = names.facets[facet].records
        for article, key in model.objects.filter(article__in=keys).values_list("article", facet):
            if record := records.get(key):
                tags[article].add(f"{facet}:{record.slug}")
    return tags


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:DIGITS]


def pack(said: Sequence[Said]) -> bytes:
    return zlib.compress(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def unpack(packed: bytes | memoryview) -> list[Said]:
    return [Said(*values) for values in json.loads(zlib.decompress(packed))]
