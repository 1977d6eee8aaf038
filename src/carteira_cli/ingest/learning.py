"""What an import has settled about a file, as a profile for the next ones like it."""

from collections.abc import Collection
from dataclasses import replace

from carteira_cli.ingest.layout import Layout
from carteira_cli.ingest.profile import Profile


def learned(layout: Layout, name: str) -> Profile:
    """The layout as a profile of that name: recognised by the columns that were read.

    What its own profile does to rows is kept. A convention that the columns do not share is left
    open.
    """
    columns = {
        field: layout.headers[at]
        for field, at in layout.fields.items()
        if at < len(layout.headers) and layout.headers[at]
    }
    return replace(
        layout.profile,
        name=name,
        title="",
        kind=layout.kind,
        signature=tuple(dict.fromkeys([*layout.profile.signature, *columns.values()])),
        columns=columns,
        date_order=_common(layout.date_orders.values()),
        decimal=_common(layout.decimals.values()),
        cents_from="gross" if layout.amount == "gross_amount" else layout.profile.cents_from,
    )


def _common(said: Collection[str]) -> str:
    different = set(said)
    return different.pop() if len(different) == 1 else ""
