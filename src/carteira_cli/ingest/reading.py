"""A file, read twice: `examine` settles how it is to be understood, `read` understands each row.

Memory does not grow with a delimited file in either pass. The stream must be seekable; it is read
from its start and stays open.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import dropwhile
from typing import BinaryIO

from carteira_cli.domain.models import CustomerRow, FileRow, Problem, SaleRow, Skipped
from carteira_cli.errors import BadData, _
from carteira_cli.ingest.container import unpacked
from carteira_cli.ingest.conventions import survey
from carteira_cli.ingest.customer_rows import LIST_FIELDS, customer_reader
from carteira_cli.ingest.header import (
    SOMEONE,
    columns_shown,
    find_header,
    match_columns,
    settle_kind,
)
from carteira_cli.ingest.layout import Layout, Row, Wishes
from carteira_cli.ingest.memo import Unreadable
from carteira_cli.ingest.noise import why_no_data
from carteira_cli.ingest.rows import open_table, rows
from carteira_cli.ingest.sale_rows import SALE_FIELDS, amount_field, sale_reader
from carteira_cli.ingest.texts import plain_text, shown_text

__all__ = ["Layout", "Wishes", "examine", "read"]

_BY_LINE = frozenset({"line", "product", "product_code"})


def examine(stream: BinaryIO, name: str, wishes: Wishes) -> Layout:
    """The layout of a file: the first pass, over all of it.

    `name` is only said in errors. Raises BadData, with the remedy, where the file as a whole cannot
    be used: empty, binary, damaged, a table of neither sales nor customers, without rows below its
    header, with days in two orders, or lacking a column that was wished.
    """
    try:
        return _examined(unpacked(stream), wishes)
    except BadData as fault:
        sentence = _("{file}: {sentence}").format(file=name, sentence=fault.sentence)
        raise BadData(sentence, fault.remedy) from fault


def _examined(stream: BinaryIO, wishes: Wishes) -> Layout:
    table = open_table(stream, wishes.columns)
    header_line, headers = find_header(table.head, wishes.columns)
    fields = match_columns(headers, wishes.columns)
    kind = settle_kind(fields, headers, wishes.kind)
    amount = amount_field(fields, wishes.cents_from) if kind == "sales" else ""
    if amount == "order_total" and not _BY_LINE.isdisjoint(fields):
        raise _only_totals(headers[fields["order_total"]], headers)
    found = survey(_below(header_line, table.rows()), fields, wishes)
    if not found.rows:
        raise BadData(
            _("Há um cabeçalho e nenhuma linha abaixo dele."),
            _("Veja se o relatório tem dados no período pedido.") + " " + columns_shown(headers),
        )
    return Layout(
        shape=table.shape,
        kind=kind,
        header_line=header_line,
        headers=headers,
        fields=fields,
        decimals=found.decimals,
        date_orders=found.date_orders,
        amount=amount,
        rows=found.rows,
        remarks=table.remarks + found.remarks,
        credit_notes=found.credit_notes,
        unused=_unused(headers, fields, {*SALE_FIELDS, amount} if amount else LIST_FIELDS),
    )


def _unused(
    headers: tuple[str, ...], fields: Mapping[str, int], read_fields: Collection[str]
) -> tuple[str, ...]:
    """The named columns that none of the fields to be read comes from, from the left."""
    used = {at for field, at in fields.items() if field in read_fields}
    return tuple(name for at, name in enumerate(headers) if name and at not in used)


def _only_totals(column: str, headers: tuple[str, ...]) -> BadData:
    """An order's total may stand on each of its lines: added up, it would count many times."""
    return BadData(
        _("O arquivo tem itens, mas o único valor é o do pedido inteiro: “{column}”.").format(
            column=column
        ),
        _("Se cada pedido tem uma só linha, use --map amount=“{column}”. {columns}").format(
            column=column, columns=columns_shown(headers)
        ),
    )


def read(stream: BinaryIO, layout: Layout) -> Iterator[FileRow]:
    """Each row below the header as a record, a problem, or a row that is no data: the second pass.

    Rows that are blank give nothing. Raises BadData only for a file that is not the one examined.
    """
    reader_for = sale_reader if layout.kind == "sales" else customer_reader
    understand: Callable[[int, Row], SaleRow | CustomerRow] = reader_for(layout)
    width = len(layout.headers)
    for line, cells in _below(layout.header_line, rows(unpacked(stream), layout.shape)):
        try:
            if len(cells) != width:
                _fit(cells, width)
            cells.append("")
            outcome: FileRow | None = understand(line, cells)
        except Unreadable as fault:
            outcome = _refused(line, cells, fault, layout)
        if outcome:
            yield outcome


def _below(header_line: int, every: Iterator[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
    return dropwhile(lambda row: row[0] <= header_line, every)


def _fit(cells: Row, width: int) -> None:
    """Make a ragged row as wide as the header; a cell beyond it that is filled has no meaning."""
    surplus = [text for cell in cells[width:] if (text := plain_text(cell))]
    if surplus:
        raise Unreadable(_("tem mais colunas que o cabeçalho"), value=" ".join(surplus))
    del cells[width:]
    cells.extend([""] * (width - len(cells)))


def _refused(line: int, cells: Row, fault: Unreadable, layout: Layout) -> Problem | Skipped | None:
    """The problem of a row, or why it is no data; None for a row of blanks."""
    filled = [at for at, cell in enumerate(cells, 1) if cell != ""]
    texts = tuple(map(shown_text, cells[: max(len(layout.headers), *filled, 0)]))
    reason = why_no_data(cells, layout.headers, layout.fields)
    if reason is not None:
        return Skipped(line, reason) if reason else None
    return Problem(
        line, _column_of(fault.field, layout), shown_text(fault.value), fault.reason, texts
    )


def _column_of(field: str, layout: Layout) -> str:
    """The header of a field; for a customer that is missing, of any that could have named one."""
    names = SOMEONE if field == "customer" else (field,)
    return next((layout.headers[layout.fields[at]] for at in names if at in layout.fields), "")
