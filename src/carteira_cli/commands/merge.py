"""`carteira customers merge`: two records that are one customer become one."""

from typing import Annotated

import typer

from carteira_cli.commands import options
from carteira_cli.commands.naming import another_customer, one_customer
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session
from carteira_cli.domain.merging import may_be_two
from carteira_cli.domain.models import Customer
from carteira_cli.domain.tax_id import mask
from carteira_cli.errors import BadData, _
from carteira_cli.render import merge as render
from carteira_cli.store import merging, operations

HELP = _("Junta dois clientes que são um só.")
EPILOG = _('Por exemplo: carteira customers merge "Mercado Ana" "Ana Mercado ME"')

Stands = Annotated[
    str,
    typer.Argument(metavar=_("FICA"), help=_("O cliente que fica: nome, CNPJ, CPF ou código.")),
]
Goes = Annotated[str, typer.Argument(metavar=_("SAI"), help=_("O que se junta a ele."))]
Yes = Annotated[bool, typer.Option("--yes", help=_("Junta mesmo com dois CNPJs válidos."))]


def run(
    ctx: typer.Context,
    stands: Stands,
    goes: Goes,
    yes: Yes = False,
    dry_run: options.DryRun = False,
    form: options.Format = "",
    output: options.Output = "",
) -> None:
    """Move everything of the second to the first, as one operation."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    with session.portfolio() as connection:
        one = one_customer(connection, stands)
        other = another_customer(connection, goes, one)
        if not (yes or dry_run):
            _refuse_two_companies(one, other)
        with session.change(connection, "merge", rehearsal=dry_run) as running:
            merged = merging.merge(connection, one.id, other.id, running)
            operations.summarise(connection, running, f"{other.shown} → {one.shown}")
    shown = render.Joined(one, other, merged.moved, merged.changed, session.committed)
    deliver(
        order,
        lambda: render.sheet(shown, session.as_of("").isoformat()),
        lambda _width: render.screen(shown),
    )


def _refuse_two_companies(one: Customer, other: Customer) -> None:
    """Two valid tax ids are two companies, or two branches: only the rep knows better.

    Raises:
        BadData: both have one, and they differ.
    """
    if may_be_two(one.tax_id, other.tax_id):
        raise BadData(
            _("{one} e {other} têm CNPJ ou CPF diferentes: {ids}.").format(
                one=one.shown,
                other=other.shown,
                ids=_("{one} e {other}").format(one=mask(one.tax_id), other=mask(other.tax_id)),
            ),
            _("Se são mesmo um cliente só (filiais, por exemplo), repita com --yes."),
        )
