"""The kinds of query that the archive's searches are made of, as Whoosh's searcher knows them."""

from collections.abc import Iterator, Mapping, Sequence

from whoosh import query
from whoosh.matching import FilterMatcher, ListMatcher, Matcher
from whoosh.reading import IndexReader
from whoosh.searching import SearchContext, Searcher

from search.whoosh.schema import TEXT_FIELDS

# A word in a given title says more about an article than one in its body.
BOOSTS = {"title": 2.0, "body": 1.0}


class AnyTerm(query.MultiTerm):  # type: ignore[misc]
    """Documents with any of these terms in one field; all score the same."""

    constantscore = True

    def __init__(self, fieldname: str, texts: Sequence[str | int], boost: float = 1.0) -> None:
        self.fieldname, self.texts, self.boost = fieldname, tuple(texts), boost

    def _btexts(self, reader: IndexReader) -> Iterator[bytes]:
        to_bytes = reader.schema[self.fieldname].to_bytes
        return (text for text in map(to_bytes, self.texts) if (self.fieldname, text) in reader)


class AnyOf(AnyTerm):
    """Documents with any of these keys in a field of numbers."""

    def __init__(self, fieldname: str, keys: Sequence[int]) -> None:
        super().__init__(fieldname, keys)
        self.keys = tuple(keys)


class AnyWord(query.Or):  # type: ignore[misc]
    """Documents with any of the words in title or body; each scores 1, however many it has.

    `field`, here and below, is the only one that is searched, or none where both are.
    """

    def __init__(
        self, words: Sequence[str], boost: float = 1.0, fields: Sequence[str] = TEXT_FIELDS
    ) -> None:
        super().__init__([AnyTerm(field, words) for field in fields], boost=boost)
        self.words, self.field = tuple(words), _only(fields)


class Without(query.AndNot):  # type: ignore[misc]
    """What matches `a` and not `b`.

    Whoosh 2.7.4's own AndNot lets the first document of `a` pass where `b` begins before it.
    """

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        unwanted = frozenset(self.b.matcher(searcher, searcher.boolean_context()).all_ids())
        return FilterMatcher(self.a.matcher(searcher, context), unwanted, exclude=True)


class AnyForm(query.Or):  # type: ignore[misc]
    """What matches any of several forms of a name; it scores as the form that scores most."""

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        best: dict[int, float] = {}
        for form in self.subqueries:
            matcher = form.matcher(searcher, context)
            while matcher.is_active():
                best[matcher.id()] = max(best.get(matcher.id(), 0.0), matcher.score())
                matcher.next()
        ids = sorted(best)
        return ListMatcher(ids, [best[number] for number in ids])


class InText(query.Or):  # type: ignore[misc]
    """A word in title or body, or in one of them, where `boosts` have no other."""

    def __init__(self, word: str, boosts: Mapping[str, float] = BOOSTS) -> None:
        super().__init__([query.Term(field, word, boost=boosts[field]) for field in boosts])
        self.word, self.boosts, self.field = word, boosts, _only([*boosts])


class PhraseInText(query.Or):  # type: ignore[misc]
    """Words in this order in title or body, each at most `slop` places after the one before."""

    def __init__(
        self, words: Sequence[str], slop: int = 1, boosts: Mapping[str, float] = BOOSTS
    ) -> None:
        super().__init__(
            [query.Phrase(field, list(words), slop, boosts[field]) for field in boosts]
        )
        self.words, self.slop, self.boosts = tuple(words), slop, boosts
        self.field = _only([*boosts])


def _only(fields: Sequence[str]) -> str | None:
    return fields[0] if len(fields) == 1 else None
