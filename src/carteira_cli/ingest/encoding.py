"""Which encoding a text is in: BOM, then strict UTF-8, then cp1252 or cp850 by their letters.

General detectors mislabel Portuguese in cp1252 (formats.md §1); counting the letters that
Portuguese has does not. The whole file is looked at, in constant memory.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.container import not_a_table

_CHUNK = 2**20
_LONGEST_LINE = 2**20
_LETTERS = "áàâãçéêíóôõúüÁÀÂÃÇÉÊÍÓÔÕÚÜ"
_ENOUGH = 1000  # letters ahead: what follows is not likely to turn that
_MOST_LOOKED = 2**22  # bytes of telling text, if none comes ahead
_TELLING = re.compile(rb"[\x00-\x7f]?[\x80-\xff]+(?:[\x00-\x7f][\x80-\xff]+)*[\x00-\x7f]?")


def settle_encoding(stream: BinaryIO, longest: float = _LONGEST_LINE) -> str:
    """`utf-8`, `utf-8-sig`, `utf-16`, `cp1252` or `cp850`; plain ASCII is `utf-8`, a tie cp1252.

    Raises BadData for a NUL byte (a binary file), for UTF-16 that is broken and for a line of more
    than `longest` bytes: of more than 1 MB no table has any, and memory would not hold them.
    """
    stream.seek(0)
    head = stream.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _sound_utf16(stream, longest)
    lead = looked = 0  # lead: of cp1252 over cp850
    utf8 = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = True
    for chunk in _chunks(stream, longest):
        is_utf8 = is_utf8 and _decodes(utf8, chunk)
        if not is_utf8 and abs(lead) < _ENOUGH and looked < _MOST_LOOKED:
            telling = b"\n".join(_TELLING.findall(chunk))
            looked += len(telling)
            lead += _likeness(telling, "cp1252") - _likeness(telling, "cp850")
    if is_utf8 and _decodes(utf8, b"", final=True):
        return "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"
    return "cp850" if lead < 0 else "cp1252"


def _likeness(chunk: bytes, encoding: str) -> int:
    """How Portuguese a text is in an encoding: its letters that stand beside another letter.

    What cannot be counts against it: a byte that means nothing, and a cedilla at the start of a
    word or after S, T, D (capitals are the same bytes in both: SÃO and SÇO).
    """
    letters, oddities = _PATTERNS[encoding]
    return len(letters.findall(chunk)) - len(oddities.findall(chunk))


def _patterns(
    encoding: str, also: bytes, odd: bytes
) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    letters = b"[" + re.escape(_LETTERS.replace("á", "").encode(encoding)) + b"]"
    cedillas = b"[" + re.escape("çÇ".encode(encoding)) + b"]"
    return (
        re.compile(rb"(?<=[A-Za-z])" + letters + b"|" + letters + rb"(?=[A-Za-z])|" + also),
        re.compile(
            rb"(?<![A-Za-z\x80-\xff])" + cedillas + rb"(?=[A-Za-z])"
            rb"|(?<=[SsTtDdJjMmGg])" + cedillas + b"|" + odd
        ),
    )  # fmt: skip


_PATTERNS = {
    "cp1252": _patterns(
        "cp1252", rb"(?<=[A-Za-z])\xe1|\xe1(?=[A-Za-z])", rb"[\x81\x8d\x8f\x90\x9d]"
    ),
    # á of cp850 is the blank of cp1252 that does not break, and stands between words
    "cp850": _patterns(
        "cp850", rb"\xa0(?=[a-z])|(?<=[b-df-hj-np-tv-z])\xa0(?![A-Za-z0-9])", rb"(?!)"
    ),
}


def _chunks(stream: BinaryIO, longest: float) -> Iterator[bytes]:
    stream.seek(0)
    line = 0
    while chunk := stream.read(_CHUNK):
        if b"\x00" in chunk:
            raise _with_nul(stream)
        line = _line_left(chunk, line, longest)
        yield chunk


def _with_nul(stream: BinaryIO) -> BadData:
    """The refusal of a binary file, or of a text that was damaged on its way."""
    stream.seek(0)
    line = 1
    while b"\x00" not in (chunk := stream.read(_CHUNK)):
        line += chunk.count(b"\n")
    line += chunk.count(b"\n", 0, chunk.index(b"\x00"))
    if line == 1:
        return not_a_table()
    return BadData(
        _("Na linha {line} há um byte nulo: o arquivo não é texto, ou está danificado.").format(
            line=line
        ),
        _("Corrija a linha {line} num editor de texto, ou exporte de novo.").format(line=line),
    )


def _line_left(chunk: bytes, before: int, longest: float) -> int:
    """How many bytes the line at the end of the chunk has so far."""
    end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
    line = len(chunk) - end - 1 if end >= 0 else before + len(chunk)
    if line > longest:
        raise BadData(
            _("O arquivo tem uma linha de mais de {n} MB: não dá para ler.").format(
                n=int(longest) // 2**20
            ),
            _("Confira se é mesmo o arquivo exportado pelo sistema."),
        )
    return line


def _sound_utf16(stream: BinaryIO, longest: float) -> str:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-16")()
    line = 0
    while chunk := stream.read(_CHUNK):
        line = _line_left(chunk, line, longest)
        if not _decodes(decoder, chunk):
            raise not_a_table()
    if not _decodes(decoder, b"", final=True):
        raise not_a_table()
    return "utf-16"


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        text = decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return "\x00" not in text
