"""Keeps the memory that a search frees for the next one.

The C library gives larger pieces back to the system at once, and the system hands them out again
page by page: at a million articles that takes longer than the search.
"""

import ctypes
import sys
from functools import cache

# mallopt(3): what is given back is the top of the heap beyond this, and pieces larger than that.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
KEPT_BYTES, LARGEST_PIECE = 256 << 20, 32 << 20


@cache
def keep_freed_memory() -> None:
    """Tell the C library, once a process; where it is not glibc, nothing is done."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt:
        mallopt(M_TRIM_THRESHOLD, KEPT_BYTES)
        mallopt(M_MMAP_THRESHOLD, LARGEST_PIECE)
