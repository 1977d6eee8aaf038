"""Numbers like C1234 above zero: credit notes or sales, as far as file and portfolio tell."""

from carteira_cli.commands.understanding import Understood
from carteira_cli.domain.credit_notes import judge
from carteira_cli.render.remarks import with_c
from carteira_cli.store import Connection, orders
from carteira_cli.store.sources import Sourcing


def judged(connection: Connection, table: Understood, sourcing: Sourcing) -> Understood:
    """The table, read as what is stored of its source makes likely, and a remark that says so."""
    layout = table.layout
    if not layout.numbering.sold:
        return table
    source = sourcing.source or ("" if sourcing.by_row else sourcing.principal)
    is_told = bool(source) or "principal" not in layout.fields
    verdict = judge(layout.numbering, orders.numbered(connection, source if is_told else None))
    return table._replace(
        layout=layout._replace(
            credit_notes=verdict.are_returns,
            remarks=(*layout.remarks, with_c(verdict, layout.numbering.sold)),
        )
    )
