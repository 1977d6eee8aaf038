"""Files that would take all memory, or keep a reader busy for minutes: a few lines make each.

Each goes through `carteira import` in a process of its own, whose time and memory count.
"""

import gzip
import json
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import biff
from packing import zipped

MOST_MEGABYTES, MOST_SECONDS = 300, 5
HEAD = b"Pedido;Data;Cliente;Valor\n"
_CHILD = """
import json, sys, time
from carteira_cli.cli import main
code = main(sys.argv[1:])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([code, time.process_time(), int(peak.split()[1]) / 1024]))
"""


class Hostile(NamedTuple):
    """How a file is made, and the sentence that it ends in; `{file}` stands for its name."""

    make: Callable[[], bytes]
    sentence: str


class Cost(NamedTuple):
    """The exit code, what was said, CPU seconds, and the peak of the child's own memory (MB)."""

    code: int
    said: str
    cpu_seconds: float
    megabytes: float


def taken(name: str, folder: Path) -> Cost:
    """What it costs to make that file in the folder and import it there, start-up and all."""
    path = folder / name
    path.write_bytes(FILES[name].make())
    words = ["--db", folder / "carteira.db", "--lang", "pt-BR", "import", path]
    ran = subprocess.run(
        [sys.executable, "-c", _CHILD, *words], capture_output=True, check=True, encoding="utf-8"
    )
    path.unlink()
    code, seconds, megabytes = json.loads(ran.stdout.splitlines()[-1])
    return Cost(code, ran.stderr, seconds, megabytes)


# Workbooks


def _zip(parts: dict[str, bytes]) -> bytes:
    return zipped(parts).getvalue()


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKED = "http://schemas.openxmlformats.org/package/2006/relationships"


def _xlsx(rows: str, texts: str = "") -> bytes:
    """A workbook of one sheet with these rows, and these shared texts."""
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return _zip(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
            "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>'.encode(),
            "xl/worksheets/sheet1.xml": sheet.encode(),
        }
    )


def _relation(kind: str, target: str) -> bytes:
    return (
        f'<Relationships xmlns="{_PACKED}">'
        f'<Relationship Id="r1" Type="{_RELATED}/{kind}" Target="{target}"/></Relationships>'
    ).encode()


def _rows(count: int, cell: str = "") -> str:
    """So many rows, each with that cell in column A."""
    return "".join(f'<row r="{at}">{cell.format(at)}</row>' for at in range(1, count + 1))


def _shared_texts() -> bytes:
    return _xlsx(
        _rows(150_000, '<c r="A{0}" t="s"><v>0</v></c>'), f"<si><t>{10_000 * 'x'}</t></si>"
    )


def _blanks() -> bytes:
    blank = '<si><t xml:space="preserve"> </t></si>'
    return _xlsx(_rows(1_000_000, '<c r="A{0}" t="s"><v>0</v></c>'), blank)


def _far_cell() -> bytes:
    far = "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    return _xlsx("<row r='1'><c r='A1'><v>1</v></c></row>" + far)


_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


_ROW, _CELL = "<table:table-row", "<table:table-cell"
_END = "</table:table-row>"


def _ods(rows: int, columns: int, text: str) -> bytes:
    """A table of one cell that is repeated so often."""
    marks = f'office:value-type="string" table:number-columns-repeated="{columns}"'
    cell = f"{_CELL} {marks}><text:p>{text}</text:p></table:table-cell>"
    row = f'{_ROW} table:number-rows-repeated="{rows}">{cell}{_END}'
    return _ods_of(f"{row}</table:table>")


def _ods_of(rows: str) -> bytes:
    """A table of these rows, and its end if they have it."""
    content = (
        f'<office:document-content xmlns:office="{_OASIS}:office:1.0" '
        f'xmlns:table="{_OASIS}:table:1.0" xmlns:text="{_OASIS}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="A">{rows}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return _zip(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": content.encode(),
        }
    )


