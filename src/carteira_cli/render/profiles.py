"""The profiles of files as a screen and as rows."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from carteira_cli.errors import _, translated
from carteira_cli.render.sheet import Sheet
from carteira_cli.render.table import QUIET, Column, table

COLUMNS = ("profile", "title", "kind", "own")


class Titled(Protocol):
    """What of a profile is shown."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102


def sheet(found: Sequence[Titled], own: Collection[str], as_of: str) -> Sheet:
    """The profiles as data; `own` are the names of the rep's."""
    rows = [
        {
            "profile": each.name,
            "title": translated(each.title) if each.title else None,
            "kind": each.kind or None,
            "own": each.name in own,
        }
        for each in found
    ]
    return Sheet(as_of, COLUMNS, rows, {"profiles": len(rows), "own": len(own)})


def screen(found: Sequence[Titled], own: Collection[str]) -> Iterable[object]:
    """Name, what it is of, and whether it is the rep's own."""
    yield table(
        [Column(_("Perfil")), Column(_("Arquivo"), flexible=True), Column("", style=QUIET)],
        [
            (
                each.name,
                translated(each.title) if each.title else "",
                _("seu") if each.name in own else "",
            )
            for each in found
        ],
    )
