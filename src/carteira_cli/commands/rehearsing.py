"""An import that is only tried, to know what it would do."""

from collections.abc import Sequence
from contextlib import closing

from carteira_cli.commands.arrivals import Arrival
from carteira_cli.commands.session import Session
from carteira_cli.commands.taking import Importer, Said
from carteira_cli.commands.watching import Watch
from carteira_cli.domain.importing import Taken
from carteira_cli.store import Connection


def rehearsed(
    session: Session, connection: Connection, said: Said, arrivals: Sequence[Arrival]
) -> list[Taken]:
    """What the import of these files would do; nothing of it stays."""
    with (
        closing(Watch()) as watch,
        session.change(connection, "import", rehearsal=True) as running,
    ):
        taken, _passed = Importer(connection, running, said, watch=watch).take(arrivals)
    return taken
