"""The first pass over all rows: which decimal mark and which order of day and month a column has.

A column decides for itself; one that leaves it open follows the others of the file; where none
says anything it is Brazil's: decimal comma, day first, and three digits after a mark are thousands.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from carteira_cli.domain.credit_notes import Numbering
from carteira_cli.errors import _
from carteira_cli.ingest.dates import order_name
from carteira_cli.ingest.evidence import Marks, Names, Numbers, Orders, Words
from carteira_cli.ingest.layout import Row, Wishes
from carteira_cli.ingest.profile import NO_PROFILE, Profile
from carteira_cli.ingest.repeats import Repeats, repeats_in
from carteira_cli.ingest.statuses import is_known
from carteira_cli.ingest.talk_words import is_known_result

_NUMBERS = ("amount", "order_total", "gross_amount", "unit_price", "quantity", "last_amount",
            "commission_rate")  # fmt: skip
_DAYS = ("date", "invoiced_on", "paid_on", "last_on")
_ROWS_AT_ONCE = 256  # few enough to stay in the processor's cache
_WORDS_SHOWN, _LONGEST_WORD = 5, 30


class Conventions(NamedTuple):
    """What was settled, by field; `rows` counts the rows looked at.

    `repeats`: the amount of an order's items seems to be the whole order's, on each of them.
    """

    decimals: dict[str, str]
    date_orders: dict[str, str]
    rows: int
    remarks: tuple[str, ...]
    numbering: Numbering
    principals: tuple[str, ...]
    repeats: bool


class _Evidence(NamedTuple):
    marks: list[Marks]
    orders: list[Orders]
    words: list[Words]
    principals: list[Names]
    numbers: list[Numbers]
    repeats: list[Repeats]

    @property
    def open_columns(self) -> list[Marks | Orders | Words | Names]:
        return [
            *(column for column in self.marks if not column.is_settled),
            *self.orders,
            *self.words,
            *self.principals,
        ]


def survey(
    rows: Iterable[tuple[int, Row]],
    fields: Mapping[str, int],
    wishes: Wishes,
    profile: Profile = NO_PROFILE,
) -> Conventions:
    """The conventions of each column that holds numbers or days, over all of `rows`.

    Memory does not grow with the rows. Raises BadData where one column holds days in two orders and
    `wishes` names none. No rows give Brazil's conventions.
    """
    found = _Evidence(
        [Marks(field) for field in _NUMBERS if field in fields],
        [Orders(field) for field in _DAYS if field in fields],
        [words for words in _words(profile) if words.field in fields],
        [Names(field) for field in ("principal",) if field in fields],
        [Numbers(fields["order"], _places(fields))] if "order" in fields else [],
        repeats_in(fields),
    )
    count = 0
    for chunk in _chunks(rows):
        count += len(chunk)
        for column in found.open_columns:
            at = fields[column.field]
            column.take({cells[at]: line for line, cells in chunk if at < len(cells)})
        for numbers in found.numbers:
            numbers.take(chunk)
        for repeats in found.repeats:
            repeats.take(chunk)
    decimals = _decimals(found.marks, wishes.decimal)
    date_orders = _date_orders(found.orders, wishes.date_order)
    remarks = () if wishes.decimal else _mark_remarks(found.marks, decimals)
    return Conventions(
        decimals,
        date_orders,
        count,
        remarks + _remarks(found, wishes),
        next((numbers.numbering for numbers in found.numbers), Numbering()),
        next((column.names for column in found.principals), ()),
        any(repeats.is_told for repeats in found.repeats),
    )


def _words(profile: Profile) -> list[Words]:
    return [
        Words("status", profile.statuses, is_known),
        Words("result", profile.results, is_known_result),
    ]


def _places(fields: Mapping[str, int]) -> set[int]:
    """The columns whose numbers may be below zero."""
    return {fields[field] for field in _NUMBERS if field in fields}


def _chunks(rows: Iterable[tuple[int, Row]]) -> Iterator[list[tuple[int, Row]]]:
    rest = iter(rows)
    while chunk := list(islice(rest, _ROWS_AT_ONCE)):
        yield chunk


def _decimals(marks: list[Marks], wished: str) -> dict[str, str]:
    common = _most_common([column.mark for column in marks], "")
    return {column.field: wished or column.mark or common or column.assumed for column in marks}


def _date_orders(orders: list[Orders], wished: str) -> dict[str, str]:
    if wished:
        return {column.field: wished for column in orders}
    common = _most_common([column.order for column in orders], "dmy")
    return {column.field: column.order or common for column in orders}


def _most_common(said: list[str], otherwise: str) -> str:
    votes = Counter(word for word in said if word)
    return votes.most_common(1)[0][0] if votes else otherwise


def _remarks(found: _Evidence, wishes: Wishes) -> tuple[str, ...]:
    remarks = []
    if not wishes.date_order and any(column.is_open for column in found.orders):
        remarks.append(_order_remark(found.orders))
    remarks += [_word_remark(column) for column in found.words if column.unknown]
    return tuple(remarks)


def _word_remark(column: Words) -> str:
    if column.field == "status":
        return _("Situações desconhecidas, lidas como faturado: {words}.").format(
            words=", ".join(column.unknown)
        )
    words = [f"“{_clipped(word)}”" for word in column.unknown]
    more = ["…"] if len(words) > _WORDS_SHOWN else []
    return _(
        "Resultados sem código ({n}), guardados na nota: {words} "
        "(a chave results de um perfil diz o que são: LEIAME.md)."
    ).format(n=column.count, words=", ".join(words[:_WORDS_SHOWN] + more))


def _clipped(word: str) -> str:
    return word if len(word) <= _LONGEST_WORD else word[: _LONGEST_WORD - 1] + "…"


def _mark_remarks(marks: list[Marks], decimals: Mapping[str, str]) -> tuple[str, ...]:
    """What was assumed of the columns that tell no mark, each sentence once."""
    open_marks = [column for column in marks if column.is_torn or column.is_open]
    if any(column.mark for column in marks):
        open_marks = [column for column in marks if column.is_torn]
    said = [_mark_remark(column, decimals[column.field]) for column in open_marks]
    return tuple(dict.fromkeys(said))


def _mark_remark(column: Marks, mark: str) -> str:
    if column.is_torn:
        return _(
            "Há números com vírgula e números com ponto, e nenhum dos dois prevalece: "
            "o decimal lido é “{mark}” (--decimal muda)."
        ).format(mark=mark)
    number = "1.234" if mark == "," else "1,234"
    return _("Nenhum número tem centavos: {number} é lido como milhares (--decimal muda).").format(
        number=number
    )


def _order_remark(orders: list[Orders]) -> str:
    said = [column.order for column in orders if column.order]
    if not said:
        return _("Nenhuma data decide entre dia e mês: lidas à brasileira (--date-order muda).")
    return _("Datas lidas como {order}.").format(order=order_name(said[0]))
