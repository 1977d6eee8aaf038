"""An old workbook (.xls) as it may be opened: its stream alone, weighed and harmless."""

from typing import BinaryIO

from carteira_cli.errors import BadData, _
from carteira_cli.ingest import ole, xls_extent
from carteira_cli.ingest.extent import bound, unreadable
from carteira_cli.ingest.weight import MOST_OLD_BYTES

_MOST_FILE = 64 * 2**20  # bytes


def harmless(stream: BinaryIO) -> tuple[bytearray, bool]:
    """The stream of the workbook in that file, and whether its calendar begins in 1904.

    Raises BadData where the file is damaged or locked, or would take more than 240 MB.
    """
    stream.seek(0)
    data = stream.read(_MOST_FILE + 1)
    if len(data) > _MOST_FILE:
        raise BadData(
            _("A planilha .xls tem mais de 64 MB: não é uma tabela."),
            _("Confira se é mesmo o arquivo exportado pelo sistema."),
        )
    try:
        content = ole.workbook(data)
        weight, is_1904 = xls_extent.weigh(content)
    except ValueError as fault:
        raise unreadable() from fault
    bound([weight], MOST_OLD_BYTES)
    return content, is_1904
