"""What the words around a name tell: titles and roles, other names, money, agreements."""

import re

_MONEY = re.compile(
    r"-?\s?(?:(?:[mb]ln|million|billion) )?(?:euro)?"
    r"(?:dlrs?|dollars?|francs?|crowns?|kron(?:a|or|er)|pounds?|pesos?|rand|yen|marks?|lir[ae]"
    r"|pesetas?|guilders?|rou?bles?|manats?|drams?|lari|soms?|tenge|hryvnyas?|lei|lats|litas)\b",
    re.IGNORECASE,
)
_AGREEMENT = re.compile(
    r"(?: \w+)? (?:accords?|agreements?|pacts?|treaty|communique|clubs?|meetings?|talks|summit"
    r"|conference|convention|declaration|protocol|round)\b",
    re.IGNORECASE,
)
_CAPITALISED_NEXT = re.compile(r"[ -]\w*[A-Z]")
_ROLES = (
    r"(?:[Pp]resident|[Pp]remier|(?:[Pp]rime )?[Mm]inister|[Cc]hancellor"
    r"|[Ss]ecretary(?:-[Gg]eneral)?|[Cc]hair(?:man|woman|person)?|[Gg]overnor|[Aa]mbassador"
    r"|[Ss]enator|Sen\.|[Rr]epresentative|Rep\.|[Cc]ongress(?:man|woman)|[Gg]eneral|Gen\."
    r"|[Cc]olonel|Col\.|[Mm]ajor|[Mm]arshal|[Aa]dmiral|King|Queen|Prince|Sheikh|Sultan|Pope"
    r"|Patriarch|Ayatollah|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Professor|[Ss]peaker|[Ll]eader|[Cc]ommander"
    r"|[Cc]hief|[Dd]irector|[Cc]ommissioner|[Ee]nvoy|[Ss]pokes(?:man|woman)|[Mm]ayor|[Dd]eputy"
    r"|[Aa]ide|[Nn]egotiator|[Cc]ounsel|[Ff]inancier)"
)
_OFFICE = r"(?: (?:of|for)(?: the)?)?(?:,? (?:and )?[A-Z][\w-]*)*"
_FIRST_NAMES = r"(?: (?:[A-Z][\w'-]+|[A-Z]\.))*"
_TITLED = re.compile(rf"\b{_ROLES}{_OFFICE}{_FIRST_NAMES} $")
# A capitalised word that begins no sentence and is no title; initials count.
_OTHER_NAME = re.compile(rf"[\w,;] (?!{_ROLES} $)(?:[A-Z][a-z][\w'-]*|[A-Z]\.) $")
# First name and surname, with initials and particles: two capitalised words at least, no titles.
_NAME_WORD = rf"(?!{_ROLES}\b)[A-Z][\w'’-]+"
_AFTER_TITLE = re.compile(
    rf"\b{_ROLES} ((?:[A-Z]\. ?)*{_NAME_WORD}(?: (?:[A-Z]\.|al-|de|van|von|ibn|ben))*"
    rf"(?: {_NAME_WORD})+)"
)
_POSSESSIVE = re.compile(r"['’]s?$")
# General Motors Corp, Chief Accounting Office: what began like a title was none.
_INSTITUTION = re.compile(
    r"\b(?:Corp|Inc|Co|Ltd|Company|Bank|Office|Group|Committee|Commission|Council|Assembly|Staff"
    r"|Affairs|Department|Party|Court|University|Union|Motors|Electric|Dynamics)\b"
)
_FAR = 80  # characters that a title may stand before a name


def is_money(text: str, end: int) -> bool:
    """Tell whether a unit of money follows: Canadian dollars name no place."""
    return _MONEY.match(text, end) is not None


def is_part_of_a_name(text: str, end: int) -> bool:
    """Tell whether the next word continues a longer name, as in Bristol-Myers or Paris Club."""
    return _CAPITALISED_NEXT.match(text, end) is not None


def is_of_an_agreement(text: str, end: int) -> bool:
    """Tell whether the name is one of an agreement or a meeting: the Paris accord."""
    return _AGREEMENT.match(text, end) is not None


def has_title(text: str, start: int) -> bool:
    """Tell whether a title or a role stands before the name, with first names or without."""
    return _TITLED.search(text, max(start - _FAR, 0), start) is not None


def has_first_name(text: str, start: int) -> bool:
    """Tell whether a first name, or what looks like one, stands right before the name."""
    return _OTHER_NAME.search(text, max(start - _FAR, 0), start) is not None


def names_after_titles(text: str) -> list[tuple[int, int]]:
    """Return where whole names stand after a title or a role: [start, end)."""
    return [
        (match.start(1), match.start(1) + len(_POSSESSIVE.sub("", match[1])))
        for match in _AFTER_TITLE.finditer(text)
        if not _INSTITUTION.search(match[1])
    ]
