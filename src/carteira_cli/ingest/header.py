"""Which row names the columns, which column is which field, and what kind of file that makes."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.columns import NAMES, count_known, field_named, key, recognise
from carteira_cli.ingest.layout import SOMEONE, Row, names_shown
from carteira_cli.ingest.texts import shown_text

WITHIN = 50

_SOME_AMOUNT = ("amount", "gross_amount", "order_total")
_NEEDED = {
    "sales": ("date", "amount", "customer"),
    "customers": ("customer",),
    "contacts": ("customer",),
    "interactions": ("date", "customer"),
}
_INSTEAD = {("contacts", "customer"): "contact", ("interactions", "date"): "at"}

_SHOWN_OF_TEXT = 60

Head = list[tuple[int, Row]]
Wanted = Sequence[tuple[str, str]]


def find_header(head: Head, wanted: Wanted) -> tuple[int, tuple[str, ...]]:
    """The line and cells of the row that names most known or wanted columns, the first of equals.

    Where no row names any and the columns are wanted by number alone, the file has no header: line
    0, and the columns are called #1, #2, …. Otherwise the first of the widest rows is taken, so
    that the user can be told what stands there. `head` has at least one row.
    """
    best = max(head, key=lambda row: count_named(row[1], wanted))
    if count_named(best[1], wanted) == 0:
        best = max(head, key=lambda row: sum(map(bool, row[1])))
        if wanted and all(column.startswith("#") for _field, column in wanted):
            return 0, tuple(f"#{number}" for number in range(1, len(best[1]) + 1))
    return best[0], tuple(_texts(best[1]))


def count_named(cells: Row, wanted: Wanted) -> int:
    """How many known or wanted columns the cells of a row name."""
    keys = {key(column) for _field, column in wanted}
    asked = keys & {key(text) for text in _texts(cells)} if keys else keys
    return count_known(cells) + len(asked)


def _texts(cells: Row) -> list[str]:
    return [shown_text(cell).strip() for cell in cells]


def match_columns(
    headers: tuple[str, ...],
    wanted: Wanted,
    made: Mapping[str, int] = MappingProxyType({}),
    hidden: Collection[int] = (),
) -> dict[str, int]:
    """The column index of each field: what the user asked for, then what the names say.

    A field is named as here or by any column name it is known under; a column by its name or as
    `#3`. `made` are fields of columns that are put behind the file's own, `hidden` the own columns
    whose names say nothing. Raises BadData for an unknown field, for a column that is not there
    and for a field or column asked for twice.
    """
    taken: dict[str, int] = dict(made)
    for typed, column in wanted:
        field, at = _field(typed), _column(headers, column)
        if field in taken or at in taken.values():
            raise BadData(
                _("--map usa duas vezes {field}={column}.").format(field=typed, column=column),
                _("Cada campo vem de uma coluna, e cada coluna vai para um campo."),
            )
        taken[field] = at
    names = ["" if at in hidden else name for at, name in enumerate(headers)]
    return recognise([*names, *[""] * len(made)], taken)


def _field(typed: str) -> str:
    if field := field_named(typed):
        return field
    raise BadData(
        _("--map não conhece o campo “{field}”.").format(field=typed),
        _("Os campos são: {fields}.").format(fields=", ".join(NAMES)),
    )


def _column(headers: tuple[str, ...], column: str) -> int:
    at = place_of(column, headers)
    if at is None:
        raise BadData(
            _("O arquivo não tem a coluna “{column}”.").format(column=column),
            columns_shown(headers),
        )
    return at


def place_of(column: str, headers: Sequence[str]) -> int | None:
    """The index of a column by its name or as `#3`, of several alike the first; None for none."""
    number = column.removeprefix("#")
    if column != number and number.isdecimal() and 1 <= int(number) <= len(headers):
        return int(number) - 1
    keys = [key(header) for header in headers]
    return keys.index(key(column)) if key(column) and key(column) in keys else None


def columns_shown(headers: Sequence[str]) -> str:
    """The sentence that lists the columns a file has."""
    return _("As colunas são: {columns}.").format(columns=names_shown(headers))


def settle_kind(fields: Mapping[str, int], headers: Sequence[str], wished: str) -> str:
    """The kind of table that was wished, or that the fields make; sales where they make none.

    `sales` for a day, an amount and someone, `interactions` for a day, a result and someone,
    `customers` for someone alone. A list that states a last purchase is of customers. Raises
    BadData, with what is missing and the columns that are there, where the table cannot be that.
    """
    absent = _lacking(fields)
    kind = wished or _kind_told(fields, absent)
    lacking = [
        field
        for field in absent
        if field in _NEEDED[kind] and _INSTEAD.get((kind, field)) not in fields
    ]
    if not lacking:
        return kind
    if not fields and len(named := list(filter(None, headers))) == 1:
        raise BadData(
            _("Não há tabela no arquivo: só um texto, que começa com “{start}”.").format(
                start=named[0][:_SHOWN_OF_TEXT]
            ),
            _("Exporte de novo a partir do sistema; uma lista só de nomes: --map customer=#1."),
        )
    names = {
        "date": _("a data"),
        "amount": _("o valor"),
        "customer": _("o cliente"),
    }
    raise BadData(
        _("Falta no arquivo: {lacking}.").format(lacking=", ".join(names[at] for at in lacking)),
        _("Diga qual coluna é: {maps}. {columns}").format(
            maps=" ".join(f"--map {field}={_('COLUNA')}" for field in lacking),
            columns=columns_shown(headers),
        ),
    )


def _kind_told(fields: Mapping[str, int], lacking: list[str]) -> str:
    if not lacking or "customer" in lacking:
        return "sales"
    if {"at", "result"} <= fields.keys():
        return "interactions"
    return "customers" if _is_list(fields, lacking) else "sales"


def _lacking(fields: Mapping[str, int]) -> list[str]:
    is_there = {
        "date": "date" in fields,
        "amount": has_amount(fields),
        "customer": any(field in fields for field in SOMEONE),
    }
    return [field for field, there in is_there.items() if not there]


def has_amount(fields: Mapping[str, int]) -> bool:
    """Whether an amount can be read, if only as quantity × unit price."""
    return not fields.keys().isdisjoint(_SOME_AMOUNT) or {"quantity", "unit_price"} <= fields.keys()


def _is_list(fields: Mapping[str, int], lacking: list[str]) -> bool:
    """A list lacks both the day and the amount of sales, unless it states a last purchase."""
    return lacking not in (["date"], ["amount"]) or bool({"last_on", "last_amount"} & fields.keys())
