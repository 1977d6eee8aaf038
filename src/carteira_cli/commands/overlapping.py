"""What to do with sales that another source brought before: whoever wished so is asked."""

from collections.abc import Sequence

from carteira_cli.commands.arrivals import Arrival
from carteira_cli.commands.dialogue import ENTER, Left, can_ask, key, show
from carteira_cli.commands.rehearsing import rehearsed
from carteira_cli.commands.session import Session
from carteira_cli.commands.taking import Said
from carteira_cli.domain.overlaps import ASK, KEEP, Overlap, added
from carteira_cli.errors import _
from carteira_cli.render.remarks import came_before

_YES, _NO = "sSyY", ("n", "N", *ENTER)


def answered(session: Session, said: Said, arrivals: Sequence[Arrival]) -> Said:
    """The same wishes, but for a yes to counting what overlaps; without one it is left out.

    What there is to ask, a rehearsal finds: while somebody thinks, the portfolio is everybody's.
    """
    if said.sourcing.on_overlap != ASK or not can_ask():
        return said
    with session.portfolio() as connection:
        taken = rehearsed(session, connection, said, arrivals)
    overlaps = added(overlap for each in taken for overlap in each.outcome.overlaps)
    if overlaps and _shall_count(overlaps):
        return said._replace(sourcing=said.sourcing._replace(on_overlap=KEEP))
    return said


def _shall_count(overlaps: Sequence[Overlap]) -> bool:
    show(f" {came_before(overlap)}" for overlap in overlaps)
    try:
        return key(_("Contar também? s sim · Enter não"), [*_YES, *_NO]) in _YES
    except Left:
        return False
