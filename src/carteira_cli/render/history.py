"""The operations as a screen and as rows."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from carteira_cli.domain.models import Recorded
from carteira_cli.errors import _
from carteira_cli.render.plain import day
from carteira_cli.render.sheet import Sheet
from carteira_cli.render.table import QUIET, Column, table

COLUMNS = ("operation", "at", "command", "summary", "undone")


def sheet(shown: Sequence[Recorded], total: int, as_of: str) -> Sheet:
    """The operations as data; `at` is a UTC instant."""
    rows = [
        {
            "operation": recorded.id,
            "at": recorded.at,
            "command": recorded.command,
            "summary": recorded.summary,
            "undone": recorded.undone_by is not None,
        }
        for recorded in shown
    ]
    return Sheet(as_of, COLUMNS, rows, {"operations": total})


def screen(shown: Sequence[Recorded], civil_day: Callable[[str], date]) -> Iterable[object]:
    """Number, day, command, what it did, and whether it was undone."""
    if not shown:
        yield " " + _("Nenhuma operação ainda.")
        return
    yield table(
        [
            Column("#", right=True),
            Column(_("Dia")),
            Column(_("Comando")),
            Column(_("O que fez"), flexible=True),
            Column("", style=QUIET),
        ],
        [
            (
                str(recorded.id),
                day(civil_day(recorded.at)),
                recorded.command,
                recorded.summary,
                _("desfeita por {number}").format(number=recorded.undone_by)
                if recorded.undone_by
                else "",
            )
            for recorded in shown
        ],
    )
