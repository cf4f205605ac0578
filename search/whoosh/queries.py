"""From the query tree to Whoosh's query objects."""

from whoosh import query

from search.analysis import terms
from search.language import And, Everything, Node, Not, Or, Phrase, Word
from search.whoosh.schema import TEXT_FIELDS

# A word in a given title says more about an article than one in its body.
BOOSTS = {"title": 2.0, "body": 1.0}


def to_whoosh(node: Node) -> query.Query:
    """Return Whoosh's form; a word of several terms (S-300) is a phrase of them."""
    match node:
        case Everything():
            return query.Every()
        case Word(text) | Phrase(text):
            return _phrase(terms(text))
        case Not(child):
            return query.And([query.Every(), query.Not(to_whoosh(child))])
        case And(children):
            return _all_of(children)
        case Or(children):
            return query.Or([to_whoosh(child) for child in children])


def _phrase(words: list[str]) -> query.Query:
    def in_field(name: str) -> query.Query:
        if len(words) == 1:
            return query.Term(name, words[0], boost=BOOSTS[name])
        return query.Phrase(name, words, boost=BOOSTS[name])

    return query.Or([in_field(name) for name in TEXT_FIELDS])


def _all_of(children: tuple[Node, ...]) -> query.Query:
    wanted = [to_whoosh(child) for child in children if not isinstance(child, Not)]
    unwanted = [to_whoosh(child.child) for child in children if isinstance(child, Not)]
    all_wanted = query.And(wanted) if wanted else query.Every()
    return query.AndNot(all_wanted, query.Or(unwanted)) if unwanted else all_wanted
