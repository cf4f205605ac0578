"""Whoosh commits made durable and verifiable: fsync in order, and a manifest of every file.

Whoosh 2.7.4 syncs nothing and unpickles what it finds. Here a commit puts on disk, in this order:
segment files, a manifest with size and CRC-32 of each of them and of the table of contents, then
the table of contents that makes the commit count; only then are old files removed. A reader
checks the manifest before Whoosh unpickles, or anything is mapped.
"""

import json
import os
import re
import zlib
from pathlib import Path

from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC

from search.whoosh.folder import FORMAT, IndexOfNewerRelease, IndexUnusable, fsync, write_durably
from search.whoosh.schema import schema

NAME = "MAIN"
TABLE_OF_CONTENTS = re.compile(rf"_{NAME}_([0-9]+)\.toc")

# Size and CRC-32 by file name.
Manifest = dict[str, list[int]]


def create(generation: Path) -> None:
    """Make an empty index in a new folder."""
    generation.mkdir()
    write_durably(generation / "FORMAT", format_text().encode())
    install(generation, TOC(schema(), [], 0), {})
    fsync(generation.parent)


def format_text() -> str:
    """Return what FORMAT says: the version and the fields, for a new facet needs a rebuild too."""
    return f"{FORMAT} {' '.join(schema().names())}"


def open_commit(generation: Path, verified: set[str]) -> TOC:
    """Open the newest commit; `verified` remembers files checked before in this process.

    Raises IndexUnusable, naming the file, where one is missing, cut off, altered or foreign.
    """
    _check_format(generation)
    number = newest_commit(generation)
    _verify(generation, _manifest(generation, number), verified)
    try:
        # With the number, for a newer commit may have come that was not verified.
        return TOC.read(FileStorage(str(generation)), NAME, gen=number, schema=schema())
    except (ImportError, AttributeError) as error:
        raise IndexUnusable(f"{generation.name} was written by another release") from error


def _check_format(generation: Path) -> None:
    found = _text(generation / "FORMAT")
    version = re.match(r"[0-9]{1,9}(?= )", found)
    if version and int(version[0]) > FORMAT:
        raise IndexOfNewerRelease(
            f"{generation.name} was made by a newer release (format {version[0]}, this one reads "
            f"{FORMAT}): start that release instead of this one"
        )
    if found != format_text():
        raise IndexUnusable(
            f"{generation.name}/FORMAT names another format than this release reads: "
            "rebuild needed (python manage.py index rebuild)"
        )


def newest_commit(generation: Path) -> int:
    """Return the number of the newest commit, for readers to see whether there is a newer one."""
    try:
        # Every search asks.
        names = os.listdir(generation)  # noqa: PTH208
    except OSError as error:
        raise IndexUnusable(f"the folder {generation.name} cannot be read: {error}") from error
    matches = [TABLE_OF_CONTENTS.fullmatch(name) for name in names if name.endswith(".toc")]
    numbers = [int(match[1]) for match in matches if match]
    if not numbers:
        raise IndexUnusable(f"{generation.name} has no table of contents (_{NAME}_….toc)")
    return max(numbers)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError as error:
        raise IndexUnusable(f"{path.parent.name}/{path.name} is missing") from error


def _manifest(generation: Path, number: int) -> Manifest:
    path = generation / f"MANIFEST_{number}.json"
    checksum, _, listing = _text(path).partition(" ")
    if checksum != _checksum(listing):
        raise IndexUnusable(f"{generation.name}/{path.name} is damaged")
    manifest: Manifest = json.loads(listing)
    return manifest


def _checksum(listing: str) -> str:
    return f"{zlib.crc32(listing.encode()):08x}"


def _verify(generation: Path, manifest: Manifest, verified: set[str]) -> None:
    for name, (size, crc) in manifest.items():
        path = generation / name
        if not path.is_file():
            raise IndexUnusable(f"{generation.name}/{name} is missing")
        if path.stat().st_size != size:
            raise IndexUnusable(f"{generation.name}/{name} has another size than was written")
        if str(path) not in verified:
            if crc32(path) != crc:
                raise IndexUnusable(f"{generation.name}/{name} was altered since it was written")
            verified.add(str(path))
    in_use = {str(generation / name) for name in manifest}
    verified -= {path for path in tuple(verified) if path.startswith(f"{generation}/")} - in_use


def crc32(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            checksum = zlib.crc32(block, checksum)
    return checksum


def _toc_bytes(toc: TOC) -> bytes:
    memory = RamStorage()
    toc.write(memory, NAME)
    return bytes(memory.files[TOC._filename(NAME, toc.generation)])


def _files_of(generation: Path, toc: TOC) -> list[Path]:
    prefixes = tuple(f"{segment.segment_id()}." for segment in toc.segments)
    return sorted(path for path in generation.iterdir() if path.name.startswith(prefixes))


def install(generation: Path, toc: TOC, known: Manifest) -> None:
    """Make the commit count, the steps in the order that a crash at any point forgives.

    `known` are files on disk already, as `synced` told them.
    """
    manifest = _with_new_files_synced(generation, toc, known)
    fsync(generation)
    data = _toc_bytes(toc)
    toc_path = generation / TOC._filename(NAME, toc.generation)
    manifest[toc_path.name] = [len(data), zlib.crc32(data)]
    listing = json.dumps(manifest)
    manifest_path = generation / f"MANIFEST_{toc.generation}.json"
    write_durably(manifest_path, f"{_checksum(listing)} {listing}".encode())
    write_durably(toc_path, data)
    remove_leftovers(generation)


def _with_new_files_synced(generation: Path, toc: TOC, known: Manifest) -> Manifest:
    before = _manifest(generation, toc.generation - 1) if toc.generation else {}
    known = before | known
    return {path.name: known.get(path.name) or synced(path) for path in _files_of(generation, toc)}


def synced(path: Path) -> list[int]:
    """Force a file to the disk, and return its size and CRC-32."""
    fsync(path)
    return [path.stat().st_size, crc32(path)]


def remove_leftovers(generation: Path) -> None:
    """Remove all that the newest commit does not name; the caller may write to the generation."""
    number = newest_commit(generation)
    names = {"FORMAT", f"MANIFEST_{number}.json", *_manifest(generation, number)}
    for path in generation.iterdir():
        if path.name not in names and path.is_file():
            path.unlink(missing_ok=True)
