"""`carteira import`: what came in, taken in once."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from carteira_cli.commands import options
from carteira_cli.commands.files import write_whole
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session
from carteira_cli.commands.taking import Importer, found, in_one_line
from carteira_cli.domain.importing import Taken
from carteira_cli.errors import CannotCreate, UsageFault, _
from carteira_cli.ingest.layout import Wishes
from carteira_cli.render import importing as render
from carteira_cli.store import contacts, operations
from carteira_cli.store.sources import Sourcing

HELP = _("Traz pedidos e clientes de um arquivo, uma vez só.")

Files = Annotated[
    list[Path], typer.Argument(metavar=_("ARQUIVO..."), help=_("Arquivos ou pastas."))
]
Kind = Annotated[
    str, typer.Option("--kind", metavar="sales|customers", help=_("O que o arquivo traz."))
]
Map = Annotated[
    list[str],
    typer.Option(
        "--map",
        metavar=_("CAMPO=COLUNA"),
        help=_("Diz que coluna do arquivo é este campo (pode repetir)."),
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help=_("Se uma linha for recusada, nada entra."))]
OfPrincipal = Annotated[
    str, typer.Option("--principal", metavar=_("NOME"), help=_("A representada destes pedidos."))
]
Source = Annotated[
    str, typer.Option("--source", metavar=_("NOME"), help=_("O sistema de onde o arquivo vem."))
]
DateOrder = Annotated[
    str, typer.Option("--date-order", metavar="dmy|mdy|ymd", help=_("A ordem das datas."))
]
Decimal = Annotated[str, typer.Option("--decimal", metavar=",|.", help=_("O sinal dos centavos."))]
CentsFrom = Annotated[
    str,
    typer.Option("--cents-from", metavar="net|gross", help=_("Havendo dois valores, qual conta.")),
]
Rejects = Annotated[
    str, typer.Option("--rejects", metavar=_("ARQUIVO"), help=_("Onde gravar as linhas recusadas."))
]


def run(
    ctx: typer.Context,
    files: Files,
    kind: Kind = "",
    columns: Map = [],  # noqa: B006 typer copies it
    dry_run: options.DryRun = False,
    strict: Strict = False,
    principal: OfPrincipal = "",
    source: Source = "",
    date_order: DateOrder = "",
    decimal: Decimal = "",
    cents_from: CentsFrom = "net",
    rejects_path: Rejects = "",
    form: options.Format = "",
    output: options.Output = "",
) -> None:
    """Understand each file, bring all of them in as one operation, say what happened."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    wishes = Wishes(
        _one_of("--kind", kind, ("", "sales", "customers")),
        tuple(_pair(column) for column in columns),
        _one_of("--date-order", date_order, ("", "dmy", "mdy", "ymd")),
        _one_of("--decimal", decimal, ("", ",", ".")),
        _one_of("--cents-from", cents_from, ("net", "gross")),
    )
    sourcing = Sourcing(source, principal)
    with (
        session.portfolio() as connection,
        session.change(connection, "import", rehearsal=dry_run) as running,
    ):
        importer = Importer(connection, running, wishes, sourcing)
        paths = _each_its_rejects(found(files), rejects_path)
        _keep_what_came(paths, (output, rejects_path))
        taken = [importer.take(path, strict=strict) for path in paths]
        taken = [with_rejects(file, None if dry_run else rejects_path) for file in taken]
        operations.summarise(connection, running, in_one_line(taken))
        unreachable = contacts.without_phone(connection) if _made_customers(taken) else 0
    shown = render.Import(taken, session.committed, unreachable)
    deliver(
        order,
        lambda: render.sheet(shown, session.as_of("").isoformat()),
        lambda _width: render.screen(shown),
    )


def _each_its_rejects(paths: list[Path], rejects_path: str) -> list[Path]:
    """The same files, unless the refused rows of several were to share one."""
    if rejects_path and len(paths) > 1:
        raise UsageFault(
            _("--rejects vale para um arquivo só."),
            _("Sem ela, as linhas recusadas de cada arquivo ficam ao lado dele."),
        )
    return paths


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


def _pair(typed: str) -> tuple[str, str]:
    field, sign, column = typed.partition("=")
    if not (sign and field.strip() and column.strip()):
        raise UsageFault(
            _("--map {value} não serve.").format(value=typed),
            _("Escreva o campo e a coluna: --map date=Emissão."),
        )
    return field.strip(), column.strip()


def _one_of(option: str, value: str, possible: tuple[str, ...]) -> str:
    if value in possible:
        return value
    raise UsageFault(
        _("{option} {value} não existe.").format(option=option, value=value),
        _("Os valores são: {values}.").format(values=" ".join(filter(None, possible))),
    )
