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
    publication: str = Field(examples=["Monitor"])
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
    q: str = Field(examples=["gabala"])
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
    facet: str = Field(examples=["region"])
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
    q: str = Field(examples=["gabala"])
    suggestions: list[Suggestion]


class NamedActor(Schema):
    name: str = Field(examples=["Haidar Aliev"])
    kind: str = Field(examples=["person"])


class Source(Schema):
    outlet: str = Field(examples=["Turan"])
    dates: list[str] = Field(examples=[["2001-01-02/2001-01-04"]])


class Reference(Schema):
    publication: str = Field(examples=["Monitor"])
    date: str = Field(examples=["2001-01-05?"])


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
    page: str = Field(examples=["/actors/haidar-aliev/"])
    api: str = Field(examples=["/api/v1/actors/haidar-aliev"])


class RecordUrls(Urls):
    search: str = Field(description="the search for its articles")


class IssueEntry(Schema):
    publication: str = Field(description="slug")
    volume: int
    number: int
    date: str | None = Field(examples=["2001-01-05?"])
    date_basis: str = Field(examples=["inferred"])
    urls: Urls


class ArticleOfIssue(Schema):
    id: str
    title: str = Field(examples=["Gabala radar talks stall"])
    position: int | None
    date: str | None = Field(examples=["2001-01-05?"])
    urls: Urls


class Issue(IssueEntry):
    articles: list[ArticleOfIssue]


class Issues(Schema):
    items: list[IssueEntry]
    next: str | None


class Entry(Schema):
    slug: str = Field(examples=["haidar-aliev"])
    name: str = Field(examples=["Haidar Aliev"])
    articles: int
    urls: RecordUrls


class Entries(Schema):
    total: int
    items: list[Entry]
    next: str | None


class Variant(Schema):
    form: str = Field(examples=["Гейдар Алиев"])
    script: str = Field(description="ISO 15924, where known")
    language: str = Field(description="BCP 47, where known")
    kind: str = Field(examples=["spelling"])


class Outlet(Entry):
    wikidata: str = Field(examples=["Q171684"])
    note: str
    variants: list[Variant]


class Actor(Outlet):
    kind: str = Field(examples=["person"])
    first_year: int | None
    last_year: int | None


class Region(Outlet):
    kind: str = Field(examples=["country"])
    iso: str = Field(examples=["AM"])
    broader: list[str] = Field(description="slugs of the regions that it directly lies in")
    narrower: list[str] = Field(description="slugs of those directly in it")


class Publication(Entry):
    abbreviation: str = Field(examples=["MON"])
    publisher: str = Field(examples=["The Foundation"])
    rights: str
    policy: str = Field(examples=["full"])
    cadence: str = Field(examples=["weekdays"])
    first_year: int | None
    last_year: int | None
