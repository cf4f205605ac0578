"""The words at most one letter away, for engines that know no fuzzy words."""

from string import ascii_lowercase, digits


def neighbours(word: str) -> list[str]:
    """Return all words within a Levenshtein distance of 1 that have ASCII letters and digits."""
    found = {word}
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        found.add(before + after[1:])
        for sign in ascii_lowercase + digits:
            found |= {before + sign + after, before + sign + after[1:]}
    return sorted(found)
