"""What the user said about a file, and what the first pass settled about it."""

from collections.abc import Sequence
from typing import NamedTuple

from carteira_cli.domain.credit_notes import Numbering
from carteira_cli.ingest.profile import NO_PROFILE, Profile

Row = list[str | float]
"""The cells of one row: texts, and floats where a sheet held a number."""


SOMEONE = ("customer", "trade_name", "code", "tax_id")
"""The fields that can tell who a customer is."""

FLOOD = 50_000
"""So many rows are refused at least before the rest of a file goes unread."""

_MOST_SHOWN, _LONGEST_SHOWN = 60, 60


class Wishes(NamedTuple):
    """What the user said about the file; an empty text leaves the choice to the content.

    `kind` is `sales`, `customers`, `contacts` or `interactions`; `columns` are the pairs of `--map
    FIELD=COLUMN`; `date_order` is `dmy`, `mdy` or `ymd`; `decimal` is `,` or `.`; `cents_from`,
    `net` or `gross`, matters where the file has both amounts; `profile` is a profile's name; `year`
    is that of months which stand without one; the columns in `ignored` are not read.
    """

    kind: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    date_order: str = ""
    decimal: str = ""
    cents_from: str = ""
    profile: str = ""
    year: str = ""
    ignored: tuple[str, ...] = ()


class Shape(NamedTuple):
    """How the bytes become rows: enough to read the same rows again.

    `encoding` is a codec's name, or `xlsx`, `xls`, `ods`. `delimiter` is one character (a blank
    means columns parted by any number of blanks) and empty for sheets and pages. `sheet` is a
    sheet's name, and `days_later` how much later than usual its calendar begins to count.
    """

    encoding: str
    delimiter: str = ""
    sheet: str = ""
    days_later: int = 0


class Layout(NamedTuple):
    """What the first pass settled.

    `header_line` is the line (the sheet's row) of the column names; `fields` gives the column
    index, counted from 0, of each field found. `decimals` and `date_orders` give the convention of
    each field that holds numbers or days. `amount` names the field that is the row's amount, or
    `unit_price` where it has to be multiplied. `rows` counts the rows below the header, blank ones
    left out. `remarks` are sentences on what was decided where the file left a doubt. `unused` are
    the names of the columns that nothing is read from. `numbering` is how orders are numbered, and
    `credit_notes` tells whether a number like `C1234` is a return where its amount is none below
    zero. `principals` are the first of those that the rows name. `profile` is what is known of the
    source; `month` (the ISO day) is the tab's, where the rows have no day of their own, and
    `months` are those of columns that hold a month's amount each, by index. `made` names the
    columns that are put behind the file's own before the rows are read: `fields` may point to them.
    """

    shape: Shape
    kind: str
    header_line: int
    headers: tuple[str, ...]
    fields: dict[str, int]
    decimals: dict[str, str]
    date_orders: dict[str, str]
    amount: str = ""
    rows: int = 0
    remarks: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    numbering: Numbering = Numbering()
    credit_notes: bool = False
    principals: tuple[str, ...] = ()
    profile: Profile = NO_PROFILE
    month: str = ""
    months: tuple[tuple[int, str], ...] = ()
    made: tuple[str, ...] = ()

    @property
    def encoding(self) -> str:
        """The encoding, or the kind of sheet."""
        return self.shape.encoding

    @property
    def delimiter(self) -> str:
        """What parts the columns; empty for sheets."""
        return self.shape.delimiter

    @property
    def is_of_known_orders(self) -> bool:
        """Whether its rows name orders, and nobody who bought."""
        return self.profile.of_orders and self.fields.keys().isdisjoint(SOMEONE)

    @property
    def names_nobody(self) -> bool:
        """Whether these are sales, and nothing says of which principal."""
        is_told = self.profile.principal or "principal" in self.fields
        return self.kind == "sales" and not is_told

    def column(self, field: str) -> str:
        """The header of the column that a field is read from."""
        return (*self.headers, *self.made)[self.fields[field]]

    @property
    def sheet(self) -> str:
        """The name of the sheet chosen; empty for text."""
        return self.shape.sheet


def names_shown(headers: Sequence[str]) -> str:
    """The names of the columns that have one, the first sixty of them and of each sixty letters."""
    names = [
        name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}…"
        for name in filter(None, headers)
    ]
    more = ["…"] if len(names) > _MOST_SHOWN else []
    return ", ".join(names[:_MOST_SHOWN] + more)
