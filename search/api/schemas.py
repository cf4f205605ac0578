"""The forms of what the API answers, for OpenAPI and for those who read it."""

from ninja import Field, Schema

PATH = "the path on this site"


class Problem(Schema):
    """An error (RFC 9457); `error` says the same as `detail`."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There are only 3 pages."])
    error: str = Field(examples=["There are only 3 pages."])


class Tombstone(Problem):
    """What is left of an article that is gone."""

    id: str
    publication: str
    issue: str = Field(examples=["7/4"])
    reason: str


class Understood(Schema):
    canonical: str = Field(description="the search as the address of a page says it")
    interpretation: str = Field(examples=["Searched for “gabala”."])
    notices: list[str] = Field(description="what was ignored, and what can match nothing")


class Hit(Schema):
    id: str = Field(pattern="^[a-z2-7]{8}$", examples=["k3vq7a2d"])
    url: str = Field(description=PATH, examples=["/articles/k3vq7a2d/gabala-radar-talks-stall/"])
    title: str = Field(examples=["Gabala radar talks stall"])
    date: str | None = Field(description="EDTF level 1", examples=["2001-01-05?"])
    publication: str = Field(description="slug", examples=["monitor"])
    volume: int | None = Field(examples=[7])
    issue: int | None = Field(examples=[4])
    regions: list[str] = Field(description="slugs", examples=[["azerbaijan"]])
    actors: list[str] = Field(description="slugs", examples=[["haidar-aliev"]])
    snippet: str = Field(
        description="HTML, in which nothing but <mark> is markup",
        examples=["Baku raised the rent of the <mark>Gabala</mark> radar station."],
    )
    score: float = Field(examples=[12.3])


class Value(Schema):
    value: str = Field(description="slug", examples=["azerbaijan"])
    label: str = Field(examples=["Azerbaijan"])
    count: int = Field(description="articles under the other constraints")
    selected: bool
    url: str = Field(description="where choosing or freeing it leads")


class Bar(Schema):
    from_: str = Field(alias="from", examples=["1999-01-01"])
    to: str = Field(examples=["1999-12-31"])
    count: int
    url: str = Field(description="the search between these days")


class Proposal(Schema):
    q: str
    total: int
    url: str


class Answer(Schema):
    query: Understood
    total: int
    hits: list[Hit]
    facets: dict[str, list[Value]]
    histogram: list[Bar]
    undated: int
    next: str | None = Field(description="the next page or, with a cursor, what follows")
    suggestion: Proposal | None = Field(description="other words that find more")


class FacetValues(Schema):
    facet: str
    query: Understood
    total: int = Field(description="values there are")
    values: list[Value]
    next: str | None


class Histogram(Schema):
    query: Understood
    total: int
    unit: str = Field(examples=["year", "month"])
    bars: list[Bar]
    undated: int


class Suggestion(Schema):
    kind: str = Field(examples=["actor", "region", "word", "title"])
    text: str
    articles: int | None
    url: str
    form: str = Field(description="the name that begins so, where it is not the text")


class Suggestions(Schema):
    q: str
    suggestions: list[Suggestion]


class NamedActor(Schema):
    name: str
    kind: str


class Source(Schema):
    outlet: str
    dates: list[str]


class Reference(Schema):
    publication: str
    date: str


class ArticleUrls(Schema):
    page: str
    api: str
    publication: str
    issue: str | None
    regions: list[str]
    actors: list[str]
    exports: dict[str, str] = Field(examples=[{"bib": "/articles/k3vq7a2d.bib"}])


class Article(Schema):
    """The record that imports read, as far as the rights of its publication allow."""

    id: str = Field(description="as imported; the archive's own is `public_id`")
    publication: str
    volume: int | None
    issue: int | None
    title: str = Field(description="empty: none was given")
    date: str | None
    date_basis: str
    authors: list[str]
    body: str = Field(description="paragraphs parted by a blank line")
    regions: list[str]
    actors: list[NamedActor]
    sources: list[Source]
    references: list[Reference]
    url: str
    public_id: str
    slug: str
    state: str
    position: int | None
    boilerplate: str
    raw: str
    title_basis: str
    tag_bases: dict[str, dict[str, str]]
    modified: str = Field(description="UTC", examples=["2026-11-24T09:30:00Z"])
    urls: ArticleUrls


class Urls(Schema):
    page: str
    api: str


class RecordUrls(Urls):
    search: str = Field(description="the search for its articles")


class IssueEntry(Schema):
    publication: str = Field(description="slug")
    volume: int
    number: int
    date: str | None
    date_basis: str
    urls: Urls


class ArticleOfIssue(Schema):
    id: str
    title: str
    position: int | None
    date: str | None
    urls: Urls


class Issue(IssueEntry):
    articles: list[ArticleOfIssue]


class Issues(Schema):
    items: list[IssueEntry]
    next: str | None


class Entry(Schema):
    slug: str
    name: str
    articles: int
    urls: RecordUrls


class Entries(Schema):
    total: int
    items: list[Entry]
    next: str | None


class Variant(Schema):
    form: str
    script: str = Field(description="ISO 15924, where known")
    language: str = Field(description="BCP 47, where known")
    kind: str


class Outlet(Entry):
    wikidata: str
    note: str
    variants: list[Variant]


class Actor(Outlet):
    kind: str
    first_year: int | None
    last_year: int | None


class Region(Outlet):
    kind: str
    iso: str
    broader: list[str] = Field(description="slugs of the regions that it directly lies in")
    narrower: list[str] = Field(description="slugs of those directly in it")


class Publication(Entry):
    abbreviation: str
    publisher: str
    rights: str
    policy: str
    cadence: str
    first_year: int | None
    last_year: int | None
