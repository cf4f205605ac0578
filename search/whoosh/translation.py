"""From the query tree to Whoosh's query objects."""

from collections.abc import Sequence
from functools import partial

from whoosh import query

from search.analysis import terms
from search.language import (
    And,
    Boosted,
    Dated,
    Everything,
    InIssue,
    Name,
    Node,
    Not,
    Or,
    Phrase,
    Tagged,
    TextLeaf,
    Within,
    Word,
)
from search.tree import mapped
from search.whoosh.filtering import constraint
from search.whoosh.lexicon import Lexicon
from search.whoosh.queries import (
    BOOSTS,
    AnyForm,
    AnyWord,
    InText,
    NearInText,
    PhraseInText,
    Without,
)
from search.whoosh.schema import TEXT_FIELDS
from search.whoosh.weights import LEAST, idf, weight


class Translation:
    """The query of a tree over the words that the segments have.

    With `weighted` words their boosts put what each one weighs in the place of Whoosh's idf; a
    word typed twice counts once. `telling` holds the weights of those that tell something.
    """

    def __init__(self, tree: Node, lexicon: Lexicon, weighted: bool = False) -> None:
        """Translate; raises QueryTooLarge."""
        self._lexicon, self._weighted = lexicon, weighted
        self._seen: set[str] = set()
        self.telling: dict[str, float] = {}
        self.query = self._translate(tree)

    def _translate(self, node: Node, factor: float = 1.0) -> query.Query:
        match node:
            case Everything():
                return query.Every()
            case Boosted(child, own):
                return self._translate(child, factor * own)
            case Not(child):
                return Without(query.Every(), self._excluded(child))
            case And(children):
                return self._all_of(children, factor)
            case Or(children):
                return query.Or([self._translate(child, factor) for child in children])
            case Tagged() | InIssue() | Dated():
                return query.ConstantScoreQuery(constraint(node), factor)
            case Within(field, leaf):
                return self._text(leaf, factor, [field])
            case _:
                return self._text(node, factor, TEXT_FIELDS)

    def _text(self, leaf: TextLeaf | Name, factor: float, fields: Sequence[str]) -> query.Query:
        match leaf:
            case Name():
                return self._name(leaf, factor, fields)
            case Word(text):
                return self._words(terms(text), 0, factor, fields)
            case Phrase(text, slop):
                return self._words(terms(text), slop, factor, fields)
            case _:
                return AnyWord(self._lexicon.terms(leaf), factor, fields)

    def _words(
        self, words: list[str], slop: int, factor: float, fields: Sequence[str]
    ) -> query.Query:
        """Return a word, or a phrase; a word of several terms (S-300) is a phrase of them."""
        boosts = self._boosts(words, factor, fields)
        if len(words) == 1:
            return InText(words[0], boosts)
        return NearInText(words, slop, boosts) if slop else PhraseInText(words, boosts)

    def _name(self, name: Name, factor: float, fields: Sequence[str]) -> query.Query:
        """Return the words as typed or any other form; no form weighs more than these words."""
        is_anywhere = len(fields) == len(TEXT_FIELDS)
        words = name.typed if is_anywhere else mapped(name.typed, partial(Within, fields[0]))
        typed = self._translate(words, factor)
        most = self._total([term for word in name.words for term in terms(word.text)])
        forms = [terms(form.text) for form in name.forms]
        own = factor * name.factor
        return AnyForm([typed, *(self._form(form, most, own, fields) for form in forms)])

    def _form(
        self, words: list[str], most: float, factor: float, fields: Sequence[str]
    ) -> query.Query:
        """Return another form; what it weighs is its own weight, but at most so much."""
        idfs = {field: sum(self._idf(word, field) for word in words) for field in fields}
        total = factor * min(self._total(words), most)
        boosts = {field: BOOSTS[field] * total / idfs[field] for field in fields}
        return InText(words[0], boosts) if len(words) == 1 else PhraseInText(words, boosts)

    def _total(self, words: Sequence[str]) -> float:
        """Return what words weigh, whether they were seen before or not."""
        if not self._weighted:
            return sum(self._idf(word, "body") for word in words)
        lexicon = self._lexicon
        return sum(weight(lexicon.documents, lexicon.document_frequencies(w)) for w in words)

    def _idf(self, word: str, field: str) -> float:
        having = self._lexicon.document_frequencies(word)[field]
        return idf(self._lexicon.documents, having)

    def _all_of(self, children: Sequence[Node], factor: float) -> query.Query:
        wanted = [self._translate(c, factor) for c in children if not isinstance(c, Not)]
        unwanted = [self._excluded(child.child) for child in children if isinstance(child, Not)]
        all_wanted = query.And(wanted) if wanted else query.Every()
        return Without(all_wanted, query.Or(unwanted)) if unwanted else all_wanted

    def _excluded(self, node: Node) -> query.Query:
        return Translation(node, self._lexicon).query

    def _boosts(
        self, words: Sequence[str], factor: float, fields: Sequence[str]
    ) -> dict[str, float]:
        boosts = {field: factor * BOOSTS[field] for field in fields}
        total = sum(self._weight(word) for word in words)
        if not self._weighted:
            return boosts
        having = [self._lexicon.document_frequencies(word) for word in words]
        documents = self._lexicon.documents
        return {
            field: boost * total / sum(idf(documents, each[field]) for each in having)
            for field, boost in boosts.items()
        }

    def _weight(self, word: str) -> float:
        if word in self._seen:
            return LEAST  # not 0, which is no match to some of Whoosh's matchers
        self._seen.add(word)
        found = weight(self._lexicon.documents, self._lexicon.document_frequencies(word))
        if found > LEAST:
            self.telling[word] = found
        return found
