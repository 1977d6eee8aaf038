"""The first pass over a file: which tables of it are read, and how each is to be understood.

Memory does not grow with a delimited file. The stream must be seekable; it is read from its start
and stays open.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile
from typing import BinaryIO, NamedTuple

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.columns import key
from carteira_cli.ingest.container import unpacked
from carteira_cli.ingest.conventions import survey
from carteira_cli.ingest.header import columns_shown, count_named, match_columns, settle_kind
from carteira_cli.ingest.heading import Heading, heading_of, unfit
from carteira_cli.ingest.kinds import FIELDS, of_kind
from carteira_cli.ingest.layout import Layout, Row, Wishes
from carteira_cli.ingest.months import first_day, month_of, year_in
from carteira_cli.ingest.profile import Names, Profile
from carteira_cli.ingest.rows import Opened, open_tables
from carteira_cli.ingest.sale_rows import amount_field
from carteira_cli.ingest.shaping import Shaping, shaped, shaping_of
from carteira_cli.ingest.vcards import is_vcard, vcard_layout

_BY_LINE = frozenset({"line", "product", "product_code"})
_SEVERAL = 2  # columns called after a month: one alone may be anything


class _Headed(NamedTuple):
    table: Opened
    heading: Heading


def examine(
    stream: BinaryIO, name: str, wishes: Wishes, profiles: Sequence[Profile] = ()
) -> list[Layout]:
    """The layouts of the tables of a file that are read, at least one: the first pass.

    A text is one table. Of a workbook's sheets the one whose header names most columns is read, and
    each other one with the same columns. Of `profiles` that fit the first with the largest
    signature counts. `name` may tell a year, and is said in errors. Raises BadData, with the
    remedy, where the file as a whole cannot be used: empty, binary, damaged, a table of nothing
    that is imported, without rows below its header, with days in two orders, with months of an
    unknown year, or lacking a column that was wished.
    """
    try:
        return _examined(unpacked(stream), name, wishes, profiles)
    except BadData as fault:
        sentence = _("{file}: {sentence}").format(file=name, sentence=fault.sentence)
        raise BadData(sentence, fault.remedy, fault.option) from fault


def _examined(
    stream: BinaryIO, name: str, wishes: Wishes, profiles: Sequence[Profile]
) -> list[Layout]:
    if is_vcard(stream):
        return [vcard_layout(stream, wishes.kind)]
    tables = open_tables(stream)
    headed = _headed(tables, wishes, profiles)
    if not headed:
        raise unfit(wishes.profile, tables[0].head, profiles)
    best, alike = _chosen(headed, wishes)
    layouts = [_layout(each, name, wishes) for each in alike]
    if len(alike) > 1 or len(tables) == 1:
        return layouts
    remark = _("Aba lida: {sheet}.").format(sheet=best.table.shape.sheet)
    return [layouts[0]._replace(remarks=(remark, *layouts[0].remarks))]


def _headed(tables: Iterable[Opened], wishes: Wishes, profiles: Sequence[Profile]) -> list[_Headed]:
    return [
        _Headed(table, _leaving_out(heading, wishes.ignored))
        for table in tables
        if (heading := heading_of(table.head, wishes.columns, profiles, wishes.profile))
    ]


def _leaving_out(heading: Heading, ignored: Names) -> Heading:
    profile = heading.profile
    return heading._replace(profile=replace(profile, ignored=(*profile.ignored, *ignored)))


def peek(
    stream: BinaryIO, wishes: Wishes, profiles: Sequence[Profile]
) -> tuple[tuple[str, ...], Row]:
    """The columns of the table that tells most, and the cells of the first row below them.

    For whoever is asked which column is which, where `examine` could not tell. Raises BadData for
    what is no table.
    """
    headed = _headed(open_tables(unpacked(stream)), wishes, profiles)
    best, _alike = _chosen(headed, wishes)
    below = (cells for line, cells in best.table.head if line > best.heading.line)
    return best.heading.headers, next(below, [])


def _chosen(headed: list[_Headed], wishes: Wishes) -> tuple[_Headed, list[_Headed]]:
    """The table that tells most, and all that have the same columns."""

    def merit(each: _Headed) -> tuple[int, int]:
        known = max(count_named(row, wishes.columns) for _at, row in each.table.head)
        return len(each.heading.profile.signature), known

    best = max(headed, key=merit)
    columns = set(map(key, best.heading.headers))
    return best, [each for each in headed if set(map(key, each.heading.headers)) == columns]


def _layout(headed: _Headed, name: str, wishes: Wishes) -> Layout:
    table, heading = headed
    wishes = _with_profile(wishes, heading.profile)
    shaping, month, months = _shaping(headed, name, wishes)
    fields = _fields(heading, shaping, wishes)
    kind = settle_kind(fields, heading.headers, wishes.kind)
    fields = of_kind(fields, kind)
    amount = amount_field(fields, wishes.cents_from) if kind == "sales" else ""
    if amount == "order_total" and not _BY_LINE.isdisjoint(fields):
        raise _only_totals(heading.headers[fields["order_total"]], heading.headers)
    below = dropwhile(lambda row: row[0] <= heading.line, table.rows())
    found = survey(_data(below, shaping), fields, wishes, heading.profile.statuses)
    if not found.rows:
        raise _no_rows(heading)
    checked = "order_total" if amount and "order" in fields else amount
    used = {at for field, at in fields.items() if field in {*FIELDS[kind], amount, checked}}
    return Layout(
        shape=table.shape,
        kind=kind,
        header_line=heading.line,
        headers=heading.headers,
        fields=fields,
        decimals=found.decimals,
        date_orders=found.date_orders,
        amount=amount,
        rows=found.rows,
        remarks=(*_choices(heading, fields), *found.remarks),
        credit_notes=found.credit_notes,
        unused=_unused(heading, used | shaping.used),
        profile=heading.profile,
        month=month,
        months=tuple(months.items()),
        made=shaping.columns,
    )


def _with_profile(wishes: Wishes, profile: Profile) -> Wishes:
    """What the user said, and for the rest what the profile says."""
    return wishes._replace(
        kind=wishes.kind or profile.kind,
        date_order=wishes.date_order or profile.date_order,
        decimal=wishes.decimal or profile.decimal,
        cents_from=wishes.cents_from or profile.cents_from,
    )


def _shaping(headed: _Headed, name: str, wishes: Wishes) -> tuple[Shaping, str, dict[int, str]]:
    """How the rows are made fit; where they have no day, by the months of columns or of the tab."""
    heading = headed.heading
    plain = shaping_of(heading.profile, heading.headers, "", {})
    fields = _fields(heading, plain, wishes)
    if "date" in fields:
        return plain, "", {}
    tab = month_of(headed.table.shape.sheet)
    columns = {at: found for at, text in enumerate(heading.headers) if (found := month_of(text))}
    if len(columns) < _SEVERAL or "amount" in fields:
        columns = {}
    if not (columns or tab):
        return plain, "", {}
    year = int(wishes.year or 0) or year_in(heading.title) or year_in([name])
    months = {at: _day(found, year) for at, found in columns.items()}
    month = _day(tab, year) if tab and not columns else ""
    return shaping_of(heading.profile, heading.headers, month, months), month, months


def _day(month: tuple[int, int], year: int) -> str:
    year = month[0] or year
    if not year:
        raise BadData(
            _("O arquivo traz vendas por mês e não diz de que ano."),
            _("Diga o ano: --year 2026."),
            "--year",
        )
    return first_day(year, month[1])


def _fields(heading: Heading, shaping: Shaping, wishes: Wishes) -> dict[str, int]:
    """Each field's column: as was wished, as the profile says, as it is made, as it is named."""
    profile, headers = heading.profile, heading.headers
    keys = list(map(key, headers))
    asked = {field for field, _column in wishes.columns}
    columns = {key(column) for _field, column in wishes.columns}
    made = {
        field: shaping.width + at for at, field in enumerate(shaping.fields) if field not in asked
    }
    told = [
        (field, column)
        for field, column in profile.columns.items()
        if field not in asked | made.keys() and key(column) in set(keys) - columns
    ]
    left_out = set(map(key, profile.ignored)) - columns
    ignored = {at for at, name in enumerate(keys) if name in left_out}
    return match_columns(headers, [*wishes.columns, *told], made, ignored | shaping.used)


