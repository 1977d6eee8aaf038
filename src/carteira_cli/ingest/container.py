"""What a file is, by its first bytes and never by its name; and how far it may unpack."""

import gzip
import io
import re
import zipfile
import zlib
from typing import BinaryIO, cast

from carteira_cli.errors import BadData, _
from carteira_cli.ingest import ole
from carteira_cli.ingest.extent import bound_extent

MOST_MEMBERS = 500
MOST_UNPACKED = 300 * 2**20
MOST_RATIO = 60
LARGE_MEMBER = 2**20  # below a megabyte any ratio is harmless
MOST_TEXT = 4 * 2**30
MOST_TEXT_RATIO = 200

_DAMAGED = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError,
            OSError)  # fmt: skip
_FOREIGN = (  # pictures, documents, other archives, databases
    b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"RIFF", b"%PDF-",
    b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"SQLite format 3",
)  # fmt: skip
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f]")
_MOST_CONTROLS = 50  # one letter in so many: a slip of some system makes no binary file
_JSON = re.compile(rb"\{\s*[\"}]|\[\s*[\[{\"\]]")
_OWN = re.compile(rb"\{\s*\"carteira\"\s*:")


def unpacked(stream: BinaryIO) -> BinaryIO:
    """The stream from its start, unpacked on the way if it is gzip.

    Raises BadData where a gzip would unpack to more than 200 times its size (from 1 MB on) or 4 GB.
    """
    stream.seek(0)
    magic = stream.read(2)
    stream.seek(0)
    if magic != b"\x1f\x8b":
        return stream
    packed = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    most = min(MOST_TEXT, max(packed * MOST_TEXT_RATIO, LARGE_MEMBER))
    return cast(BinaryIO, _Gzip(stream, most))


class _Gzip(gzip.GzipFile):
    """A gzip that refuses to give more than it may, and says plainly when it is damaged."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        super().__init__(fileobj=stream, mode="rb")
        self._most = most

    def read(self, size: int | None = -1) -> bytes:
        """At most `size` bytes; raises BadData past the bound or where the gzip is damaged."""
        try:
            data = super().read(size)
        except (OSError, EOFError) as fault:
            raise BadData(
                _("O arquivo .gz está danificado."), _("Copie o arquivo de novo e repita.")
            ) from fault
        if self.tell() > self._most:
            raise _bomb()
        return data

    def read1(self, size: int = -1) -> bytes:
        """As `read`: text is read through here."""
        return self.read(size if size >= 0 else io.DEFAULT_BUFFER_SIZE)


def kind_of(stream: BinaryIO) -> str:
    """`xlsx`, `ods` or `xls` for a workbook, `html` for a page, `text` for anything else.

    Raises BadData for an empty file, for JSON, XML and other files that are known to be no table,
    for a zip that is no workbook and for one that would unpack beyond its bounds.
    """
    stream.seek(0)
    head = stream.read(1024)
    if not head.strip(b"\x00\t\r\n "):
        raise BadData(
            _("O arquivo está vazio."),
            _("Exporte de novo a partir do sistema e importe o resultado."),
        )
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(stream)
    if head.startswith(ole.MAGIC):
        return "xls"
    return _kind_of_text(head)


def _kind_of_text(head: bytes) -> str:
    if head.startswith(_FOREIGN):
        raise _foreign(head)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if _JSON.match(start):
        raise _json(start)
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style")):
        return "html"
    if start.startswith(b"<?xml"):
        return "html" if b"<html" in start else _refuse_xml()
    if len(_CONTROLS.findall(head)) * _MOST_CONTROLS > len(head):
        raise not_a_table()
    return "text"


def _foreign(start: bytes) -> BadData:
    """The refusal of what is known to be another kind of file."""
    if not start.startswith(b"%PDF-"):
        return not_a_table()
    return BadData(
        _("O arquivo é um PDF, e não uma planilha."),
        _("Peça à representada o mesmo relatório em Excel ou CSV."),
    )


def not_a_table() -> BadData:
    """The refusal of a file that is neither text nor a workbook."""
    return BadData(
        _("O arquivo é binário: não é texto nem planilha."),
        _("Importe CSV, TXT, XLSX, XLS ou ODS exportado pelo sistema."),
    )


def _json(start: bytes) -> BadData:
    if _OWN.match(start):
        return BadData(
            _("É uma exportação do carteira; a volta dela ainda não existe."),
            _("Guarde o arquivo; a cópia que se restaura é a de carteira backup."),
        )
    return BadData(
        _("Um arquivo JSON não é uma tabela que se possa importar."),
        _("Exporte como CSV ou planilha (.xlsx)."),
    )


def _refuse_xml() -> str:
    raise BadData(
        _("Um arquivo XML não é uma tabela que se possa importar."),
        _("Exporte como CSV ou planilha (.xlsx)."),
    )


def _kind_of_zip(stream: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            kind = _kind_of_members({member.filename for member in archive.infolist()})
            _bound(archive.infolist())
            bound_extent(archive, kind)
    except _DAMAGED as fault:
        raise damaged_sheet() from fault
    return kind


def damaged_sheet() -> BadData:
    """The refusal of a workbook whose bytes are not all there, or not as they were."""
    return BadData(
        _("A planilha está danificada."), _("Abra no Excel, salve com outro nome e repita.")
    )


def _kind_of_members(names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        raise BadData(
            _("O arquivo é uma planilha binária (.xlsb)."),
            _("Abra no Excel, salve como .xlsx e repita."),
        )
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    if "[Content_Types].xml" in names:
        raise BadData(
            _("O arquivo é um documento, e não uma planilha."),
            _("Copie a tabela para o Excel, salve como .xlsx e repita."),
        )
    raise BadData(
        _("O arquivo é um zip, e não uma planilha."),
        _("Descompacte e importe os arquivos que estão dentro dele."),
    )


def _bound(members: list[zipfile.ZipInfo]) -> None:
    large = [member for member in members if member.file_size > LARGE_MEMBER]
    if (
        len(members) > MOST_MEMBERS
        or sum(member.file_size for member in members) > MOST_UNPACKED
        or any(member.file_size > MOST_RATIO * max(member.compress_size, 1) for member in large)
    ):
        raise _bomb()


def _bomb() -> BadData:
    return BadData(
        _("O arquivo, descompactado, é grande demais para ser uma tabela de verdade."),
        _("Abra no Excel, copie só as linhas que interessam e salve como CSV."),
    )
