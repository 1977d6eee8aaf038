"""The first pass over a file: which tables of it are read, and how each is to be understood.

Memory does not grow with a delimited file. The stream must be seekable; it is read from its start
and stays open.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import dropwhile
from typing import BinaryIO

from carteira_cli.domain.credit_notes import judge
from carteira_cli.domain.rows import Skipped
from carteira_cli.errors import BadData, _
from carteira_cli.ingest.choosing import Headed, chosen, headed, on_sheets
from carteira_cli.ingest.columns import key
from carteira_cli.ingest.container import unpacked
from carteira_cli.ingest.conventions import Conventions, survey
from carteira_cli.ingest.header import columns_shown, settle_kind
from carteira_cli.ingest.heading import Heading, unfit
from carteira_cli.ingest.kinds import FIELDS, of_kind
from carteira_cli.ingest.layout import Layout, Row, Wishes
from carteira_cli.ingest.profile import Profile
from carteira_cli.ingest.reading import read
from carteira_cli.ingest.rows import open_tables
from carteira_cli.ingest.sale_rows import ITEMS, amount_field
from carteira_cli.ingest.settling import asked, settle
from carteira_cli.ingest.shaping import Shaping, shaped
from carteira_cli.ingest.vcards import is_vcard, vcard_layout

_FEW = 50  # rows: a longer file of totals nobody has


def examine(
    stream: BinaryIO, name: str, wishes: Wishes, profiles: Sequence[Profile] = ()
) -> list[Layout]:
    """The layouts of the tables of a file that are read, at least one: the first pass.

    A text is one table. Of a workbook's sheets the one whose header names most columns is read, and
    each other one with the same columns. Of `profiles` that fit the first with the largest
    signature counts. `name` may tell a year, and is said in errors. Raises BadData, with the
    remedy, where the file as a whole cannot be used: empty, binary, damaged, a table of nothing
    that is imported, without rows below its header other than totals, with days in two orders, with
    months of an unknown year, or lacking a column that was wished.
    """
    with _naming(name):
        return _examined(unpacked(stream), name, wishes, profiles)


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Say of which file, or of which of its sheets ("": it has none), a refusal is."""
    try:
        yield
    except BadData as fault:
        if not name:
            raise
        sentence = _("{file}: {sentence}").format(file=name, sentence=fault.sentence)
        raise BadData(sentence, fault.remedy, fault.option) from fault


def _examined(
    stream: BinaryIO, name: str, wishes: Wishes, profiles: Sequence[Profile]
) -> list[Layout]:
    if is_vcard(stream):
        return [vcard_layout(stream, wishes.kind)]
    tables = open_tables(stream)
    fitting = headed(tables, wishes, profiles)
    if not fitting:
        raise unfit(wishes.profile, tables[0].head, profiles)
    read_as = [(each, _layout(each, name, wishes)) for each in chosen(fitting, wishes)]
    filled = [(each, layout) for each, layout in read_as if layout.rows]
    if not filled:
        raise _no_rows(read_as[0][1].headers, _("Há um cabeçalho e nenhuma linha abaixo dele."))
    if all(_is_only_totals(stream, layout) for _each, layout in filled):
        raise _no_rows(read_as[0][1].headers, _("Abaixo do cabeçalho só há totais."))
    first, *others = [layout for _each, layout in filled]
    remarks = on_sheets([each for each, _layout in filled], tables)
    return [first._replace(remarks=(*remarks, *first.remarks)), *others]


def _layout(each: Headed, name: str, wishes: Wishes) -> Layout:
    table, heading = each
    wishes = _with_profile(wishes, heading.profile)
    profile, shaping, fields, month, months = settle(heading, table.shape.sheet, name, wishes)
    heading = heading._replace(profile=profile)
    told = {"customer": -1} if heading.profile.of_orders else {}
    kind = settle_kind({**told, **fields}, heading.headers, wishes.kind)
    fields = of_kind(fields, kind)
    below = dropwhile(lambda row: row[0] <= heading.line, table.rows())
    with _naming(table.shape.sheet):
        found = survey(_data(below, shaping), fields, wishes, heading.profile)
    is_said = "amount" in asked(wishes) | profile.columns.keys()
    if kind == "sales" and found.repeats and not is_said:
        fields, found = _with_total(fields, found, (*heading.headers, *shaping.columns))
    amount = amount_field(fields, wishes.cents_from) if kind == "sales" else ""
    if amount == "order_total" and not ITEMS.isdisjoint(fields):
        raise _only_totals(heading.headers[fields["order_total"]], heading.headers)
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
        numbering=found.numbering,
        credit_notes=judge(found.numbering).are_returns,
        principals=found.principals,
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


def _data(rows: Iterable[tuple[int, Row]], shaping: Shaping) -> Iterator[tuple[int, Row]]:
    if shaping.is_idle:
        return iter(rows)
    return ((line, cells) for line, cells in shaped(rows, shaping) if isinstance(cells, list))


def _with_total(
    fields: dict[str, int], found: Conventions, headers: Sequence[str]
) -> tuple[dict[str, int], Conventions]:
    """An amount that repeats on all items as their order's total, where these have one of theirs.

    Without quantity and unit price the doubt is told, and the amount counts for each item.
    """
    column = headers[fields["amount"]]
    if not {"quantity", "unit_price"} <= fields.keys():
        remark = _(
            "“{column}” parece o total do pedido, repetido em cada item, e conta em cada um; "
            "se for, diga qual é o valor do item: --map amount=COLUNA."
        ).format(column=column)
        return fields, found._replace(remarks=(*found.remarks, remark))
    remark = _(
        "“{column}” repete o total do pedido em cada item: vale quantidade × preço unitário "
        "(se for o valor do item: --map amount=“{column}”)."
    ).format(column=column)
    items = {field: at for field, at in fields.items() if field != "amount"}
    decimals = found.decimals | {"order_total": found.decimals["amount"]}
    found = found._replace(decimals=decimals, remarks=(*found.remarks, remark))
    return items | {"order_total": fields["amount"]}, found


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


def _is_only_totals(stream: BinaryIO, layout: Layout) -> bool:
    """Whether none of a few rows is one of data: totals, and what else stands around a table."""
    if layout.rows > _FEW:
        return False
    return all(isinstance(row, Skipped) for row in read(stream, layout))


def _no_rows(headers: Sequence[str], sentence: str) -> BadData:
    return BadData(
        sentence,
        _("Veja se o relatório tem dados no período pedido.") + " " + columns_shown(headers),
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
