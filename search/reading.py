"""From typed text to pieces: signs, words and phrases, each as meant or repaired."""

import re
from dataclasses import dataclass, field
from enum import Enum

from search import limits
from search.analysis import TOKEN, fold, terms
from search.fields import ALSO_CALLED, FIELDS
from search.limits import QueryTooLarge
from search.tree import Fuzzy, Node, Phrase, Prefix, TextLeaf, Wildcard, Word, limited, weighted


class Sign(Enum):
    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"


@dataclass(frozen=True)
class Weight:
    """What stands behind a closing bracket: (…)^2."""

    factor: float


@dataclass(frozen=True)
class Field:
    """What stands before a word, a phrase or a bracket: title:…"""

    name: str


QUOTES = {'"': '"', "“": '”"', "„": '“”"', "«": '»"', "”": '”"'}
WITHOUT_QUOTES = str.maketrans(dict.fromkeys([*QUOTES, "»"], " "))
MINUS = "-−"
OPENINGS = {*QUOTES, "("}
OPERATORS = {"AND": Sign.AND, "&&": Sign.AND, "OR": Sign.OR, "||": Sign.OR, "NOT": Sign.NOT}
PIECE = re.compile(
    r"""\s*(?:(?P<quote>["“„«”])|(?P<open>\()|(?P<close>\))|(?P<minus>[-−](?=\S)|!(?=[\w"“„«(]))"""
    r"""|(?P<word>[^\s()"“„«”]+))"""
)
# What may stand behind a word, a phrase or a bracket: ~2, ^0.5, both.
PART_OF_TAIL = r"([~^])(\d*(?:[.,]\d+)?)"
TAIL = r"(?:(?:~\d*(?:[.,]\d+)?|\^\d*[.,]?\d+)[.,;:!?]*)+"
TAIL_OF_WORD = re.compile(TAIL + r"\Z")
TAIL_ELSEWHERE = re.compile(TAIL + r"""(?=[\s()"“„«”]|\Z)""")
SIGNED = re.compile(r"[*?~^]")
# A ? at the end of a word asks a question.
DECADE = re.compile(r"\d{3}\?|\d{2}\?\?")  # 198? and 19??; 1998? asks
PUNCTUATION = re.compile(r"\A(?:[^\w*?]|_)+|(?:[^\w*]|_)+\Z")

# Between phrases, brackets and words these mean nothing, and no operator was meant.
PUNCTUATES = ".,;:!?…"
NO_WORDS = "“{}” holds no letter or digit and was ignored."

# What stands before a colon in a word, but not the http of http:// or the hour of 12:30.
FIELD = re.compile(r"(?P<name>[^\W\d_]{2,}):(?!//)(?P<value>.*)", re.DOTALL)

Piece = Sign | Weight | Field | Node


@dataclass
class Tail:
    """What the signs behind a piece say; a distance is kept as typed."""

    distance: str | None = None
    factor: float = 1.0


