"""What one search may cost at most, known before anything runs."""

MAX_CHARACTERS = 512
MAX_TERMS = 32
MAX_DEPTH = 8
MAX_WILDCARDS = 3  # words with * or ?
MAX_FUZZY = 8  # words with ~
MAX_DISTANCE = 2  # letters by which a fuzzy word may differ
MAX_SLOP = 50  # words; farther apart they hardly speak of the same thing
MIN_BEFORE_STAR = 2
MIN_FUZZY = 3
WEIGHTS = (0.1, 10.0)


class QueryTooLarge(ValueError):
    """The query would cost more than one search may; the message says which limit it passes."""


def check(most: int, count: int, what: str) -> None:
    """Raise QueryTooLarge where there are more of something than one search may have."""
    if count > most:
        raise QueryTooLarge(f"The search has {count:,} {what}; at most {most} are searched.")
