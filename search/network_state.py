"""What the address of the network says: a search, and how its actors are counted and listed."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from search.state import Reading, SearchState, read

# Parameters beside those of a search, with their values besides the default.
OWN = {"by": "paragraph", "order": "name"}


@dataclass(frozen=True)
class NetworkState:
    """A search without an order of its own; its page is that of the table of pairs."""

    search: SearchState
    by_paragraph: bool = False
    by_name: bool = False

    def within(self, search: SearchState) -> "NetworkState":
        return replace(self, search=replace(search, sort="", page=1))

    def counted_by(self, by_paragraph: bool) -> "NetworkState":
        return replace(self.on_page(1), by_paragraph=by_paragraph)

    def ordered_by(self, by_name: bool) -> "NetworkState":
        return replace(self.on_page(1), by_name=by_name)

    def on_page(self, page: int) -> "NetworkState":
        return replace(self, search=self.search.on_page(page))

    def pairs(self) -> list[tuple[str, str]]:
        own = {"by": self.by_paragraph, "order": self.by_name}
        return self.search.pairs() + [(name, OWN[name]) for name, is_set in own.items() if is_set]

    @property
    def path(self) -> str:
        pairs = self.pairs()
        return f"/network/?{urlencode(pairs)}" if pairs else "/network/"

    @property
    def carried(self) -> list[tuple[str, str]]:
        """All parameters but the words and the page, for a form of words."""
        return [pair for pair in self.on_page(1).pairs() if pair[0] != "q"]


def read_network(query_string: str) -> tuple[NetworkState, Reading]:
    """Read an address of the network; what is ignored is noted."""
    reading = read(query_string, others=OWN)
    own = {name: _is_set(name, reading) for name in OWN}
    search = replace(reading.state, sort="")
    return NetworkState(search, by_paragraph=own["by"], by_name=own["order"]), reading


def _is_set(name: str, reading: Reading) -> bool:
    found = [value for key, value in reading.pairs if key == name and value]
    if found and found[0] != OWN[name]:
        reading.notices.append(f"“{found[0][:40]}” makes no sense as “{name}”.")
    return found[:1] == [OWN[name]]
