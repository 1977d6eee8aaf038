"""What an import has settled about a file, as a profile for the next ones like it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.columns import key
from carteira_cli.ingest.kinds import FIELDS
from carteira_cli.ingest.layout import Layout
from carteira_cli.ingest.profile import Profile

_AMOUNTS = frozenset({"amount", "order_total"})  # one of them is read of sales, beside their FIELDS


def learned(layout: Layout, name: str) -> Profile:
    """The layout as a profile of that name: recognised by the columns that were read.

    What its own profile does to rows is kept. A convention that the columns do not share is left
    open; a column whose name says nothing, or which another one shares, is kept by its number.
    Raises BadData for a file without column names.
    """
    keys = [key(header) for header in layout.headers]
    read = FIELDS.get(layout.kind, frozenset()) | _AMOUNTS
    own = {field: at for field, at in layout.fields.items() if field in read and at < len(keys)}
    made = {
        field: column
        for field, column in layout.profile.columns.items()
        if layout.fields.get(field, 0) >= len(keys)
    }
    names = [layout.headers[at] for at in own.values() if keys[at]]
    signature = tuple(dict.fromkeys([*layout.profile.signature, *names]))
    if not (layout.header_line and signature):
        raise BadData(
            _("O arquivo não tem nomes de colunas pelos quais reconhecer outro igual."),
            _("Repita sem --save-profile."),
        )
    return replace(
        layout.profile,
        name=name,
        title="",
        kind=layout.kind,
        signature=signature,
        columns=made | {field: _called(at, layout.headers, keys) for field, at in own.items()},
        date_order=_common(layout.date_orders.values()),
        decimal=_common(layout.decimals.values()),
        cents_from=_cents_from(layout),
    )


def _called(at: int, headers: Sequence[str], keys: list[str]) -> str:
    is_told = keys[at] and keys.index(keys[at]) == at
    return headers[at] if is_told else f"#{at + 1}"


def _cents_from(layout: Layout) -> str:
    if layout.amount == "gross_amount":
        return "gross"
    return "net" if "gross_amount" in layout.fields else layout.profile.cents_from


def _common(said: Collection[str]) -> str:
    different = set(said)
    return different.pop() if len(different) == 1 else ""
