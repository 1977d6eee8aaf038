"""What the guided import shows: the files that came, ten rows as understood, the columns by key."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from carteira_cli.domain.days import parse_day
from carteira_cli.domain.glossary import label
from carteira_cli.domain.rows import (
    ContactRow,
    CustomerRow,
    FileRow,
    InteractionRow,
    Party,
    Problem,
    SaleRow,
    Skipped,
)
from carteira_cli.domain.tax_id import mask
from carteira_cli.domain.text import safe
from carteira_cli.errors import _
from carteira_cli.render.lines import QUIET, Line, flowed, line
from carteira_cli.render.plain import count, day, number, phone, reais
from carteira_cli.render.table import Column, table

_KILO = 1024
_CELL = 20
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?!\d)", re.ASCII)


class Offered(NamedTuple):
    """A file to choose: the key that chooses it, its name, bytes, the day it was written.

    `is_taken`: it was imported already.
    """

    key: str
    name: str
    size: int
    written_on: date
    is_taken: bool


class Keyed(NamedTuple):
    """A column by its key: its header, the field it is read as (in words), the first of its cells.

    The cell is empty where the rows themselves are shown.
    """

    key: str
    header: str
    field: str
    cell: str = ""


def words() -> dict[str, str]:
    """What the rep calls each field of a file."""
    return {
        "date": _("data"),
        "customer": _("cliente"),
        "trade_name": _("nome fantasia"),
        "code": _("código do cliente"),
        "tax_id": _("CNPJ/CPF"),
        "order": _("número do pedido"),
        "amount": _("valor da venda"),
        "gross_amount": _("valor com impostos"),
        "order_total": _("total do pedido"),
        "quantity": _("quantidade"),
        "unit_price": _("preço unitário"),
        "product": _("produto"),
        "product_code": _("código do produto"),
        "category": _("categoria"),
        "status": _("status"),
        "principal": _("representada"),
        "invoiced_on": _("data da nota"),
        "paid_on": _("data do pagamento"),
        "payment_terms": _("prazo"),
        "channel": _("canal"),
        "city": _("cidade"),
        "state": _("UF"),
        "segment": _("segmento"),
        "phone": _("telefone"),
        "email": _("e-mail"),
        "last_on": _("última compra"),
        "last_amount": _("valor da última compra"),
        "contact": _("contato"),
        "role": _("cargo"),
        "birthday": _("aniversário"),
        "size": _("porte"),
        "network": _("rede"),
        "notes": _("observações"),
        "result": _("resultado da visita"),
        "reason": _("motivo"),
        "note": _("o que foi dito"),
    }


def offers(found: Sequence[Offered], folder: str) -> Iterable[object]:
    """The newest files, each with its key."""
    if found:
        yield " " + _("Os arquivos mais novos de {folder}:").format(folder=safe(folder))
        yield table(
            [
                Column(""),
                Column(_("Arquivo"), flexible=True),
                Column("KB", right=True),
                Column(""),
                Column(""),
            ],
            [
                (
                    each.key,
                    each.name,
                    count(-(-each.size // _KILO)),
                    day(each.written_on),
                    _("já importado") if each.is_taken else "",
                )
                for each in found
            ],
        )
    else:
        yield " " + _("Não há arquivos para importar em {folder}.").format(folder=safe(folder))


def understood(rows: Sequence[FileRow], kind: str) -> Iterable[object]:
    """The first rows as they were understood, each in a line; a refused one with its reason."""
    shapes: dict[str, Callable[[Any], _Cells]] = {
        "customers": _customer,
        "contacts": _contact,
        "interactions": _interaction,
    }
    told = [_cells(row, shapes.get(kind, _sale)) for row in rows]
    titles = list(dict.fromkeys(title for each in told for title, _text in each))
    filled = [title for title in titles if any(dict(each).get(title) for each in told)]
    yield table(
        [Column(title, title == _("Valor"), flexible=title != _("Data")) for title in filled],
        [[dict(each).get(title, "") for title in filled] for each in told],
    )


_Cells = list[tuple[str, str]]


def _cells(row: FileRow, shape: Callable[[Any], _Cells]) -> _Cells:
    if isinstance(row, Problem):
        return [(_("Cliente"), f"({_('recusada')}: {row.reason})")]
    if isinstance(row, Skipped):
        return [(_("Cliente"), f"({row.reason})")]
    return shape(row)


def _sale(row: SaleRow) -> _Cells:
    return [
        (_("Data"), day(date.fromisoformat(row.ordered_on))),
        (_("Pedido"), row.order),
        (_("Cliente"), _who(row.party)),
        (_("Produto"), row.product or row.product_code),
        (_("Representada"), row.principal),
        (_("Valor"), reais(row.amount_cents)),
        (_("Status"), label("status", row.status) if row.status else ""),
    ]


def _customer(row: CustomerRow) -> _Cells:
    last = day(date.fromisoformat(row.last_on)) if row.last_on else ""
    return [*_party(row.party), (_("Última compra"), last)]


def _contact(row: ContactRow) -> _Cells:
    return [(_("Contato"), ", ".join(each.name for each in row.reaches)), *_party(row.party)]


def _interaction(row: InteractionRow) -> _Cells:
    return [
        (_("Data"), day(date.fromisoformat(row.day))),
        (_("Cliente"), _who(row.party)),
        (_("Resultado"), label("result", row.result) if row.result else ""),
        (_("Nota"), row.note),
    ]


def _party(party: Party) -> _Cells:
    return [
        (_("Cliente"), _who(party)),
        (_("CNPJ/CPF"), mask(party.tax_id) or party.tax_id_text),
        (_("Cidade"), party.city),
        (_("Telefone"), phone(party.phone, party.phone_text)),
    ]


def _who(party: Party) -> str:
    return party.name or party.trade_name or party.code or mask(party.tax_id)


def sample(cell: str | float) -> str:
    """A cell of a file that is not understood yet, as people write days and numbers."""
    if isinstance(cell, float):
        return number(cell, 2) if cell % 1 else f"{cell:.0f}"
    found = parse_day(cell[:10]) if _ISO.match(cell) else None
    return day(found) if found else cell


def columns(keyed: Iterable[Keyed], width: int | None) -> list[Line]:
    """Each column's key, its name and what it is read as, on as many lines as it needs."""
    parts = [(_column(each), "" if each.field else QUIET) for each in keyed]
    label = _("Colunas:")
    return flowed(label, parts, width, indent=len(label) + 2)


def _column(keyed: Keyed) -> str:
    cell = f" ({safe(keyed.cell[:_CELL])})" if keyed.cell else ""
    field = f" = {keyed.field}" if keyed.field else ""
    return f"{keyed.key} {safe(keyed.header)}{cell}{field}"


def principals(keyed: Mapping[str, str], width: int | None) -> list[Line]:
    """The principals there are, each with its number; nothing where there are none."""
    label = _("Representadas:")
    parts = [(f"{number} {safe(name)}", "") for number, name in keyed.items()]
    return flowed(label, parts, width, indent=len(label) + 2) if parts else []


def choices(keyed: Iterable[Keyed], header: str, width: int | None) -> list[object]:
    """The fields that a column may be, each with its key."""
    parts = [(f"{each.key} {each.field}", "") for each in keyed]
    return [
        line(" " + _("A coluna “{column}” é:").format(column=safe(header))),
        *flowed("", parts, width, indent=3),
    ]
