"""`carteira doctor`: is the file sound, and if not, what is the matter."""

from typing import Annotated

import typer

from carteira_cli.commands import options
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session
from carteira_cli.errors import StorageFault, _
from carteira_cli.store import checkup

HELP = _("Confere se o arquivo da carteira está são.")

Full = Annotated[bool, typer.Option("--full", help=_("Lê cada página e cada índice; demora mais."))]


def run(
    ctx: typer.Context,
    full: Full = False,
    form: options.Format = "",
    output: options.Output = "",
) -> None:
    """Run every check; only a sound file ends with 0."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    with session.portfolio() as connection:
        findings = checkup.examine(connection, full=full)
    from carteira_cli.render import doctor as render

    deliver(
        order,
        lambda: render.sheet(findings, session.as_of("").isoformat()),
        lambda _width: render.screen(findings),
    )
    if not all(finding.sound for finding in findings):
        raise StorageFault(
            _("O arquivo da carteira não está são."),
            _("Guarde uma cópia dele como está e volte ao último backup."),
        )
