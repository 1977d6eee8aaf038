"""What is known of the files of one source: data that is written once and read by all.

A profile says by which columns a file is recognised, which column is which field where the names
alone do not tell, and what has to be done to its cells before they are read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Names = tuple[str, ...]


@dataclass(frozen=True)
class Join:
    """Columns whose cells together are one field: `A1_COD` and `A1_LOJA` are the code."""

    field: str
    columns: Names
    between: str = "-"


@dataclass(frozen=True)
class Split:
    """A column whose cell holds several fields: the named groups of the pattern are theirs."""

    column: str
    pattern: str


@dataclass(frozen=True)
class Profile:
    """One source's files. Columns are named as their headers are, whatever the case and accents.

    `signature` are the columns that tell the source: all of them are there. `columns` gives the
    column of a field; `ignored` are never read. `choices` are the other columns that a field might
    have come from (one order has three days, two values): what was chosen is shown. `statuses` are
    words of the status column → codes of the glossary, `results` those of a visit's results.
    `deleted` gives the words of a column that mark rows deleted in that system, `others` those of
    rows that are no sale; `numbered` is a column in which rows of data have a digit; `returns` one
    that holds what was given back beside the amount; `received` one whose negative amounts are
    payments, and no sales. `of_orders`: the rows name orders that are known already, and nobody who
    bought. `date_order`, `decimal`, `cents_from`, `source` and `principal` are as the options of
    those names.
    """

    name: str
    title: str = ""
    kind: str = ""
    signature: Names = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    ignored: Names = ()
    choices: Mapping[str, Names] = field(default_factory=dict)
    joins: tuple[Join, ...] = ()
    splits: tuple[Split, ...] = ()
    statuses: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[str, str] = field(default_factory=dict)
    deleted: Mapping[str, Names] = field(default_factory=dict)
    others: Mapping[str, Names] = field(default_factory=dict)
    numbered: str = ""
    returns: str = ""
    received: str = ""
    of_orders: bool = False
    date_order: str = ""
    decimal: str = ""
    cents_from: str = ""
    source: str = ""
    principal: str = ""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 read by the validator alone


NO_PROFILE = Profile("")
"""What holds where no profile fits: names alone tell the columns."""
