"""A hit as a ContextObject, by which reference managers see a page of results as a list of works.

COinS (http://ocoins.info/): the title of an empty span holds a journal article in key/encoded-value
form (ANSI/NISO Z39.88-2004, format info:ofi/fmt:kev:mtx:journal).
"""

import json
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from archive.exporting.metadata import iso_date
from archive.models import Article

if TYPE_CHECKING:
    from search.results import ListedArticle

# Colons and slashes may stay in a query (RFC 3986, section 3.4); a page has this twenty times.
BEGINNING = "ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:journal&rft.genre=article"
# A page names few publications, publishers and authors, and these over and over.
_quoted = lru_cache(1_000)(quote_plus)
_iso_date = lru_cache(10_000)(iso_date)


def context_object(article: "ListedArticle") -> str:
    """Return the pairs as the article's page tells them, all but its address (`rft_id`)."""
    is_given = article.title_basis == Article.TitleBasis.GIVEN
    pairs = [
        BEGINNING,
        "rft.atitle=" + quote_plus(article.title if is_given else f"[{article.title}]"),
    ]
    pairs += _authors(article)
    pairs.append("rft.jtitle=" + _quoted(article.publication))
    if article.volume is not None:
        pairs.append(f"rft.volume={article.volume}&rft.issue={article.number}")
    if article.date:
        pairs.append("rft.date=" + _iso_date(article.date))
    return "&".join(pairs)


def _authors(article: "ListedArticle") -> list[str]:
    """Return the authors, else the publisher as corporate author, else none."""
    if article.authors != "[]":
        return ["rft.au=" + _quoted(name) for name in json.loads(article.authors)]
    return ["rft.aucorp=" + _quoted(article.publisher)] if article.publisher else []
