"""Zips of files: what is in them, each within its bounds. A workbook is a zip too, and is none."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.container import LARGE_MEMBER, MOST_RATIO
from carteira_cli.ingest.nfe import MOST_BYTES

MOST_MEMBERS = 20_000
MOST_UNPACKED = 2 * 2**30
_CHUNK = 2**20
_DAMAGED = (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError)
_NOT_DATA = (".", "~$", "__MACOSX", "Thumbs.db", "desktop.ini")


def is_archive(stream: BinaryIO) -> bool:
    """Whether a file is a zip of files, and neither a workbook nor anything else."""
    stream.seek(0)
    is_zip = stream.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}
    stream.seek(0)
    if not is_zip:
        return False
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
    except _DAMAGED:
        return False
    return not any(name.startswith("xl/") or name == "content.xml" for name in names)


def members(stream: BinaryIO) -> list[str]:
    """The names of the files in a zip, in their order; folders and hidden files are none.

    Raises BadData for a zip that would unpack beyond its bounds.
    """
    with zipfile.ZipFile(stream) as archive:
        found = [member for member in archive.infolist() if _is_data(member)]
    large = [member for member in found if member.file_size > LARGE_MEMBER]
    if (
        len(found) > MOST_MEMBERS
        or sum(member.file_size for member in found) > MOST_UNPACKED
        or any(member.file_size > MOST_RATIO * max(member.compress_size, 1) for member in large)
    ):
        raise BadData(
            _("O zip, descompactado, é grande demais."),
            _("Descompacte e importe os arquivos que interessam."),
        )
    return [member.filename for member in found]


def _is_data(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.split("/")
    return not member.is_dir() and not any(part.startswith(_NOT_DATA) for part in parts)


def unpack(stream: BinaryIO, name: str, into: BinaryIO) -> None:
    """Write a member of a zip into a file, and go to the file's start.

    Raises BadData where it is damaged, locked by a password, or holds more than it says.
    """
    try:
        with zipfile.ZipFile(stream) as archive, archive.open(name) as member:
            left = archive.getinfo(name).file_size
            while chunk := member.read(_CHUNK):
                left -= len(chunk)
                into.write(chunk)
                if left < 0:
                    raise zipfile.BadZipFile
    except _DAMAGED as fault:
        raise _damaged(name) from fault
    into.seek(0)


def each(stream: BinaryIO, names: Iterable[str]) -> Iterator[BinaryIO]:
    """The content of each member, to be read from its start and no further than a note may be.

    Raises BadData where one is damaged or locked by a password.
    """
    with zipfile.ZipFile(stream) as archive:
        for name in names:
            try:
                with archive.open(name) as member:
                    content = member.read(MOST_BYTES + 1)
            except _DAMAGED as fault:
                raise _damaged(name) from fault
            yield io.BytesIO(content)


def _damaged(name: str) -> BadData:
    return BadData(
        _("{file}: o zip está danificado ou tem senha.").format(file=name),
        _("Descompacte e importe os arquivos que estão dentro dele."),
    )
