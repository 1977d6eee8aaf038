"""How much memory the sheets of a workbook take once it is open, told from its XML before that.

What opens workbooks fills the whole rectangle from the first filled cell to the last: one stray
cell in the far corner of a sheet would take 512 GB. And each cell gets a text of its own, also
where the file holds a text once and names it, or repeats a row, a million times. Cells without
content count in nothing, so that a million formatted rows around a small table do no harm. Whatever
cannot be told from a look at the text is taken for the larger.
"""

import zipfile
from collections.abc import Iterable, Iterator
from functools import partial

from carteira_cli.errors import BadData, _
from carteira_cli.ingest import ods_extent, xlsx_extent
from carteira_cli.ingest.weight import MOST_BYTES, Weight

LONGEST_TEXT = 2**20
_CHUNK = 2**18
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_WEIGHTS = {"xlsx": xlsx_extent.weights, "ods": ods_extent.weights}


def bound_extent(archive: zipfile.ZipFile, kind: str) -> None:
    """Refuse a workbook, `xlsx` or `ods`, whose cells and texts would take more than 200 MB.

    Every member is looked at, as any may be called a sheet, in constant memory. Raises BadData; and
    BadZipFile for a member that is damaged or unpacks to another size than it says.
    """
    parts = [(member.filename, partial(_pieces, archive, member)) for member in archive.infolist()]
    bound(_WEIGHTS[kind](parts))


def bound(weights: Iterable[Weight], most: int = MOST_BYTES) -> None:
    """Refuse a workbook none of whose weights, told ever more closely, is within so many bytes."""
    weight = Weight()
    for weight in weights:
        if sum(weight) <= most:
            return
    raise _too_heavy(is_far=weight.cells > most)


def unreadable() -> BadData:
    """The refusal of a workbook that is damaged or locked."""
    return BadData(
        _("A planilha não se deixa abrir: está danificada ou tem senha."),
        _("Abra no Excel, salve sem senha com outro nome e repita."),
    )


def _too_heavy(*, is_far: bool) -> BadData:
    text = _("A planilha repete textos em células demais: aberta, passaria da memória.")
    if is_far:
        text = _(
            "A planilha tem uma célula preenchida longe demais das outras: "
            "a área usada passaria da memória."
        )
    return BadData(
        text, _("Abra no Excel, copie só as linhas e colunas que interessam e salve como CSV.")
    )


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The text of a member, cut before a `<`."""
    rest = b""
    for chunk in _chunks(archive, member):
        rest += chunk
        cut = max(rest.rfind(b"<"), 0)
        yield rest[:cut]
        rest = rest[cut:]
        if len(rest) > LONGEST_TEXT:
            raise BadData(
                _("A planilha tem uma célula de mais de 1 MB: não é uma tabela."),
                _("Confira se é mesmo o arquivo exportado pelo sistema."),
            )
    yield rest


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    if member.compress_type not in _METHODS:
        raise zipfile.BadZipFile
    declared = member.file_size
    member.file_size += 1  # so that more than it declares would come to light
    size = 0
    try:
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                yield chunk
    finally:
        member.file_size = declared
    if size != declared:
        raise zipfile.BadZipFile
