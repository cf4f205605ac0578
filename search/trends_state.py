"""What the address of trends says: up to five searches, and the constraints that all share."""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from search.state import READERS, Reading, SearchState, read

MOST_SEARCHES = 5
# Parameters beside those of a search, with their values; without one the page chooses.
OWN = {"per": ("month", "year"), "as": ("share",)}


@dataclass(frozen=True)
class TrendsState:
    """Searches to compare: the words of each, and the constraints that all share.

    `per` is empty where the page chooses; `common` has no words, order or page.
    """

    words: tuple[str, ...] = ()
    common: SearchState = field(default_factory=SearchState)
    per: str = ""
    is_share: bool = False

    @property
    def searches(self) -> list[SearchState]:
        """The searches; without words the one that finds everything."""
        return [self.common.with_words(q) for q in self.words or ("",)]

    def counted_per(self, per: str) -> "TrendsState":
        return replace(self, per=per)

    def as_share(self, is_share: bool) -> "TrendsState":
        return replace(self, is_share=is_share)

    def within(self, common: SearchState) -> "TrendsState":
        return replace(self, common=replace(common, q="", sort="", page=1))

    def pairs(self) -> list[tuple[str, str]]:
        own = [("per", self.per), ("as", "share" if self.is_share else "")]
        words = [("q", q) for q in self.words]
        return words + self.common.pairs() + [pair for pair in own if pair[1]]

    @property
    def query_string(self) -> str:
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def path(self) -> str:
        return f"/trends/{self.query_string}"

    @property
    def csv_path(self) -> str:
        return f"/trends/export.csv{self.query_string}"


def read_trends(query_string: str) -> tuple[TrendsState, Reading]:
    """Read an address of trends; here alone `q` repeats. What is ignored is noted."""
    reading = read(query_string, others={"q", *OWN})
    own = {name: _own(name, reading) for name in OWN}
    state = TrendsState(_words(reading), per=own["per"], is_share=own["as"] == "share")
    return state.within(reading.state), reading


def _own(name: str, reading: Reading) -> str:
    found = [value for key, value in reading.pairs if key == name and value]
    if found and found[0] not in OWN[name]:
        reading.notices.append(f"“{found[0][:40]}” makes no sense as “{name}”.")
        return ""
    return found[0] if found else ""


def _words(reading: Reading) -> tuple[str, ...]:
    _, read_words = READERS["q"]
    typed = [str(read_words(value)) for name, value in reading.pairs if name == "q"]
    found = tuple(dict.fromkeys(filter(None, typed)))
    if len(found) > MOST_SEARCHES:
        reading.notices.append(f"Only the first {MOST_SEARCHES} searches are compared.")
    return found[:MOST_SEARCHES]
