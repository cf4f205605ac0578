"""What a text may call a record: its forms, each with what kind of name it is."""

from collections.abc import Hashable
from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """In the order of preference where a text bears several."""

    WHOLE_NAME = 1  # of a person, first name and surname
    NAME = 2  # any other record's name, a variant, an abbreviation
    CITY = 3  # name of a city that is a record of its own
    ADJECTIVE = 4  # of a region: Azeri, Azeris
    PLACE = 5  # a city or province known to lie in the region
    SURNAME = 6  # of a person whose whole name is known
    MONONYM = 7  # of a person of whom no other name is known


class Form(NamedTuple):
    text: str
    record: Hashable
    kind: Kind = Kind.NAME

    @property
    def is_abbreviation(self) -> bool:
        return self.text.isupper()
