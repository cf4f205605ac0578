"""The page of the network."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from search import engine, network, views, vocabulary
from search.navigation import Link
from search.network import Network
from search.network_drawing import drawing
from search.network_state import NetworkState, read_network
from search.state import Reading


@vocabulary.held()
def page(request: HttpRequest) -> HttpResponse:
    """Show who is named with whom; a state in another spelling redirects to the canonical one."""
    state, reading = read_network(request.META["QUERY_STRING"])
    try:
        found = network.of_search(state)
    except engine.SearchUnavailable:
        return views.unavailable(request)
    if not reading.notices and reading.pairs != found.state.pairs():
        return redirect(found.state.path)
    exists = found.state.search.page <= found.pages
    context = _context(found, reading)
    return render(request, "search/network.html", context, status=200 if exists else 404)


def _context(found: Network, reading: Reading) -> dict[str, object]:
    state, results = found.state, found.results
    drawn = drawing(found)
    return {
        "network": found,
        "drawing": drawn,
        "not_drawn": len(found.edges) - len(drawn.lines) if drawn else 0,
        "state": state,
        "results": results,
        "notices": [*reading.notices, *results.notices],
        "chips": [chip.leading_to(state.within(chip.state).path) for chip in results.chips],
        "without_constraints": state.within(results.state.without_constraints()),
        "counted_by": _counted_by(state),
        "orders": _orders(state),
        "beside": _beside(found),
    }


def _counted_by(state: NetworkState) -> list[Link]:
    return [
        Link("articles", state.counted_by(False).path if state.by_paragraph else ""),
        Link("paragraphs", "" if state.by_paragraph else state.counted_by(True).path),
    ]


def _orders(state: NetworkState) -> list[Link]:
    return [
        Link("most frequent first", state.ordered_by(False).path if state.by_name else ""),
        Link("by name", "" if state.by_name else state.ordered_by(True).path),
    ]


def _beside(found: Network) -> list[Link]:
    """Return the pages of the table before and after this one."""
    state, here = found.state, found.state.search.page
    pages = {"Previous": min(here - 1, found.pages), "Next": here + 1}
    return [
        Link(label, state.on_page(number).path)
        for label, number in pages.items()
        if 1 <= number <= found.pages
    ]
