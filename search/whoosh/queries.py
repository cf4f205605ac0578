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
    """Words side by side in this order in title or body."""

    def __init__(self, words: Sequence[str], boosts: Mapping[str, float] = BOOSTS) -> None:
        super().__init__([self._in_field(field, list(words), boosts[field]) for field in boosts])
        self.words, self.boosts, self.field = tuple(words), boosts, _only([*boosts])

    def _in_field(self, field: str, words: list[str], boost: float) -> query.Query:
        return query.Phrase(field, words, boost=boost)


class NearInText(PhraseInText):
    """Words in any order in title or body, with at most `slop` other words among them."""

    def __init__(
        self, words: Sequence[str], slop: int, boosts: Mapping[str, float] = BOOSTS
    ) -> None:
        self.slop = slop
        super().__init__(words, boosts)

    def _in_field(self, field: str, words: list[str], boost: float) -> query.Query:
        return Near(field, words, self.slop, boost)


class Near(query.And):  # type: ignore[misc]
    """Words in one field with at most `slop` others among them; it scores as all of them do."""

    def __init__(self, fieldname: str, words: list[str], slop: int, boost: float) -> None:
        super().__init__([query.Term(fieldname, word, boost=boost) for word in words])
        self.fieldname, self.words, self.slop = fieldname, words, slop

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        found = super().matcher(searcher, context)
        places = {word: self._places(word, searcher) for word in self.words}
        having = set.intersection(*map(set, places.values()))
        near = {
            number
            for number in having
            if self._is_near({word: places[word][number] for word in places})
        }
        return FilterMatcher(found, frozenset(near))

    def _places(self, word: str, searcher: Searcher) -> dict[int, list[int]]:
        matcher, found = query.Term(self.fieldname, word).matcher(searcher), {}
        while matcher.is_active():
            found[matcher.id()] = [span.start for span in matcher.spans()]
            matcher.next()
        return found

    def _is_near(self, places: Mapping[str, Sequence[int]]) -> bool:
        """Tell whether some window holds every word as often as it is looked for."""
        return any(
            all(
                sum(0 <= place - start < len(self.words) + self.slop for place in places[word])
                >= self.words.count(word)
                for word in self.words
            )
            for start in {place for own in places.values() for place in own}
        )


def _only(fields: Sequence[str]) -> str | None:
    return fields[0] if len(fields) == 1 else None
