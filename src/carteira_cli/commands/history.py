"""`carteira history`: every operation, the newest first."""

import typer

from carteira_cli.commands import options
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session
from carteira_cli.errors import _
from carteira_cli.store import operations

HELP = _("As operações gravadas, da mais nova à mais velha.")


def run(
    ctx: typer.Context,
    as_of: options.AsOf = "",
    form: options.Format = "",
    output: options.Output = "",
    limit: options.Limit = 20,
) -> None:
    """List what was done, when, and what was taken back."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    day = session.as_of(as_of)
    with session.portfolio() as connection:
        found = [
            recorded
            for recorded in operations.history(connection)
            if session.civil_day(recorded.at) <= day
        ]
    from carteira_cli.render import history as render

    shown = found[: limit or None]
    deliver(
        order,
        lambda: render.sheet(shown, len(found), day.isoformat()),
        lambda width: render.screen(shown, session.civil_day, width),
    )
