"""HTML tables: what many systems send as `.xls`. The rows of all tables of the page, in order."""

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import BinaryIO

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.delimited import lines
from carteira_cli.ingest.layout import Row

MOST_COLUMNS = 2**14  # as many as a sheet has
_MOST_SPANNED, _DIGITS = 100, 4
_LONGEST_CELL = 2**20
_PIECE = 2**16
_MOST_PENDING = 2**18  # what is still open is looked through again with each piece
_MOST_OPEN = 100  # marks begun one in the other: the parser tries each of them to the end


def page_rows(stream: BinaryIO, encoding: str) -> Iterator[tuple[int, Row]]:
    """Each row of a table that is not blank, with its number among all rows, from 1.

    A page may be one long line, so lines of the file would tell nothing.

    Memory does not grow with the page. A page without a table has no rows.
    """
    page = _Tables()
    begun = 0
    with lines(stream, encoding) as text:
        while piece := text.read(_PIECE):
            begun = _begun(piece, begun)
            with _bounded(page):
                page.feed(piece)
            yield from page.finished()
    with _bounded(page):
        page.close()
    page.handle_endtag("tr")
    yield from page.finished()


def _begun(piece: str, before: int) -> int:
    """How many marks in a row were begun and not ended where the piece ends.

    Raises BadData where they are more than any page has.
    """
    rest, *marks = piece.split("<")
    begun = 0 if ">" in rest else before
    for mark in marks:
        begun = 0 if ">" in mark else begun + 1
        if begun > _MOST_OPEN:
            raise _endless()
    return begun


@contextmanager
def _bounded(page: "_Tables") -> Iterator[None]:
    try:
        yield
    except AssertionError as fault:  # so the parser says that a declaration is none
        raise _endless() from fault
    if len(page.rawdata) > _MOST_PENDING:
        raise _endless()


def _endless() -> BadData:
    return _no_table(_("A página tem uma marca que não termina: não é uma tabela."))


def _no_table(sentence: str) -> BadData:
    return BadData(sentence, _("Confira se é mesmo o arquivo exportado pelo sistema."))


class _Tables(HTMLParser):
    """The rows read so far; a cell ends where the next one, or the row, begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[tuple[int, Row]] = []
        self._row: list[str] = []
        self._cell: list[str] | None = None
        self._span, self._letters = 1, 0
        self._number = 0

    def finished(self) -> list[tuple[int, Row]]:
        """The rows that have ended since the last call."""
        done, self._done = self._done, []
        return done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A row or a cell begins, and ends what was open before it."""
        if tag == "tr":
            self.handle_endtag("tr")
            self._number += 1
        elif tag in {"td", "th"}:
            self.handle_endtag(tag)
            self._cell, self._letters = [], 0
            span = dict(attrs).get("colspan") or ""
            self._span = min(int(span[:_DIGITS]), _MOST_SPANNED) if span.isdecimal() else 1
            if len(self._row) > MOST_COLUMNS:
                raise _no_table(_("A página tem mais de 16.384 colunas: não é uma tabela."))
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """A cell or a row ends."""
        if tag not in {"td", "th", "tr", "table"}:
            return
        if self._cell is not None:
            text = " ".join("".join(self._cell).split())
            self._row += [text, *[""] * (self._span - 1)]
            self._cell = None
        if tag in {"tr", "table"}:
            if any(self._row):
                self._done.append((self._number, [*self._row]))
            self._row = []

    def handle_data(self, data: str) -> None:
        """Text counts inside a cell only."""
        if self._cell is None:
            return
        self._letters += len(data)
        if self._letters > _LONGEST_CELL:
            raise _no_table(_("A página tem uma célula de mais de 1 MB: não é uma tabela."))
        self._cell.append(data)
