"""Making a row fit to be read: cells joined and split, months turned into days, noise dropped.

What is made is put behind the row's own cells, as columns of fields.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from carteira_cli.domain.text import fold
from carteira_cli.errors import _
from carteira_cli.ingest.columns import key
from carteira_cli.ingest.layout import Row
from carteira_cli.ingest.profile import Profile
from carteira_cli.ingest.texts import LONGEST, code_text, shown_text

_NOTHING = re.compile(r"-?\s*(?:R\$)?[\s0.,%\-–—]*")
_LONGEST_SPLIT = 200  # letters of a cell that a pattern is tried on
_NEGATIVE = re.compile(r"\s*(?:R\$\s*)?[(\-−–]|.*-\s*$")


class Made(NamedTuple):
    """Fields that are made of a row, what their column is called, and how they are made."""

    fields: tuple[str, ...]
    column: str
    make: Callable[[Row], list[str | float]]


class Shaping(NamedTuple):
    """How rows of `width` own cells become rows to read, in which `fields` follow those.

    `columns` names them. `why_not` tells why a row is no data (None where it is); `made` are the
    cells put behind a row; `several` are the rows that one row stands for. `used` are the own
    columns it looks at.
    """

    width: int
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    why_not: tuple[Callable[[Row], str | None], ...]
    made: tuple[Callable[[Row], list[str | float]], ...]
    several: Callable[[Row], Iterable[Row]]
    used: frozenset[int]

    @property
    def is_idle(self) -> bool:
        """Whether rows go through as they are."""
        return not (self.why_not or self.made or self.fields)


def shaped(rows: Iterable[tuple[int, Row]], shaping: Shaping) -> Iterator[tuple[int, Row | str]]:
    """Each row as it is to be read, or why it is no data."""
    for line, cells in rows:
        surplus = cells[shaping.width :]
        own = [*cells[: shaping.width], *[""] * (shaping.width - len(cells))]
        if not any(map(_is_filled, own)):
            yield line, own + [""] * len(shaping.fields) + surplus
            continue
        if reason := _why_not(own, shaping):
            yield line, reason
            continue
        for make in shaping.made:
            own += make(own)
        for row in shaping.several(own):
            yield line, row + surplus


def _is_filled(cell: str | float) -> bool:
    return isinstance(cell, float) or bool(cell.strip())


def _why_not(row: Row, shaping: Shaping) -> str | None:
    return next(filter(None, (why(row) for why in shaping.why_not)), None)


def shaping_of(
    profile: Profile, headers: Sequence[str], month: str, months: Mapping[int, str]
) -> Shaping:
    """What a profile does to the rows below these headers. Columns that the file lacks do nothing.

    `month` (ISO day) is the tab's, or empty; `months` are those of columns that each hold a month's
    amount.
    """
    at = {key(header): index for index, header in reversed([*enumerate(headers)]) if header}
    made = [*_joined(profile, at), *_parted(profile, at)]
    if month:
        made.append(Made(("date",), month[:7], lambda _row: [month]))
    later, several = _unfolded(profile, at, months)
    why_not = [*_marked(profile, at), *_unnumbered(profile, at), *_paid(profile, at)]
    if months:
        why_not.append(_unless_sold(months))
    looked_at = {at[name] for name in map(key, _looked_at(profile)) if name in at}
    return Shaping(
        len(headers),
        (*(name for each in made for name in each.fields), *later),
        (*(each.column for each in made for _name in each.fields), *later.values()),
        tuple(why_not),
        tuple(each.make for each in made),
        several,
        frozenset(looked_at | months.keys()),
    )


def _unfolded(
    profile: Profile, at: Mapping[str, int], months: Mapping[int, str]
) -> tuple[dict[str, str], Callable[[Row], Iterable[Row]]]:
    """The rows that one row stands for, and the fields (with their columns) these have more."""
    if months:
        return {"date": "", "amount": ""}, _month_by_month(months)
    columns = profile.columns
    sold, returned, quantity = (
        at.get(key(column)) if column else None
        for column in (columns.get("amount"), profile.returns, columns.get("quantity"))
    )
    if sold is None or returned is None:
        return {}, _alone
    later = {"status": profile.returns, "amount": f"{columns['amount']}+{profile.returns}"}
    if quantity is None:
        return later, _with_returns(sold, returned, [])
    return later | {"quantity": columns["quantity"]}, _with_returns(sold, returned, [quantity])


def _month_by_month(months: Mapping[int, str]) -> Callable[[Row], Iterable[Row]]:
    """Each month of a row is a sale of its own; a blank one is none."""

    def several(row: Row) -> Iterator[Row]:
        for at, day in months.items():
            if _is_amount(row[at]):
                yield [*row, day, row[at]]

    return several


def _is_amount(cell: str | float) -> bool:
    """Whether a cell holds more than nothing; what cannot be read is for the reader to refuse."""
    return not _NOTHING.fullmatch(shown_text(cell))


def _looked_at(profile: Profile) -> list[str]:
    joined = [column for join in profile.joins for column in join.columns]
    sold = (profile.columns.get("amount", ""), profile.columns.get("quantity", ""))
    returns = (profile.returns, *sold) if profile.returns else ()
    return [*joined, *(split.column for split in profile.splits), *profile.deleted, *returns]


def _alone(row: Row) -> Iterable[Row]:
    return (row,)


def _joined(profile: Profile, at: Mapping[str, int]) -> Iterator[Made]:
    for join in profile.joins:
        if all(key(column) in at for column in join.columns):
            places = [at[key(column)] for column in join.columns]
            yield Made((join.field,), "+".join(join.columns), _joiner(places, join.between))


def _joiner(places: list[int], between: str) -> Callable[[Row], list[str | float]]:
    return lambda row: [between.join(filter(None, (_code(row[at]) for at in places)))]


def _code(cell: str | float) -> str:
    """The cell as a code's text; one beyond all bounds as it is: who reads it refuses it."""
    return shown_text(cell) if len(shown_text(cell)) > LONGEST else code_text(cell)


