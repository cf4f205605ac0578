"""The archive and its peers, one module each with a class Engine."""

# In the order in which they take turns.
NAMES = ("archive", "tantivy", "fts5", "whoosh", "postgresql")
