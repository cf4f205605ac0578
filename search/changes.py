"""What is new or changed in a search since a day, and what can be known of what left it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone

from archive.models import Article, Publication, PublicId
from search import engine
from search.frozen.difference import compare
from search.frozen.freezing import digest_of_query
from search.frozen.said import Said
from search.models import FrozenSearch
from search.results import Results
from search.state import Reading, SearchState, read

DAYS_BACK = 30  # where no day is named
# So many keys are asked for in one query; of more, all changes of the archive are read.
KEYS_AT_ONCE = 5_000


@dataclass(frozen=True)
class ChangesState:
    """A search, and the day since when; without a day, a month back from today."""

    search: SearchState
    since: date | None = None

    @property
    def first_day(self) -> date:
        return self.since or timezone.now().date() - timedelta(days=DAYS_BACK)

    @property
    def moment(self) -> datetime:
        """The beginning of the first day, UTC."""
        return datetime.combine(self.first_day, time(), UTC)

    def address(self, ending: str = "", page: int = 1) -> str:
        """Return where the changes are told: their order is their own."""
        pairs = self.search.sorted_by("").on_page(page).pairs()
        day = [("since", self.since.isoformat())] if self.since else []
        query = urlencode([*pairs, *day])
        return f"/search/changes{ending}{query and '?'}{query}"


@dataclass
class Changes:
    """`articles` are the keys of those found now, newest change first, and whether each is new.

    `gone` is what an earlier frozen form of the search (`frozen`) found and this one does not;
    `lost` counts what left the whole archive at most.
    """

    found: Results
    articles: list[tuple[int, bool]] = field(default_factory=list)
    frozen: FrozenSearch | None = None
    gone: list[Said] = field(default_factory=list)
    lost: int = 0

    @property
    def new(self) -> int:
        return sum(is_new for _, is_new in self.articles)

    @property
    def changed(self) -> int:
        return len(self.articles) - self.new


def read_changes(query_string: str) -> tuple[ChangesState, Reading]:
    """Read a search and a day from a query string; malformed ones are ignored with a notice."""
    reading = read(query_string, others=("since",))
    days = [value for name, value in reading.pairs if name == "since" and value]
    try:
        since = date.fromisoformat(days[0]) if days else None
    except ValueError:
        reading.notices.append(f"“{days[0][:40]}” is no day; days are written as 2026-11-05.")
        since = None
    return ChangesState(reading.state, since), reading


def changes(state: ChangesState) -> Changes:
    """Return what changed in a search; raises SearchUnavailable."""
    found, keys = engine.find_all(state.search)
    if found.refusal:
        return Changes(found)
    frozen = _frozen(found.state, state.moment)
    return Changes(
        found,
        articles=_changed(keys, state.moment),
        frozen=frozen,
        gone=compare(frozen).gone if frozen else [],
        lost=_lost(state.moment),
    )


def _changed(keys: Sequence[int], moment: datetime) -> list[tuple[int, bool]]:
    """Return those changed since, newest change first, and which of them are new since."""
    articles = Article.objects.public().filter(modified__gte=moment)
    if len(keys) <= KEYS_AT_ONCE:
        articles = articles.filter(pk__in=keys)
    own = set(keys)
    rows = articles.order_by("-modified", "-pk").values_list("pk", "created")
    return [(key, created >= moment) for key, created in rows.iterator() if key in own]


def _frozen(state: SearchState, moment: datetime) -> FrozenSearch | None:
    """Return the last frozen form of the search before the moment, else the first one after it."""
    query = state.on_page(1).to_query_string()
    made = FrozenSearch.objects.filter(query_sha256=digest_of_query(query))
    before = made.filter(made__lte=moment).order_by("-made").first()
    return before or made.filter(made__gt=moment).order_by("made").first()


def _lost(moment: datetime) -> int:
    """Count what readers knew and cannot read any more; a withdrawn one may have gone earlier."""
    withdrawn = Article.objects.filter(state=Article.State.WITHDRAWN, modified__gte=moment)
    deleted = PublicId.objects.filter(~Q(publication=""), deleted__gte=moment)
    shown = withdrawn.exclude(publication__policy=Publication.Policy.STAFF)
    return shown.count() + deleted.count()
