"""From the names in a query to keys of records, for whichever engine searches."""

from collections.abc import Sequence
from dataclasses import replace

from archive.models import Issue
from search.bearers import Named
from search.days import days
from search.facets import FACETS
from search.language import Query
from search.names import NAMED
from search.names import index as name_index
from search.tree import Dated, InIssue, Leaf, Node, Tagged, mapped
from search.vocabulary import Record, Vocabulary

# Records told of one name; a word like Ministry may stand in the names of many.
MOST_LISTED = 8


def resolved(query: Query, names: Vocabulary) -> Query:
    """Return the query with the records that its names stand for, and what to tell of them."""
    notices: list[str] = []

    def resolve(leaf: Leaf) -> Node:
        match leaf:
            case Tagged():
                return _tagged(leaf, names, notices)
            case InIssue():
                return _in_issue(leaf, notices)
            case Dated(first, last) if first and last and days(first)[0] > days(last)[1]:
                notices.append("The dates end before they begin; no article can lie between them.")
        return leaf

    return replace(query, tree=mapped(query.tree, resolve), repairs=(*query.repairs, *notices))


def _tagged(tagged: Tagged, names: Vocabulary, notices: list[str]) -> Tagged:
    """Find records by slug or name; where several bear it, any of them is meant."""
    of_facet, kind = names.facets[tagged.facet], FACETS[tagged.facet].model.lower()
    found = of_facet.named(tagged.name) or _in_any_spelling(tagged, names)
    if not found:
        notices.append(f"No {kind} “{tagged.name}” is known to the archive.")
    elif len(found) > 1:
        notices.append(f"Several {kind}s are called “{tagged.name}”: {_listed(found)}.")
    stored = of_facet.stored_keys
    keys = {key for record in found for key in stored.get(record.key, ())}
    return replace(tagged, keys=tuple(sorted(keys)), labels=tuple(record.label for record in found))


def _in_any_spelling(tagged: Tagged, names: Vocabulary) -> list[Record]:
    """Return the records that the name means in another spelling, as a surname, or as a part.

    A whole name or surname means its bearers alone; a given name, or any other words of a name
    that stand side by side in it, all those whose they are.
    """
    if tagged.facet not in NAMED:
        return names.facets[tagged.facet].holding(tagged.name)
    words, index = tagged.name.split(), name_index(names)
    matches = index.find(words)
    is_whole = bool(matches) and (matches[0].start, matches[0].stop) == (0, len(words))
    found = matches[0].records if is_whole else []
    return _of_facet(found, tagged, names) or _of_facet(
        index.parts.holding(tagged.name), tagged, names
    )


def _of_facet(records: Sequence[Named], tagged: Tagged, names: Vocabulary) -> list[Record]:
    of_slug = names.facets[tagged.facet].of_slug
    return [of_slug(record.slug) for record in records if record.facet == tagged.facet]


def _listed(records: Sequence[Record]) -> str:
    listed = ", ".join(f"{record.label} ({record.slug})" for record in records[:MOST_LISTED])
    more = len(records) - MOST_LISTED
    return f"{listed} and {more} more" if more > 0 else listed


def _in_issue(issue: InIssue, notices: list[str]) -> InIssue:
    found = Issue.objects.filter(volume=int(issue.volume), number=int(issue.number))
    keys = tuple(found.order_by("pk").values_list("pk", flat=True))
    if not keys:
        notices.append(f"No issue {issue.volume}/{issue.number} is known to the archive.")
    return replace(issue, keys=keys)
