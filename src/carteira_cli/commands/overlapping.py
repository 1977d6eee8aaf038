"""What to do with sales that another source brought before: as the user said, or asked."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from carteira_cli.commands.dialogue import ENTER, Left, can_ask, key, show
from carteira_cli.domain.importing import Outcome
from carteira_cli.domain.overlaps import ASK, KEEP, SKIP, Overlap
from carteira_cli.errors import _
from carteira_cli.render.remarks import came_before
from carteira_cli.store import Connection, operations

_YES, _NO = "sSyY", ("n", "N", *ENTER)

Brought = TypeVar("Brought", bound=tuple[Outcome, object])


def as_wished(connection: Connection, wish: str, bring: Callable[[str], Brought]) -> Brought:
    """What `bring` brings in; who wished to be asked is, once, where somebody sits there.

    What was left out for the question's sake comes in by a second, whole run.
    """
    if wish != ASK:
        return bring(wish)
    with operations.retractable(connection) as retract:
        brought = bring(SKIP)
        overlaps = brought[0].overlaps
        if overlaps and can_ask() and _shall_count(overlaps):
            retract()
            brought = bring(KEEP)
    return brought


def _shall_count(overlaps: Sequence[Overlap]) -> bool:
    show(f" {came_before(overlap)}" for overlap in overlaps)
    try:
        return key(_("Contar também? s sim · Enter não"), [*_YES, *_NO]) in _YES
    except Left:
        return False
