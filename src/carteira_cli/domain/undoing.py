"""What an undo did, or would do, as plain values."""

from typing import NamedTuple

from carteira_cli.domain.models import Recorded

REVERSED, KEPT, FAILED = "reversed", "kept", "failed"


class Group(NamedTuple):
    """Records of one kind (a table's name) that met one end, and what a few of them are called."""

    outcome: str
    kind: str
    records: int
    examples: tuple[str, ...] = ()


class TakenBack(NamedTuple):
    """An operation taken back, as three lists: what was reversed, what was kept, what failed.

    Kept is what changed since, or what newer records stand on; what failed has its like there
    already, or lacks what it belongs to. `in_the_way` are the later operations that keep it from
    being reversed. `customers` are those whose sales moved.
    """

    target: Recorded
    groups: tuple[Group, ...]
    in_the_way: tuple[int, ...]
    customers: frozenset[int]

    def records(self, outcome: str) -> int:
        """How many records met that end."""
        return sum(group.records for group in self.groups if group.outcome == outcome)

    @property
    def is_whole(self) -> bool:
        """Whether nothing was kept and nothing failed: bit for bit what was before."""
        return all(group.outcome == REVERSED for group in self.groups)
