"""`carteira import`: what came in, taken in once."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import typer

from carteira_cli.commands import import_options as of
from carteira_cli.commands import options
from carteira_cli.commands.arrivals import Arrival, arrived
from carteira_cli.commands.files import write_whole
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.overlapping import answered
from carteira_cli.commands.session import Session
from carteira_cli.commands.taking import Importer, Said, in_one_line
from carteira_cli.commands.watching import Watch
from carteira_cli.domain.importing import Taken
from carteira_cli.domain.overlaps import SKIP
from carteira_cli.errors import CannotCreate, UsageFault, _
from carteira_cli.ingest.layout import Wishes
from carteira_cli.render import importing as render
from carteira_cli.render import importing_sheet
from carteira_cli.store import contacts, operations

HELP = _("Traz pedidos e clientes de um arquivo, uma vez só.")


def run(
    ctx: typer.Context,
    files: of.Files = [],  # noqa: B006 typer copies it
    kind: of.Kind = "",
    columns: of.Map = [],  # noqa: B006 typer copies it
    dry_run: options.DryRun = False,
    strict: of.Strict = False,
    principal: of.OfPrincipal = "",
    source: of.Source = "",
    on_overlap: of.OnOverlap = SKIP,
    date_order: of.DateOrder = "",
    decimal: of.Decimal = "",
    cents_from: of.CentsFrom = "",
    profile: of.Profile = "",
    save_profile: of.SaveProfile = "",
    year: of.Year = "",
    rejects_path: of.Rejects = "",
    form: options.Format = "",
    output: options.Output = "",
) -> None:
    """Understand each file, bring all of them in as one operation, say what happened."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    wishes = of.checked(
        Wishes(kind, of.pairs(columns), date_order, decimal, cents_from, profile, year)
    )
    sourcing = of.sourcing(source, principal, on_overlap)
    said = Said(wishes, sourcing, strict, save_profile)
    if not files:
        from carteira_cli.commands.guiding import guide

        guided = guide(session, said)
        files, said = [guided.path], guided.said
    asked = _Asked(files, said, dry_run, output, rejects_path)
    shown = _imported(session, asked)
    deliver(
        order,
        lambda: importing_sheet.sheet(shown, session.as_of("").isoformat()),
        lambda _width: render.screen(shown),
    )


class _Asked(NamedTuple):
    """What is to be imported, how it is to be read, and where its refused rows go."""

    files: list[Path]
    said: Said
    is_rehearsal: bool
    output: str
    rejects_path: str


def _imported(session: Session, asked: _Asked) -> render.Import:
    """All files as one operation, or none of them."""
    arrivals = _each_its_rejects(arrived(asked.files), asked.rejects_path)
    _keep_what_came([arrival.path for arrival in arrivals], (asked.output, asked.rejects_path))
    said = answered(session, asked.said, arrivals)
    with (
        closing(Watch()) as watch,
        session.portfolio() as connection,
        session.change(connection, "import", rehearsal=asked.is_rehearsal) as running,
    ):
        taken, passed_over = Importer(connection, running, said, watch=watch).take(arrivals)
        _one_with_problems(taken, asked.rejects_path)
        wished = None if asked.is_rehearsal else asked.rejects_path
        taken = [with_rejects(file, wished) for file in taken]
        operations.summarise(connection, running, in_one_line(taken))
        unreachable = contacts.without_phone(connection) if _made_customers(taken) else 0
        operations.leave_out_if_idle(connection, running)
    kept = asked.said.save_profile if session.committed else ""
    shown = render.Import(taken, session.committed, asked.is_rehearsal)
    return shown._replace(unreachable=unreachable, passed_over=passed_over, profile=kept)


def _each_its_rejects(arrivals: list[Arrival], rejects_path: str) -> list[Arrival]:
    """The same files, unless the refused rows of several were to share one."""
    if rejects_path and len(arrivals) > 1:
        raise UsageFault(
            _("--rejects vale para um arquivo só."),
            _("Sem ela, as linhas recusadas de cada arquivo ficam ao lado dele."),
        )
    return arrivals


def _one_with_problems(taken: list[Taken], rejects_path: str) -> None:
    """Refuse to write the refused rows of several tabs into one file."""
    if rejects_path and sum(bool(table.outcome.problems) for table in taken) > 1:
        raise UsageFault(
            _("--rejects vale para uma aba só."),
            _("Sem ela, as linhas recusadas de cada aba ficam ao lado do arquivo."),
        )


def _keep_what_came(paths: list[Path], targets: Iterable[str]) -> None:
    """No output may take the place of a file that is being imported.

    Raises:
        CannotCreate: one would.
    """
    for target in (Path(target) for target in targets if target):
        if target.exists() and any(target.samefile(path) for path in paths):
            raise CannotCreate(
                _("{path} é o próprio arquivo importado.").format(path=target),
                _("Escolha outro nome para o que vai ser gravado."),
            )


def with_rejects(taken: Taken, wished: str | None) -> Taken:
    """Write the refused rows beside the file or to `wished`; None, in a rehearsal, writes none."""
    if not taken.outcome.problems or taken.rejects_file is None or wished is None:
        return taken._replace(rejects_file=None)
    path = Path(wished or taken.rejects_file)
    write_whole(path, [render.rejects(taken).encode()])
    return taken._replace(rejects_file=str(path))


def _made_customers(taken: list[Taken]) -> bool:
    """Whether orders brought customers: those are only names, until a list tells more."""
    return any(file.kind == "sales" and file.outcome.customers_created for file in taken)