def _parted(profile: Profile, at: Mapping[str, int]) -> Iterator[Made]:
    for split in profile.splits:
        if key(split.column) in at:
            pattern = re.compile(split.pattern)
            take_apart = _splitter(at[key(split.column)], pattern)
            yield Made(tuple(pattern.groupindex), split.column, take_apart)


def _splitter(place: int, pattern: re.Pattern[str]) -> Callable[[Row], list[str | float]]:
    """A cell that does not fit the pattern is the last field as a whole: the name."""

    def split(row: Row) -> list[str | float]:
        text = _code(row[place])
        found = pattern.fullmatch(text) if len(text) <= _LONGEST_SPLIT else None
        lacking = [""] * (pattern.groups - 1)
        return [part or "" for part in found.groups()] if found else [*lacking, text]

    return split


def _marked(profile: Profile, at: Mapping[str, int]) -> Iterator[Callable[[Row], str | None]]:
    """Rows that words of a column tell to be deleted, or no sale."""
    kinds = ((profile.deleted, _("linha apagada no sistema")), (profile.others, _("não é venda")))
    for marks, reason in kinds:
        for column, words in marks.items():
            if key(column) in at:
                yield _if_word(at[key(column)], frozenset(map(_word, words)), reason)


def _word(text: str | float) -> str:
    return fold(shown_text(text)) or shown_text(text).strip()


def _if_word(place: int, words: frozenset[str], reason: str) -> Callable[[Row], str | None]:
    return lambda row: reason if _word(row[place]) in words else None


def _unnumbered(profile: Profile, at: Mapping[str, int]) -> Iterator[Callable[[Row], str | None]]:
    if profile.numbered and key(profile.numbered) in at:
        place = at[key(profile.numbered)]
        yield (
            lambda row: (
                None
                if re.search(r"\d", shown_text(row[place]))
                else _("linha sem número de pedido")
            )
        )


def _paid(profile: Profile, at: Mapping[str, int]) -> Iterator[Callable[[Row], str | None]]:
    if profile.received and key(profile.received) in at:
        place = at[key(profile.received)]
        yield (
            lambda row: (
                _("pagamento, e não venda") if _NEGATIVE.match(shown_text(row[place])) else None
            )
        )


def _unless_sold(months: Collection[int]) -> Callable[[Row], str | None]:
    return lambda row: (
        None if any(_is_amount(row[at]) for at in months) else _("linha sem valor em nenhum mês")
    )


def _with_returns(
    sold: int, returned: int, quantity: Sequence[int]
) -> Callable[[Row], Iterable[Row]]:
    """A row that tells of sales and returns is both: the one, and the other if there were any.

    The quantity (its column, or none) is that of the sale.
    """

    def several(row: Row) -> Iterator[Row]:
        is_back = _is_amount(row[returned])
        if not is_back or _is_amount(row[sold]):
            yield [*row, "", row[sold], *(row[at] for at in quantity)]
        if is_back:
            yield [*row, "devolvido", row[returned], *("" for _at in quantity)]

    return several
