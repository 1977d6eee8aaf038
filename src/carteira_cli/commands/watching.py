"""Watching an import from the outside: how far it is, drawn once it has taken a while."""

import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from carteira_cli.commands.arrivals import Arrival
from carteira_cli.commands.session import moment, somebody_looks
from carteira_cli.domain.rows import SaleRows
from carteira_cli.errors import _
from carteira_cli.store.operations import Operation

if TYPE_CHECKING:
    from carteira_cli.render.progress import Bar

PATIENCE = 2.0  # seconds of work before anything is drawn
_BETWEEN = 0.1  # seconds from one drawing to the next
_EVERY = 256  # rows between two looks at the clock
_LOOKING, _SUMMING = 0.05, 0.08  # what the first pass and the derived tables are of the whole
_WRITING = 2.0  # what it costs to write a row, where to read one costs 1

T = TypeVar("T")


class Watch:
    """Follows files, rows and what is written of them; draws a bar after `patience` seconds.

    Where nobody looks, all goes through it as it came. `close` it before anything else is said:
    the bar comes back with the next row.
    """

    def __init__(self, *, looks: bool | None = None, patience: float = PATIENCE) -> None:
        """`looks`: somebody does; unless said, stderr tells."""
        self._looks = somebody_looks() if looks is None else looks
        self._draw_at = moment() + patience
        self._bar: Bar | None = None
        self._bytes = self._seen = 0
        self._rows = self._finished = self._read = self._written = 0

    def looking(self, arrivals: Sequence[Arrival]) -> Sequence[Arrival]:
        """The files, their bytes counted as they are read; those in a zip go uncounted."""
        if not self._looks:
            return arrivals
        self._bytes = sum(each.path.stat().st_size for each in arrivals if not each.member)
        return [
            each if each.member else each._replace(open=partial(self._opened, each.path))
            for each in arrivals
        ]

    def _opened(self, path: Path) -> BinaryIO:
        return io.BufferedReader(_Heard(path, self._see))

    def _see(self, size: int) -> None:
        self._seen += size
        self._draw()

    def understood(self, rows: int) -> None:
        """So many rows are to come, of all tables together."""
        self._rows = rows

    def reading(self, rows: Iterator[T]) -> Iterator[T]:
        """The rows of one table, counted as they pass."""
        self._read = self._written = 0
        return self._counted(rows) if self._looks else rows

    def _counted(self, rows: Iterator[T]) -> Iterator[T]:
        number = 0
        for row in rows:
            yield row
            number += row.size if isinstance(row, SaleRows) else 1
            if number - self._read >= _EVERY:
                self._read = number
                self._draw()

    def over(self, running: Operation) -> Operation:
        """The operation, which tells how many more rows of the table it dealt with."""
        return running._replace(told=self._wrote) if self._looks else running

    def _wrote(self, rows: int) -> None:
        self._written += rows
        self._draw()

    def finished(self, rows: int) -> None:
        """A table of so many rows is done."""
        self._finished += rows
        self._read = self._written = 0

    def close(self) -> None:
        """Take the bar off the screen."""
        if self._bar:
            self._bar.hide()

    def _draw(self) -> None:
        if moment() < self._draw_at:
            return
        if not self._bar:  # what draws it costs more than most imports
            from carteira_cli.render.progress import Bar

            self._bar = Bar(_("Importando"))
        self._bar.show(self.share)
        self._draw_at = moment() + _BETWEEN

    @property
    def share(self) -> float:
        """How far it is, from 0 to 1: the first pass, the rows, and what follows from them."""
        if not self._rows:
            return _LOOKING * min(self._seen / max(self._bytes, 1), 1.0)
        at_hand = (self._read + _WRITING * self._written) / (1 + _WRITING)
        done = min((self._finished + at_hand) / self._rows, 1.0)
        return _LOOKING + (1 - _LOOKING - _SUMMING) * done


class _Heard(io.FileIO):
    """A file that tells how many bytes were read of it."""

    def __init__(self, path: Path, tell: Callable[[int], None]) -> None:
        super().__init__(path)
        self._tell = tell

    def readinto(self, buffer: Any) -> int | None:
        size = super().readinto(buffer)
        self._tell(size or 0)
        return size
