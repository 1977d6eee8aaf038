"""The operations as a screen and as rows."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from carteira_cli.domain.models import Recorded
from carteira_cli.domain.text import safe
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


def screen(
    shown: Sequence[Recorded], civil_day: Callable[[str], date], width: int | None
) -> Iterable[object]:
    """Number, day, command, what it did, and whether it was undone."""
    if not shown:
        yield " " + _("Nenhuma operação ainda.")
        return
    titles = ("#", _("Dia"), _("Comando"), "")
    others = [
        (str(each.id), day(civil_day(each.at)), each.command, _undone(each)) for each in shown
    ]
    taken = sum(max(map(len, column)) for column in zip(titles, *others, strict=True)) + _BETWEEN
    room = width and width - taken
    yield table(
        [
            *(Column(title, right=title == "#") for title in titles[:-1]),
            Column(_("O que fez"), flexible=True),
            Column("", style=QUIET),
        ],
        [
            (*first, _fitting(each.summary, room), last)
            for each, (*first, last) in zip(shown, others, strict=True)
        ],
    )


_BETWEEN = 10  # cells between and around five columns
_LEAST = 8  # of what is left of names


def _undone(recorded: Recorded) -> str:
    number = recorded.undone_by
    return _("desfeita por {number}").format(number=number) if number else ""


def _fitting(summary: str, room: int | None) -> str:
    """What an import did: on a narrow screen the names of its files give way, in their middle."""
    names, colon, counts = safe(summary).rpartition(": ")
    left = (room or 0) - len(colon + counts)
    if not room or len(names) <= left or left < _LEAST:
        return summary
    half = (left - 1) // 2
    return f"{names[: left - 1 - half]}…{names[-half:]}{colon}{counts}"