def _data(rows: Iterable[tuple[int, Row]], shaping: Shaping) -> Iterator[tuple[int, Row]]:
    if shaping.is_idle:
        return iter(rows)
    return ((line, cells) for line, cells in shaped(rows, shaping) if isinstance(cells, list))


def _choices(heading: Heading, fields: Mapping[str, int]) -> Iterator[str]:
    """What was chosen where the source has several days or values for one order."""
    keys = set(map(key, heading.headers))
    for field, columns in heading.profile.choices.items():
        others = [column for column in columns if key(column) in keys]
        chosen = heading.headers[fields[field]] if fields.get(field, len(keys)) < len(keys) else ""
        others = [column for column in others if key(column) != key(chosen)]
        if chosen and others:
            yield _("{chosen} vale como {field}; há também {others} (--map {code}=… muda).").format(
                chosen=f"“{chosen}”",
                field=_("a data") if field == "date" else _("o valor"),
                others=", ".join(f"“{column}”" for column in others),
                code=field,
            )


def _no_rows(heading: Heading) -> BadData:
    return BadData(
        _("Há um cabeçalho e nenhuma linha abaixo dele."),
        _("Veja se o relatório tem dados no período pedido.")
        + " "
        + columns_shown(heading.headers),
    )


def _unused(heading: Heading, used: Collection[int]) -> tuple[str, ...]:
    """The named columns that nothing is read from and that nobody meant to leave, from the left."""
    meant = set(map(key, heading.profile.ignored))
    return tuple(
        name
        for at, name in enumerate(heading.headers)
        if name and at not in used and key(name) not in meant
    )


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
