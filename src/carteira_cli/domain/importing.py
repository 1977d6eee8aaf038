"""What an import did, and when so much of a file is refused that nothing of it may go in."""

from dataclasses import dataclass, field
from typing import NamedTuple

from carteira_cli.domain.models import Problem, Skipped


@dataclass
class Outcome:
    """What an import did, counted by rows of the file. `total_cents` is of the imported rows.

    `reached` is the newest day (ISO) the file holds of each source.
    """

    imported: int = 0
    duplicate: int = 0
    updated: int = 0
    sales_created: int = 0
    sales_updated: int = 0
    customers_created: int = 0
    customers_updated: int = 0
    total_cents: int = 0
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    reached: dict[int, str] = field(default_factory=dict)

    @property
    def should_count(self) -> int:
        """The rows that should have counted: all but totals and other noise."""
        return self.imported + self.duplicate + self.updated + len(self.problems)

    @property
    def read(self) -> int:
        """All rows of the file."""
        return self.should_count + len(self.skipped)

    @property
    def mostly_refused(self) -> bool:
        """More than half of the rows that should count was refused."""
        return 2 * len(self.problems) > self.should_count


class Taken(NamedTuple):
    """One file taken in: how it was understood, what it did, where its refused rows are."""

    name: str
    kind: str
    encoding: str
    delimiter: str
    header_line: int
    headers: tuple[str, ...]
    remarks: tuple[str, ...]
    outcome: Outcome
    rejects_file: str | None = None
