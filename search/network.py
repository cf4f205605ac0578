"""Which actors are named together in the articles of a search, and in their paragraphs."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter

from archive.models.vocabulary import record_path
from search import engine, mentions, names, vocabulary
from search.network_state import NetworkState
from search.results import Results
from search.state import SearchState
from search.together import Pair, Together
from search.vocabulary import Record, Vocabulary

MOST_ACTORS = 60
# Articles whose paragraphs are read, the newest; these take a third of a second.
MOST_READ = 5_000
PAIRS_A_PAGE = 50


@dataclass(frozen=True)
class Node:
    """An actor with its page, in how many of the articles found it is named, and their search."""

    record: Record
    articles: int
    search_url: str

    @property
    def url(self) -> str:
        return record_path("actor", self.record.slug)


@dataclass(frozen=True)
class Edge:
    """Two actors, and how many of the articles found and of their paragraphs name both.

    The weight is the one of the two numbers that is asked for.
    """

    search: SearchState
    first: Record
    second: Record
    articles: int
    paragraphs: int
    weight: int

    @property
    def url(self) -> str:
        """The search for the articles; asked for where it is shown, for there may be 1,770."""
        return naming(self.search, self.first, self.second).path

    @property
    def labels(self) -> tuple[str, ...]:
        """What orders edges by name."""
        return self.first.label, self.second.label, self.first.slug, self.second.slug


@dataclass(frozen=True)
class Network:
    """The most frequent actors of a search, and their pairs in the order asked for.

    By paragraph, `read` of `several` articles with two of the actors were read.
    """

    state: NetworkState
    results: Results
    nodes: list[Node]
    edges: list[Edge]
    left_out: int
    several: int
    read: int

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.edges) // PAIRS_A_PAGE))

    @property
    def listed(self) -> list[Edge]:
        """The pairs on the page of the table that is asked for."""
        start = (self.state.search.page - 1) * PAIRS_A_PAGE
        return self.edges[start : start + PAIRS_A_PAGE]

    @property
    def alone(self) -> list[Node]:
        """The actors that no pair has."""
        paired = {record for edge in self.edges for record in (edge.first, edge.second)}
        return [node for node in self.nodes if node.record not in paired]


def of_search(state: NetworkState) -> Network:
    """Count who is named with whom in the articles found; raises SearchUnavailable."""
    vocabularies = vocabulary.current()
    read = MOST_READ if state.by_paragraph else 0
    results, found = engine.together(state.search, "actor", MOST_ACTORS, read)
    state = NetworkState(results.state, state.by_paragraph, state.by_name)
    paragraphs = _paragraphs(found, vocabularies) if state.by_paragraph else Counter[Pair]()
    records = vocabularies.facets["actor"].records
    nodes = [
        Node(records[key], count, naming(results.state, records[key]).path)
        for key, count in found.counts.items()
        if key in records
    ]
    edges = _edges(state, found.pairs, paragraphs, records)
    read = len(found.articles)
    return Network(state, results, nodes, edges, found.left_out, found.several, read)


def _paragraphs(found: Together, vocabularies: Vocabulary) -> Counter[Pair]:
    of_slug = vocabularies.facets["actor"].of_slug
    named = [each for each in names.index(vocabularies).records if each.facet == "actor"]
    return mentions.count_pairs(found.articles, {of_slug(each.slug).key: each for each in named})


def _edges(
    state: NetworkState,
    pairs: Mapping[Pair, int],
    paragraphs: Mapping[Pair, int],
    records: Mapping[int, Record],
) -> list[Edge]:
    edges = []
    for pair, articles in pairs.items():
        weight = paragraphs.get(pair, 0) if state.by_paragraph else articles
        if weight and all(key in records for key in pair):
            first, second = sorted((records[key] for key in pair), key=attrgetter("label", "slug"))
            number = paragraphs.get(pair, 0)
            edges.append(Edge(state.search, first, second, articles, number, weight))
    edges.sort(key=attrgetter("labels"))
    return edges if state.by_name else sorted(edges, key=lambda edge: -edge.weight)


def naming(state: SearchState, *actors: Record) -> SearchState:
    """Return the search for what the state finds and all of these actors are named in.

    Values of a facet are alternatives; so the actors stand among the words.
    """
    words = [f"actor:{actor.slug}" for actor in actors]
    # Behind an operator that lacks its left side the actors would become that.
    is_operator = state.q.partition(" ")[0] in ("OR", "AND")
    return state.with_words(" ".join([*words, f"({state.q})" if is_operator else state.q]).strip())
