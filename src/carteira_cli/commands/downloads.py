"""The newest files that a browser or a mail program left: so that no path need be typed."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from carteira_cli.ingest import archives

ENDINGS = frozenset(
    {
        ".csv",
        ".txt",
        ".tsv",
        ".xlsx",
        ".xls",
        ".xlsm",
        ".ods",
        ".zip",
        ".gz",
        ".xml",
        ".vcf",
        ".html",
    }
)
_LARGE = 2**25  # bytes: a tenth of a second


class Download(NamedTuple):
    """A file of the Downloads folder: its size in bytes, and when it was written (seconds)."""

    path: Path
    size: int
    written_at: float


def newest(folder: Path, limit: int) -> list[Download]:
    """At most `limit` files that may be imported, the newest first; none without a folder."""
    if not folder.is_dir():
        return []
    found = []
    for path in folder.iterdir():
        if path.suffix.lower() in ENDINGS and archives.is_data([path.name]):
            facts = path.stat()
            found.append(Download(path, facts.st_size, facts.st_mtime))
    found = [each for each in found if each.path.is_file()]
    return sorted(found, key=lambda each: (-each.written_at, each.path.name))[:limit]


def digest_of(found: Download) -> str:
    """The SHA-256 of a file's content; "" where that would take long, or it cannot be read."""
    if found.size > _LARGE:
        return ""
    try:
        return hashlib.sha256(found.path.read_bytes()).hexdigest()
    except OSError:
        return ""
