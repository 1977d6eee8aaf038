"""What an import did, and when so much of a file is refused that nothing of it may go in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar, cast

from carteira_cli.domain.corrections import Correction, gravest
from carteira_cli.domain.overlaps import Alike, Beside, Overlap, added, side_by_side
from carteira_cli.domain.rows import Party, Passing, Problem, Skipped

R = TypeVar("R")


class Future(NamedTuple):
    """The rows dated after the day of the import, and the newest of their days (ISO)."""

    rows: int = 0
    until: str = ""


class Twin(NamedTuple):
    """The earlier operation that took the same file in under another source ("": without one)."""

    operation: int
    source: str


@dataclass
class Outcome:
    """What an import did, counted by rows of the file.

    `total_cents` is of the imported rows that count, and `cancelled_cents` of the cancelled orders
    among the sales that were created.
    `reached` is the newest day (ISO) the file holds of each source. `wrong_tax_ids` are those whose
    CNPJ or CPF could not be one, each once, as the file first names them. `overlaps` are the sales
    that other sources brought before, `alike` what of the same source may be another system's.
    `of_months` are sales of a month that the customer has as a total, or as orders, and
    `of_invoices` NF-e and orders of other days, that are equal: both may be told twice.
    `corrections` are the gravest of the orders updated.
    """

    imported: int = 0
    duplicate: int = 0
    updated: int = 0
    sales_created: int = 0
    sales_updated: int = 0
    customers_created: int = 0
    customers_updated: int = 0
    total_cents: int = 0
    sales_cancelled: int = 0
    cancelled_cents: int = 0
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    reached: dict[int, str] = field(default_factory=dict)
    future: Future = field(default_factory=Future)
    wrong_tax_ids: list[Party] = field(default_factory=list)
    overlaps: list[Overlap] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    alike: Alike = field(default_factory=Alike)
    of_months: Beside = field(default_factory=Beside)
    of_invoices: Beside = field(default_factory=Beside)

    @property
    def should_count(self) -> int:
        """The rows that should have counted: all but totals and other noise."""
        return self.imported + self.duplicate + self.updated + len(self.problems)

    @property
    def read(self) -> int:
        """All rows of the file."""
        return self.should_count + len(self.skipped)

    @property
    def is_news(self) -> bool:
        """Whether anything came that was not there, or changed what was."""
        return any((self.imported, self.updated, self.sales_created, self.sales_updated,
                    self.customers_created, self.customers_updated))  # fmt: skip

    @property
    def mostly_refused(self) -> bool:
        """More than half of the rows that should count was refused."""
        return 2 * len(self.problems) > self.should_count


COUNTS = ("imported", "duplicate", "updated", "sales_created", "sales_updated", "customers_created",
          "customers_updated", "total_cents", "sales_cancelled", "cancelled_cents")  # fmt: skip
"""What of an outcome is added up."""


def taken_apart(rows: Iterable[Passing], kind: type[R], outcome: Outcome) -> list[R]:
    """The rows of the kind that is taken; the others go to the outcome."""
    wanted: list[R] = []
    for row in rows:
        if isinstance(row, kind):
            wanted.append(row)
        elif isinstance(row, Problem):
            outcome.problems.append(row)
        else:
            outcome.skipped.append(cast(Skipped, row))
    return wanted


def with_wrong_tax_id(parties: Iterable[Party]) -> list[Party]:
    """Who has a tax id that is none, each text and name once, the first met first."""
    found = {(party.tax_id_text, party.name): party for party in parties if party.tax_id_text}
    return list(found.values())


class Differing(NamedTuple):
    """Orders whose items do not come to the total beside them; the first of them (centavos)."""

    orders: int
    first: str
    items_cents: int
    told_cents: int


class PassedOver(NamedTuple):
    """A file of a folder or a zip that cannot be used, and why, as a sentence."""

    name: str
    reason: str


class Taken(NamedTuple):
    """One table taken in: how it was understood, what it did, where its refused rows are.

    `unused` are the columns that nothing was read from; `twin` is the same file's other import;
    `profile` and its `title` tell the source, where it was recognised. `file` is the name of the
    file that the table is in. `month` and `months` are those of a tab and of columns, as ISO days.
    `is_nobodys`: sales of no principal, in a portfolio that tells principals apart.
    """

    name: str
    kind: str
    encoding: str
    delimiter: str
    header_line: int
    headers: tuple[str, ...]
    remarks: tuple[str, ...]
    unused: tuple[str, ...]
    outcome: Outcome
    twin: Twin | None = None
    rejects_file: str | None = None
    profile: str = ""
    title: str = ""
    differing: Differing | None = None
    file: str = ""
    month: str = ""
    months: tuple[tuple[int, str], ...] = ()
    is_nobodys: bool = False


def together(tables: Sequence[Taken], name: str) -> Taken:
    """Tables of one file (at least one) under one name: each remark once, the counts added up.

    Only the last day of what they reach is not told: nobody asks it of several.
    """
    remarks = dict.fromkeys(remark for table in tables for remark in table.remarks)
    unused = dict.fromkeys(column for table in tables for column in table.unused)
    outcomes = [table.outcome for table in tables]
    return tables[0]._replace(
        name=name,
        remarks=tuple(remarks),
        unused=tuple(unused),
        is_nobodys=any(table.is_nobodys for table in tables),
        outcome=Outcome(
            problems=[problem for each in outcomes for problem in each.problems],
            skipped=[skipped for each in outcomes for skipped in each.skipped],
            future=Future(
                sum(each.future.rows for each in outcomes),
                max(each.future.until for each in outcomes),
            ),
            wrong_tax_ids=with_wrong_tax_id(p for each in outcomes for p in each.wrong_tax_ids),
            overlaps=added(overlap for each in outcomes for overlap in each.overlaps),
            alike=Alike(
                sum(each.alike.seen for each in outcomes),
                sum(each.alike.orders for each in outcomes),
            ),
            of_months=side_by_side([each.of_months for each in outcomes]),
            of_invoices=side_by_side([each.of_invoices for each in outcomes]),
            corrections=gravest(order for each in outcomes for order in each.corrections),
            **{count: sum(getattr(each, count) for each in outcomes) for count in COUNTS},
        ),
    )
