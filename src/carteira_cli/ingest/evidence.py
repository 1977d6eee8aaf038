"""What the cells of one column say about its convention, gathered a few thousand rows at a time."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping

from carteira_cli.domain.credit_notes import Numbering
from carteira_cli.domain.memo import Memo
from carteira_cli.domain.text import fold
from carteira_cli.errors import BadData, _
from carteira_cli.ingest.dates import told_order
from carteira_cli.ingest.layout import Row
from carteira_cli.ingest.noise import is_total
from carteira_cli.ingest.statuses import is_credit_note
from carteira_cli.ingest.texts import shown_text

_ENOUGH = 1000  # cells of evidence ahead: no later cell is likely to turn that
_MOST_WORDS = 20
_PROVEN = 2  # cells, and
_SHARE = 10  # one in so many of the telling ones: a slip of the hand proves no order

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
_NEGATIVE = re.compile(r"[-−–—(].*\d|\d.*[-−–—]", re.ASCII)
_OPEN = re.compile(r"\d([.,])\d{3}(?![\d.,])", re.ASCII)

Cells = Mapping[str | float, int]
"""The different cells of some rows of a column, each with a line where it stands."""


class Marks:
    """Evidence on the decimal mark of the column of one field."""

    def __init__(self, field: str) -> None:
        self.field = field
        self._parting: set[str] = set()  # marks before three digits, which may part thousands
        self._told = {",": 0, ".": 0}  # cells that each mark is the decimal one of

    def take(self, cells: Cells) -> None:
        """Weigh more cells; numbers of a sheet say nothing."""
        text = "\n".join(cell for cell in cells if isinstance(cell, str))
        for mark, decimal in _DECIMAL.items():
            self._told[mark] += len(decimal.findall(text))
        self._parting.update(_OPEN.findall(text))

    @property
    def is_open(self) -> bool:
        """Whether some cell can be read with either mark."""
        return bool(self._parting)

    @property
    def is_torn(self) -> bool:
        """Whether its cells cannot all be read with one mark, and no mark has the majority."""
        marks = self._parting | {mark for mark, count in self._told.items() if count}
        return not self.mark and len(marks) > 1

    @property
    def assumed(self) -> str:
        """The mark where nothing tells: money has no three decimals, so those part thousands."""
        return "." if self._parting == {","} else ","

    @property
    def is_settled(self) -> bool:
        """Whether more cells are worth no look."""
        return abs(self._lead) >= _ENOUGH

    @property
    def _lead(self) -> int:
        return self._told[","] - self._told["."]

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
        self._first: dict[str, tuple[str, int]] = {}
        self._told: Counter[str] = Counter()
        self._order_of = Memo(told_order)

    def take(self, cells: Cells) -> None:
        """Weigh more cells; days whose year comes first, and numbers of a sheet, say nothing."""
        for cell, line in cells.items():
            if isinstance(cell, str) and (told := self._order_of[cell]) is not None:
                self.is_open = True
                self._note(told, (cell, line))

    def _note(self, told: str, where: tuple[str, int]) -> None:
        if told:
            self._told[told] += 1
            self._first.setdefault(told, where)

    @property
    def order(self) -> str:
        """`dmy`, `mdy` or `ymd`, by the majority of telling cells; empty where no cell tells.

        Raises BadData, with a cell of each, where two orders are told by at least two cells and a
        tenth of the telling ones each, and where there is no majority.
        """
        told = self._told.most_common()
        if len(told) > 1 and (told[0][1] == told[1][1] or self._is_proven(told[1][1])):
            raise self._mixed()
        return told[0][0] if told else ""

    def _is_proven(self, count: int) -> bool:
        return count >= _PROVEN and count * _SHARE >= self._told.total()

    def _mixed(self) -> BadData:
        readings = {"dmy": _("dia/mês"), "mdy": _("mês/dia"), "ymd": _("ano/mês/dia")}
        shown = [
            _("linha {line}: {cell} ({reading})").format(
                line=line, cell=cell, reading=readings[order]
            )
            for order, (cell, line) in self._first.items()
        ]
        return BadData(
            _("A mesma coluna traz datas em duas ordens — {shown}.").format(shown="; ".join(shown)),
            _("Diga qual vale com --date-order dmy ou --date-order mdy: as outras são recusadas."),
            "--date-order",
        )


class Words:
    """The words of a column that have no code, the first twenty."""

    def __init__(self, field: str, known: Collection[str], is_known: Callable[[str], bool]) -> None:
        """`known` are the words of the source's profile; `is_known` knows everybody's."""
        self.field = field
        self.unknown: dict[str, None] = {}
        self._known = set(map(fold, known))
        self._is_known = is_known

    def take(self, cells: Cells) -> None:
        """Note the unknown words among more cells."""
        for cell in cells:
            word = str(cell).strip()
            is_new = fold(word) not in self._known and not self._is_known(word)
            if is_new and len(self.unknown) < _MOST_WORDS:
                self.unknown.setdefault(word)

    @property
    def count(self) -> str:
        """How many unknown words there are: `20+` where there may be more."""
        return f"{len(self.unknown)}{'+' * (len(self.unknown) == _MOST_WORDS)}"


class Names:
    """The different names of a column, the first twenty; names that fold alike are one."""

    def __init__(self, field: str) -> None:
        self.field = field
        self._found: dict[str, str] = {}

    def take(self, cells: Cells) -> None:
        """Note the names among more cells."""
        for name in (shown_text(cell).strip() for cell in cells):
            if name and len(self._found) < _MOST_WORDS and not is_total(name):
                self._found.setdefault(fold(name), name)

    @property
    def names(self) -> tuple[str, ...]:
        """Each as it came first."""
        return tuple(self._found.values())


class Numbers:
    """How many order numbers bear a C, and on which side of zero the amounts beside them are."""

    def __init__(self, at: int, amounts_at: Collection[int]) -> None:
        """`at` is the numbers' column, `amounts_at` those of amounts, prices and quantities."""
        self._at, self._amounts_at = at, amounts_at
        self._found = Counter[str]()

    def take(self, rows: Collection[tuple[int, Row]]) -> None:
        """Weigh more rows."""
        at = self._at
        numbers = [cells[at] for _line, cells in rows if at < len(cells)]
        self._found["plain"] += len(numbers) - numbers.count("")
        if "C" not in (together := " ".join(map(str, numbers))) and "c" not in together:
            return
        for _line, cells in rows:
            if at < len(cells) and is_credit_note(str(cells[at]).strip()):
                self._found["plain"] -= 1
                self._found["returned" if self._is_negative(cells) else "sold"] += 1

    def _is_negative(self, cells: Row) -> bool:
        said = (str(cells[at]) for at in self._amounts_at if at < len(cells))
        return any(_NEGATIVE.search(cell) for cell in said)

    @property
    def numbering(self) -> Numbering:
        """What was found."""
        return Numbering(**self._found)
