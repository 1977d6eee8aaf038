"""`carteira demo`: a throw-away portfolio, invented, moved to this week."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import typer

from carteira_cli.commands.arrivals import arrived
from carteira_cli.commands.session import Session, say
from carteira_cli.commands.taking import Importer, Said, in_one_line
from carteira_cli.domain.glossary import label
from carteira_cli.domain.models import Interaction
from carteira_cli.domain.rows import FileRow, Passing, each
from carteira_cli.domain.shifting import moved, shifted, whole_weeks
from carteira_cli.errors import CannotCreate, ForeignFile, StorageFault, _
from carteira_cli.store import Connection, customers, interactions, operations, settings
from carteira_cli.store.interactions import Promise
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Sourcing

HELP = _("Monta uma carteira inventada, para experimentar cada comando.")

ANCHOR = date(2026, 10, 30)  # the last order day of the example files, a Friday
_MARK = "demo"


class _Part(NamedTuple):
    """An example file, whose it is, and how many days before the anchor it was received."""

    name: str
    principal: str
    days_before: int


_PARTS = (
    _Part("carteira-clientes.csv", "", 0),
    _Part("serra-vendas.csv", "Serra Alimentos", 0),
    _Part("avila-pedidos.xlsx", "", 21),
)


def run(ctx: typer.Context) -> None:
    """Import the example files as if they had been received, and say what to try."""
    session: Session = ctx.obj
    if not session.path_was_given:
        session.path = session.path.with_name("demo.db")
    _make_room(session)
    days = whole_weeks(ANCHOR, session.as_of(""))
    with session.portfolio() as connection:
        for part in _PARTS:
            _take(session, connection, part, days)
        _live_a_little(session, connection, session.as_of(""))
    _say_what_to_try(session.path)


def _make_room(session: Session) -> None:
    """Remove the last demo; a portfolio that is none is never touched.

    Raises:
        CannotCreate: the file holds something else.
    """
    if not session.path.exists():
        return
    try:
        with session.portfolio() as connection:
            is_demo = _MARK in settings.read(connection)
    except (ForeignFile, StorageFault):
        is_demo = False
    if not is_demo:
        raise CannotCreate(
            _("{path} já existe e não é uma demonstração.").format(path=session.path),
            _("Escolha um arquivo novo com --db."),
        )
    session.path.unlink()


def _take(session: Session, connection: Connection, part: _Part, days: int) -> None:
    received = ANCHOR + timedelta(days=days - part.days_before)

    def passing(rows: Iterator[Passing]) -> Iterator[FileRow]:
        return (shifted(row, days) for row in each(rows))

    with session.change(connection, "import", day=received) as running:
        settings.write(connection, _MARK, "1", running)
        said = Said(sourcing=Sourcing("", part.principal), strict=True)
        importer = Importer(connection, running, said, passing)
        taken, _passed_over = importer.take(arrived([_folder() / part.name]))
        operations.summarise(connection, running, in_one_line(taken))


def _folder() -> Path:
    """The example files: inside the installed package, or beside the source in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "examples"
    return installed if installed.is_dir() else package.parents[1] / "examples" / "data"


class _Lived(NamedTuple):
    """A contact made some days ago, and the promise it left, if any, in days from today."""

    customer: str
    channel: str
    result: str
    reason: str
    note: str
    days_ago: int
    promised_in: int | None


_CONTACTS = (
    _Lived("Padaria e Confeitaria Doce Aurora", "whatsapp", "quote_sent", "", "tabela nova", 5, 0),
    _Lived("Empório da Ponte", "phone", "callback", "", "volta de viagem", 3, 3),
    _Lived("Lanchonete Ponto Certo", "phone", "refused", "has_stock", "", 2, None),
)


def _live_a_little(session: Session, connection: Connection, today: date) -> None:
    """A few contacts and promises, so that the lists have some to show."""
    for lived in _CONTACTS:
        day = today - timedelta(days=lived.days_ago)
        with session.change(connection, "log", day=day) as running:
            who = customers.named(connection, lived.customer)[0]
            _log(connection, (who.id, lived), running)
            said = f"{who.shown}: {label('result', lived.result)}"
            operations.summarise(connection, running, said)


def _log(connection: Connection, told: tuple[int, _Lived], running: Operation) -> None:
    customer_id, lived = told
    contact = Interaction(
        customer_id, running.day, lived.channel, lived.result, lived.reason, lived.note
    )
    interaction_id = interactions.add_interaction(connection, contact, running)
    if lived.promised_in is not None:
        due_on = moved(running.day, lived.days_ago + lived.promised_in)
        interactions.add_follow_up(
            connection, Promise(customer_id, due_on, lived.note, interaction_id), running
        )


def _say_what_to_try(path: Path) -> None:
    say(_("Carteira de demonstração em {path}: clientes e pedidos inventados.").format(path=path))
    say(_("Experimente, sempre com --db {path}:").format(path=path))
    for command in ("status", "reactivate --list", "pareto", "segments", "show ipê", "sales"):
        say(f"  carteira --db {path} {command}")