def _rows_in_cells() -> bytes:
    """A wide row that seems to end within a cell of it, and a tall one that is as wide."""
    cell = f'{_CELL} office:value-type="float" office:value="1"'
    within = f"{cell}>{_ROW}>{cell}/>{_END}</table:table-cell>"
    wide = f'{_ROW}>{cell} table:number-columns-repeated="9999"/>{within}{cell}/>{_END}'
    tall = f'{_ROW} table:number-rows-repeated="99999">{cell}/>{_END}'
    return _ods_of(f"{wide}{tall}</table:table>")


def _far_in_xls() -> bytes:
    return biff.book(biff.number(0, 0, 1) + biff.number(65_535, 255, 1))


def _texts_in_xls() -> bytes:
    rows = b"".join(biff.named(row, 0, 0) for row in range(65_536))
    return biff.book(rows, before=biff.shared(4_000 * "x"))


def _sheets_in_xls() -> bytes:
    """A hundred thousand sheets in one place, without a cell."""
    place = biff.record(biff.SHEET, struct.pack("<I4B", 0, 0, 0, 1, 0) + b"A")
    return biff.book(1_000_000 * biff.record(0xEC), before=100_000 * place)


def _pieces_in_xls() -> bytes:
    return biff.book(before=biff.shared("x") + 1_000_000 * biff.record(biff.CONTINUED))


def _formula_in_xls() -> bytes:
    """One formula of blanks: 4 bytes of it are 255 of what it would be written out as."""
    long = b"\x16" + 2_000 * b"\x19\x40\x00\xff"
    value = struct.pack("<3H14xH", 0, 0, 0, len(long)) + long
    return biff.book(5_000 * biff.record(biff.FORMULA, value))


def _circle_in_xls() -> bytes:
    """The table of sectors goes on from the last sector to the first."""
    data = bytearray(biff.book(b"".join(biff.number(row, 0, 1) for row in range(60_000))))
    return bytes(data.replace(struct.pack("<3I", 2, 3, 4), struct.pack("<3I", 2, 3, 1)))


# Zips


def _tables(count: int, content: bytes, ending: str = "csv") -> bytes:
    return _zip({f"{at}.{ending}": content for at in range(count)})


# What each ends in


def _csv(piece: bytes, times: int) -> Callable[[], bytes]:
    return lambda: HEAD + piece * times


