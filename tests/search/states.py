"""Any state that an address can say, for properties."""

from unicodedata import normalize

from hypothesis import strategies as st

from search.state import Filter, SearchState

slugs = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
filters = st.builds(
    Filter, st.sampled_from(["region", "actor", "publication", "outlet"]), slugs, st.booleans()
)
partial_dates = st.one_of(
    st.just(""),
    st.dates().map(lambda day: f"{day:%Y-%m-%d}".zfill(10)),
    st.dates().map(lambda day: f"{day.year:04}-{day.month:02}"),
    st.dates().map(lambda day: f"{day.year:04}"),
)
words = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=40).map(
    lambda text: " ".join(
        "".join(c if c.isprintable() else " " for c in normalize("NFC", text)).split()
    )
)


@st.composite
def states(draw):
    undated = draw(st.booleans())
    q = draw(words)
    return SearchState(
        q=q,
        match_any=draw(st.booleans()),
        exact=draw(st.booleans()),
        filters=draw(st.frozensets(filters, max_size=6)),
        from_="" if undated else draw(partial_dates),
        to="" if undated else draw(partial_dates),
        certain=False if undated else draw(st.booleans()),
        undated=undated,
        sort=draw(st.sampled_from(["", "newest", "oldest"] if q else ["", "oldest"])),
        page=draw(st.integers(1, 10_000)),
    )