@dataclass
class Reading:
    """The pieces of a text, what was repaired to get them, and what they will cost."""

    pieces: list[Piece] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    words: int = 0
    wildcards: int = 0
    fuzzy: int = 0

    def check(self) -> None:
        limits.check(limits.MAX_TERMS, self.words, "words")
        limits.check(limits.MAX_WILDCARDS, self.wildcards, "words with * or ?")
        limits.check(limits.MAX_FUZZY, self.fuzzy, "words with ~")

    def read(self, text: str) -> None:
        at = 0
        while piece := PIECE.match(text, at):
            at = piece.end()
            match piece.lastgroup:
                case "word":
                    self._word(piece["word"], text[at : at + 1])
                case "quote":
                    at = self._phrase(text, at)
                case "minus":
                    self.pieces.append(Sign.NOT)
                case "open":
                    self.pieces.append(Sign.OPEN)
                case _:
                    self.pieces.append(Sign.CLOSE)
                    at = self._weight(text, at)
        if text and not (self.pieces or self.repairs):
            self.repairs.append(NO_WORDS.format(text))

    def _word(self, typed: str, follows: str) -> None:
        if typed in OPERATORS:
            self.pieces.append(OPERATORS[typed])
        elif ":" in typed and (field := FIELD.fullmatch(typed)):
            self._in_field(field["name"], field["value"], follows)
        else:
            self._plain_word(typed)

    def _in_field(self, name: str, value: str, follows: str) -> None:
        """Add a field and its value, or the whole as a word where there is no value."""
        meant = ALSO_CALLED.get(name.lower(), name) if value or follows in OPENINGS else name
        field = Field(meant.lower() if meant.lower() in FIELDS else name)
        if meant != name:
            self.repairs.append(f"“{name}:” was read as “{meant}:”.")
        is_known, typed, value = field.name in FIELDS, value, value.lstrip(MINUS)
        if is_known and value != typed and (value or follows in OPENINGS):
            self.repairs.append(f"“{name}:{typed}” was read as “-{name}:{value}”.")
            self.pieces.append(Sign.NOT)
        if value and (is_known or value[0].isalnum()):
            self.pieces.append(field)
            self._word(_plain(value).text, follows)
            if self.pieces[-1] is field:  # the value was ignored
                self.pieces.pop()
                self._nothing_behind(name)
        elif not value and follows and follows in OPENINGS:
            self.pieces.append(field)
        elif is_known:
            self._nothing_behind(name)
        else:
            self._plain_word(f"{name}:{value}")

    def _nothing_behind(self, name: str) -> None:
        self.repairs.append(f"“{name}:” has nothing behind it and was read as a word.")
        self._plain_word(name)

    def _plain_word(self, typed: str) -> None:
        if not SIGNED.search(typed):
            self._add(Word(typed))
        else:
            self._signed_word(typed)

    def _signed_word(self, typed: str) -> None:
        found = TAIL_OF_WORD.search(typed, 1)  # signs without a word are punctuation
        tail = self._tail(found[0]) if found else Tail()
        body = typed[: found.start()] if found else typed
        core = body if DECADE.fullmatch(body) else PUNCTUATION.sub("", body)
        if "*" in core or "?" in core:
            self._add(self._pattern(body, core), tail.factor)
            if tail.distance is not None:
                self.repairs.append(f"The ~ behind “{body}” was ignored.")
        elif tail.distance is not None:
            self._add(self._fuzzy(body, core, tail.distance), tail.factor)
        else:
            self._add(_plain(body), tail.factor)

    def _pattern(self, body: str, core: str) -> Word | Prefix | Wildcard:
        """Return the node of a word with * or ?; raises QueryTooLarge."""
        if not core.strip("*?"):
            return _plain(body)
        if not TOKEN.fullmatch(re.sub(r"[*?]", "x", core)):
            self.repairs.append(f"“{body}” is more than one word; its * and ? were ignored.")
            return _plain(body)
        pattern = Wildcard(re.sub(r"\*+", "*", core))
        if not pattern.beginning:
            raise QueryTooLarge(f"“{core}” begins with a * or ?; its first letter is needed.")
        if len(fold(core.partition("*")[0])) < limits.MIN_BEFORE_STAR:
            raise QueryTooLarge(
                f"“{core}” would find too many words; "
                f"at least {limits.MIN_BEFORE_STAR} letters have to stand before the *."
            )
        self.wildcards += 1
        start, sign, rest = pattern.text.partition("*")
        return Prefix(start) if sign and not rest and "?" not in start else pattern

    def _fuzzy(self, body: str, core: str, distance: str) -> Word | Fuzzy:
        """Return the node of a word with ~; raises QueryTooLarge."""
        if not TOKEN.fullmatch(core):
            self.repairs.append(f"“{body}” is not one word; the ~ behind it was ignored.")
            return _plain(body)
        edits = int(distance or 1) if (distance or "1").isdecimal() else 0
        if not edits:
            self.repairs.append(f"The ~{distance} behind “{body}” was ignored; ~1 and ~2 are read.")
            return _plain(body)
        if edits > limits.MAX_DISTANCE:
            raise QueryTooLarge(
                f"“{core}~{distance}” would find too many words; "
                f"~{limits.MAX_DISTANCE} is the most."
            )
        if len(fold(core)) < limits.MIN_FUZZY:
            raise QueryTooLarge(
                f"“{core}~” would find too many words; "
                f"at least {limits.MIN_FUZZY} letters have to stand before the ~."
            )
        self.fuzzy += 1
        return Fuzzy(core, edits)

    def _phrase(self, text: str, start: int) -> int:
        """Add the phrase whose text begins at start; return where reading goes on."""
        closing = QUOTES[text[start - 1]]
        end = min((at for sign in closing if (at := text.find(sign, start)) >= 0), default=-1)
        if end < 0:
            self.repairs.append("A quotation mark had no partner; the phrase runs to the end.")
            end = len(text)
        after = TAIL_ELSEWHERE.match(text, end + 1)
        tail = self._tail(after[0]) if after else Tail()
        words = " ".join(text[start:end].translate(WITHOUT_QUOTES).split())
        self._add(Phrase(words, self._slop(words, tail.distance)), tail.factor)
        return after.end() if after else end + 1

    def _slop(self, words: str, distance: str | None) -> int:
        if distance is None:
            return 0
        if not distance.isdecimal() or len(terms(words)) < 2:
            self.repairs.append(
                f"The ~{distance} behind “{words}” was ignored; "
                "it needs two words or more before it and a number."
            )
            return 0
        if int(distance) > limits.MAX_SLOP:
            raise QueryTooLarge(f"Words can be at most {limits.MAX_SLOP} words apart.")
        return int(distance)

    def _weight(self, text: str, at: int) -> int:
        """Add the weight of the bracket just closed, if it has one."""
        after = TAIL_ELSEWHERE.match(text, at)
        if not after:
            return at
        tail = self._tail(after[0])
        self.pieces.append(Weight(tail.factor))
        if tail.distance is not None:
            self.repairs.append("A ~ behind a bracket was ignored; it belongs to a word or phrase.")
        return after.end()

    def _tail(self, typed: str) -> Tail:
        tail = Tail()
        for sign, value in re.findall(PART_OF_TAIL, typed):
            if sign == "~":
                tail.distance = value
            else:
                tail.factor = self._factor(float(value.replace(",", ".")))
        return tail

    def _factor(self, typed: float) -> float:
        least, most = limits.WEIGHTS
        factor = limited(typed)
        if not least <= typed <= most:
            self.repairs.append(
                f"Weights lie between {least:g} and {most:g}; ^{factor:g} was read."
            )
        return factor

    def _add(self, leaf: TextLeaf, factor: float = 1.0) -> None:
        count = len(terms(leaf.text)) if isinstance(leaf, Word | Phrase) else 1
        if not count:
            self._ignore(leaf.text)
            return
        self.words += count
        self.pieces.append(weighted(leaf, factor))

    def _ignore(self, typed: str) -> None:
        """Tell that a piece has no words, unless it only punctuates the text between others."""
        if not typed or typed.strip(PUNCTUATES):
            self.repairs.append(NO_WORDS.format(typed))


def _plain(typed: str) -> Word:
    """Return the word; one that lost its signs must not become an operator."""
    return Word(typed.lower() if typed in OPERATORS else typed)
