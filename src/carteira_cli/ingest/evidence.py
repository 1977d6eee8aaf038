"""What the cells of one column say about its convention, gathered a few thousand rows at a time."""

import re
from collections.abc import Mapping

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.dates import parts
from carteira_cli.ingest.statuses import is_known

_ENOUGH = 1000  # cells of evidence ahead: no later cell is likely to turn that
_MOST_WORDS = 20

# A mark is the decimal one where other than three digits follow it, or nothing but a 0 stands
# before it, or the other mark has already parted thousands.
_DECIMAL = {
    mark: re.compile(
        rf"\{mark}(?:\d{{1,2}}|\d{{4,}})(?![\d.,])|(?<![\d.,])0?\{mark}\d{{3}}(?![\d.,])"
        rf"|\{other}\d{{3}}\{mark}\d",
        re.ASCII,
    )
    for mark, other in ((",", "."), (".", ","))
}
_OPEN = re.compile(r"\d([.,])\d{3}(?![\d.,])", re.ASCII)

Cells = Mapping[str | float, int]
"""The different cells of some rows of a column, each with a line where it stands."""


class Marks:
    """Evidence on the decimal mark of the column of one field."""

    def __init__(self, field: str) -> None:
        self.field = field
        self._parting: set[str] = set()  # marks before three digits, which may part thousands
        self._lead = 0  # cells for the comma less cells for the point

    def take(self, cells: Cells) -> None:
        """Weigh more cells; numbers of a sheet say nothing."""
        text = "\n".join(cell for cell in cells if isinstance(cell, str))
        self._lead += len(_DECIMAL[","].findall(text)) - len(_DECIMAL["."].findall(text))
        self._parting.update(_OPEN.findall(text))

    @property
    def is_open(self) -> bool:
        """Whether some cell can be read with either mark."""
        return bool(self._parting)

    @property
    def assumed(self) -> str:
        """The mark where nothing tells: money has no three decimals, so those part thousands."""
        return "." if self._parting == {","} else ","

    @property
    def is_settled(self) -> bool:
        """Whether more cells are worth no look."""
        return abs(self._lead) >= _ENOUGH

    @property
    def mark(self) -> str:
        """`,` or `.`, by the majority of telling cells; empty where there is none or a tie."""
        if self._lead == 0:
            return ""
        return "," if self._lead > 0 else "."


class Orders:
    """Evidence on the order of day and month in the column of one field."""

    def __init__(self, field: str) -> None:
        self.field = field
        self.is_open = False
        self._seen: dict[str, tuple[str, int]] = {}

    def take(self, cells: Cells) -> None:
        """Weigh more cells; days whose year comes first, and numbers of a sheet, say nothing."""
        for cell, line in cells.items():
            if isinstance(cell, str) and (found := parts(cell)):
                self.is_open = True
                self._weigh(found, (cell, line))

    def _weigh(self, found: tuple[int, int], where: tuple[str, int]) -> None:
        first, second = found
        if first > 31:
            self._seen.setdefault("ymd", where)
        elif first > 12 >= second:
            self._seen.setdefault("dmy", where)
        elif second > 12 >= first:
            self._seen.setdefault("mdy", where)

    @property
    def order(self) -> str:
        """`dmy`, `mdy` or `ymd`; empty where no cell tells.

        Raises BadData where cells tell different orders: both are shown.
        """
        if len(self._seen) > 1:
            raise self._mixed()
        return next(iter(self._seen), "")

    def _mixed(self) -> BadData:
        readings = {"dmy": _("dia/mês"), "mdy": _("mês/dia"), "ymd": _("ano/mês/dia")}
        shown = [
            _("linha {line}: {cell} ({reading})").format(
                line=line, cell=cell, reading=readings[order]
            )
            for order, (cell, line) in self._seen.items()
        ]
        return BadData(
            _("A mesma coluna traz datas em duas ordens — {shown}.").format(shown="; ".join(shown)),
            _("Diga qual vale com --date-order dmy ou --date-order mdy: as outras são recusadas."),
        )


class Words:
    """The words of a status column that glossary.md does not know, the first twenty."""

    def __init__(self, field: str) -> None:
        self.field = field
        self.unknown: dict[str, None] = {}

    def take(self, cells: Cells) -> None:
        """Note the unknown words among more cells."""
        for cell in cells:
            word = str(cell).strip()
            if not is_known(word) and len(self.unknown) < _MOST_WORDS:
                self.unknown.setdefault(word)