_ONE_LINE = "{file}: O arquivo tem uma linha de mais de 1 MB: não dá para ler."
_NO_ROW = "{file}: O arquivo não tem nenhuma linha preenchida."
_REPEATED = "{file}: A planilha repete textos em células demais: aberta, passaria da memória."
_FAR = (
    "{file}: A planilha tem uma célula preenchida longe demais das outras: "
    "a área usada passaria da memória."
)
_UNREADABLE = "{file}: A planilha não se deixa abrir: está danificada ou tem senha."
_DAMAGED = "{file}: A planilha está danificada."
_PACKED_TABLE = "{file}: O arquivo, descompactado, é grande demais para ser uma tabela de verdade."
_PACKED_ZIP = "{file}: O zip, descompactado, é grande demais."
FILES = {
    "uma-linha.csv": Hostile(_csv(b"x", 100_000_000), _ONE_LINE),
    "aspas.csv": Hostile(
        _csv(b'1;13/02/2026;"' + b"x\n" * 2**20, 16),
        "{file}: Na linha 2 há uma célula longa demais: faltam aspas que a fechem?",
    ),
    "nulos.csv": Hostile(
        _csv(b"1;13/02/2026;A\0na;10,00\n", 1_000),
        "{file}: Na linha 2 há um byte nulo: o arquivo não é texto, ou está danificado.",
    ),
    "em-branco.csv": Hostile(
        _csv(b" ; ; ; \n", 500_000), "{file}: Há um cabeçalho e nenhuma linha abaixo dele."
    ),
    "recusadas.csv": Hostile(
        _csv(b"1;ontem;Padaria Alfa;10,00\n", 300_000),
        "Mais da metade das 300.000 linhas de {file} foi recusada; a primeira: linha 2, "
        'Data "ontem": não é uma data.',
    ),
    "um-pedido.csv": Hostile(
        _csv(b"1;13/02/2026;Ana;1,00\n", 60_000),
        "{file}: O pedido 1 tem mais de 50.000 linhas: não é um pedido.",
    ),
    "sem-numero.csv": Hostile(
        _csv(b";13/02/2026;Ana;1,00\n", 60_000),
        "{file}: Um só cliente tem, num só dia, mais de 50.000 linhas sem número de pedido.",
    ),
    "bomba.csv.gz": Hostile(lambda: gzip.compress(HEAD + b"\n" * 100_000_000, 1), _PACKED_TABLE),
    "textos.xlsx": Hostile(_shared_texts, _REPEATED),
    "longe.xlsx": Hostile(_far_cell, _FAR),
    "vazias.xlsx": Hostile(lambda: _xlsx(_rows(1_000_000)), _NO_ROW),
    "brancos.xlsx": Hostile(_blanks, _NO_ROW),
    "bomba.xlsx": Hostile(lambda: _xlsx(" " * 100_000_000), _PACKED_TABLE),
    "linhas.ods": Hostile(lambda: _ods(1_000_000, 1, 300 * "x"), _REPEATED),
    "celulas.ods": Hostile(lambda: _ods(200, 1_000, 2_000 * "x"), _REPEATED),
    "tabela.ods": Hostile(lambda: _ods(1_000_000, 4, "x"), _FAR),
    "em-celulas.ods": Hostile(_rows_in_cells, _DAMAGED),
    "sem-fim.ods": Hostile(lambda: _ods_of(f"{_ROW}/>"), _DAMAGED),
    "marca.xls": Hostile(
        lambda: b"<html><table><tr><td " + b"a" * 50_000_000,
        "{file}: A página tem uma marca que não termina: não é uma tabela.",
    ),
    "celulas.xls": Hostile(
        lambda: b"<html><table><tr>" + b"<td>1" * 3_000_000,
        "{file}: A página tem mais de 16.384 colunas: não é uma tabela.",
    ),
    "longe.xls": Hostile(_far_in_xls, _FAR),
    "textos.xls": Hostile(_texts_in_xls, _REPEATED),
    "abas.xls": Hostile(_sheets_in_xls, _UNREADABLE),
    "pedacos.xls": Hostile(_pieces_in_xls, _UNREADABLE),
    "circulo.xls": Hostile(_circle_in_xls, _UNREADABLE),
    "formulas.xls": Hostile(_formula_in_xls, _NO_ROW),
    "bomba.zip": Hostile(lambda: _zip({"a.csv": bytes(100_000_000)}), _PACKED_ZIP),
    "tabelas.zip": Hostile(lambda: _tables(10_000, HEAD), _PACKED_ZIP),
    "nada.zip": Hostile(lambda: _tables(300, b"x"), "Nenhum dos 300 arquivos pode ser importado."),
    "notas.zip": Hostile(
        lambda: _tables(20_000, b"<a/>", "xml"),
        "20.000 das 20.000 linhas de {file} foram recusadas; a primeira: linha 1, "
        '{file} › 0.xml "a": não é uma NF-e nem um evento de NF-e.',
    ),
    "dtd.xml": Hostile(
        lambda: b'<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><NFe>&b;</NFe>',
        '1 das 1 linhas de {file} foi recusada: linha 1, {file} "<!DOCTYPE": '
        "tem DTD, que uma NF-e não tem.",
    ),
    "fundo.xml": Hostile(
        lambda: b"<NFe>" * 1_000_000,
        "1 das 1 linhas de {file} foi recusada: linha 1, {file}: é grande demais para uma NF-e.",
    ),
}
