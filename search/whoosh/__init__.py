"""The embedded search engine, on Whoosh; no other package imports Whoosh."""
