"""How much memory a process has for itself, and how much of its index is mapped."""

import re
from pathlib import Path
from typing import NamedTuple

SMAPS = Path("/proc/self/smaps")
# `55aebd9ae000-55aebd9b0000 r--s 00000000 fe:01 1234   /a/file`, see proc(5).
MAPPING = re.compile(r"[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \d+ *(.*)")
SIZE = re.compile(r"(Rss|Private_Clean|Private_Dirty): +(\d+) kB")


class Memory(NamedTuple):
    """Megabytes: pages of this process alone, and resident pages of the mapped index files."""

    unique: float
    mapped: float


def of_this_process(folder: Path) -> Memory:
    """Read it from the system; index files are those below `folder`. Raises OSError without /proc.

    Other workers of a site map the same files, so that these pages belong to nobody alone. Here
    the process has no such company, and the kernel counts them as private: they are told apart.
    """
    unique = mapped = 0
    is_index = False
    for line in SMAPS.read_text().splitlines():
        if mapping := MAPPING.fullmatch(line):
            is_index = mapping[1].startswith(f"{folder}/")
        elif size := SIZE.match(line):
            is_resident = size[1] == "Rss"
            mapped += int(size[2]) * (is_index and is_resident)
            unique += int(size[2]) * (not is_index and not is_resident)
    return Memory(unique / 1000, mapped / 1000)
