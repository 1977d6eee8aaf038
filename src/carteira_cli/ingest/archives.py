"""Zips of files: what is in them, each within its bounds. A workbook is a zip too, and is none."""

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import IO, BinaryIO, NamedTuple

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.container import LARGE_MEMBER, MOST_RATIO, damaged_sheet
from carteira_cli.ingest.unreadable import Unreadable

MOST_MEMBERS = 20_000  # notes; of others far fewer are a month's
MOST_TABLES = 300
MOST_UNPACKED = 2 * 2**30
MOST_RATIO_OF_ALL = 100
HARMLESS = 64 * 2**20  # bytes in all that a zip of any size may unpack to
MOST_DIRECTORY = 8 * 2**20  # bytes: each of 20,000 members may take 400
_CHUNK = 2**20
_LOCKED = 1
_END, _END_SIZE, _LONGEST_END = b"PK\x05\x06", 22, 2**16 + 22
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # the others unpack without bounds
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError,
            RuntimeError, EOFError, OSError, OverflowError)  # fmt: skip
LOCK = "~$"
"""What Excel puts before the name of the file that stands for an open workbook."""
_NOT_DATA = (".", LOCK, "__MACOSX", "Thumbs.db", "desktop.ini")  # hidden, or left by a program
_REJECTS = ".recusadas.csv"
_OF_OFFICE = ("xl/", "[Content_Types].xml", "_rels/", "docProps/", "mimetype", "content.xml")


def is_archive(stream: BinaryIO) -> bool:
    """Whether a file is a zip of files, and neither a document nor anything else.

    Raises BadData for a zip that is damaged, or whose list of files is beyond its bounds.
    """
    stream.seek(0)
    head = stream.read(30 + len(max(_OF_OFFICE, key=len)))
    stream.seek(0)
    if not head.startswith((b"PK\x03\x04", _END)):
        return False
    is_office = head[30:].startswith(tuple(map(str.encode, _OF_OFFICE)))
    if not _is_bounded(stream):
        raise damaged_sheet() if is_office else _too_large()
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
    except _DAMAGED as fault:
        if is_office:
            return False
        raise BadData(
            _("O zip está danificado."), _("Copie ou baixe o arquivo de novo e repita.")
        ) from fault
    return not any(name.startswith(_OF_OFFICE) for name in names)


def _is_bounded(stream: BinaryIO) -> bool:
    """Whether the list of members would not take all memory before a single one is looked at."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(size - _LONGEST_END, 0))
    tail = stream.read()
    at = tail.find(_END)
    while 0 <= at <= len(tail) - _END_SIZE:
        if int.from_bytes(tail[at + 12 : at + 16], "little") > MOST_DIRECTORY:
            return False
        at = tail.find(_END, at + 1)
    stream.seek(0)
    return True


def members(stream: BinaryIO) -> list[str]:
    """The names of the files in a zip, in their order; folders and hidden files are none.

    Raises BadData for a zip that would unpack beyond its bounds, that names two files alike, or of
    which every file is locked by a password.
    """
    with zipfile.ZipFile(stream) as archive:
        found = [
            member
            for member in archive.infolist()
            if not member.filename.endswith("/") and is_data(member.filename.split("/"))
        ]
    _bound(found, stream.seek(0, io.SEEK_END))
    if found and all(member.flag_bits & _LOCKED for member in found):
        raise _damaged()
    names = [member.filename for member in found]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise BadData(
            _("O zip tem dois arquivos com o mesmo nome: {name}.").format(name=twice[0]),
            _("Descompacte e importe os arquivos que interessam."),
        )
    return names


def _bound(found: Sequence[zipfile.ZipInfo], packed: int) -> None:
    most = min(MOST_UNPACKED, max(packed * MOST_RATIO_OF_ALL, HARMLESS))
    large = [member for member in found if member.file_size > LARGE_MEMBER]
    if (
        len(found) > MOST_MEMBERS
        or sum(not member.filename.lower().endswith(".xml") for member in found) > MOST_TABLES
        or sum(member.file_size for member in found) > most
        or any(member.file_size > MOST_RATIO * max(member.compress_size, 1) for member in large)
    ):
        raise _too_large()


def _too_large() -> BadData:
    return BadData(
        _("O zip, descompactado, é grande demais."),
        _("Descompacte e importe os arquivos que interessam."),
    )


def is_data(parts: Sequence[str]) -> bool:
    """Whether a file may be what a rep received, by its name and those of the folders it is in.

    What is hidden is not, nor what programs leave beside their files, nor our refused rows.
    """
    hidden = any(part.startswith(_NOT_DATA) and part.strip(".") for part in parts)
    return not hidden and not parts[-1].endswith(_REJECTS)


def unpack(archive: zipfile.ZipFile, name: str, into: BinaryIO) -> None:
    """Write a member of a zip into a file, and go to the file's start.

    Raises BadData where it is damaged or locked by a password.
    """
    into.writelines(_chunks(archive, name))
    into.seek(0)


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    try:
        with _opened(archive, name) as member:
            while chunk := member.read(_CHUNK):
                yield chunk
    except _DAMAGED as fault:
        raise _damaged() from fault


class Member(NamedTuple):
    """One file in a zip that is open, to be read from its start and once."""

    archive: zipfile.ZipFile
    name: str

    def read(self, size: int) -> bytes:
        """At most `size` bytes; raises Unreadable where it is damaged or locked by a password."""
        try:
            with _opened(self.archive, self.name) as member:
                return member.read(size)
        except _DAMAGED as fault:
            raise Unreadable(_("no zip, está danificado ou tem senha")) from fault


def _opened(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    if archive.getinfo(name).compress_type not in _METHODS:
        raise zipfile.BadZipFile
    return archive.open(name)


def _damaged() -> BadData:
    return BadData(
        _("O zip está danificado ou tem senha."),
        _("Descompacte e importe os arquivos que estão dentro dele."),
    )
