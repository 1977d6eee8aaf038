"""The pairs that may be one customer, as a screen and as rows."""

from collections.abc import Iterable, Sequence
from datetime import date

from carteira_cli.domain.resemblance import Pair, Side, Suggested, evidence_words
from carteira_cli.domain.tax_id import mask
from carteira_cli.errors import _, plural
from carteira_cli.render.fitted import fitted
from carteira_cli.render.lines import QUIET, Line, flowed
from carteira_cli.render.plain import count, day, hidden, phone
from carteira_cli.render.sheet import Sheet

COLUMNS = (
    "rank",
    "customer_id",
    "customer",
    "tax_id",
    "city",
    "last_order_on",
    "other_id",
    "other",
    "other_tax_id",
    "other_city",
    "other_last_order_on",
    "score",
    "evidence",
)
_LEAST = {1: 16, 2: 7}  # name, city
_NO_WIDTH = 240
_INDENT = 3
_PLACES = 3  # of a score


def sheet(shown: Suggested) -> Sheet:
    """The pairs as data; the summary counts those that the limit kept back too."""
    rows = [_row(rank, pair) for rank, pair in enumerate(shown.pairs, 1)]
    return Sheet(shown.as_of.isoformat(), COLUMNS, rows, {"pairs": shown.total})


def _row(rank: int, pair: Pair) -> dict[str, object]:
    kept, other = pair.kept.customer, pair.other.customer
    return {
        "rank": rank,
        "customer_id": str(kept.id),
        "customer": kept.name,
        "tax_id": kept.tax_id or None,
        "city": kept.city or None,
        "last_order_on": _iso(pair.kept),
        "other_id": str(other.id),
        "other": other.name,
        "other_tax_id": other.tax_id or None,
        "other_city": other.city or None,
        "other_last_order_on": _iso(pair.other),
        "score": round(pair.score, _PLACES),
        "evidence": list(pair.evidence),
    }


def _iso(side: Side) -> str | None:
    return None if side.last_day is None else date.fromordinal(side.last_day).isoformat()


def screen(shown: Suggested, width: int | None) -> Iterable[object]:
    """Each pair on three lines: the one to keep, the other, and why; then how to join them."""
    yield f" {_title(shown)}"
    if not shown.pairs:
        yield " " + _("Nenhum par parece ser um cliente só.")
        return
    lines = iter(_people(shown.pairs, width))
    for pair in shown.pairs:
        yield f" {next(lines)}"
        yield f" {next(lines)}"
        yield from _reasons(pair, width)
    if more := hidden(shown.total, len(shown.pairs)):
        yield " " + more
    yield " " + _("Se são um só: carteira customers merge FICA SAI (nome, CNPJ ou código)")
    yield " " + _("Se não são:   carteira customers duplicates --not UM OUTRO")


def _title(shown: Suggested) -> str:
    return _("Podem ser um cliente só · {pairs} · {day}").format(
        pairs=plural("{shown} de {n} par", "{shown} de {n} pares", shown.total).format(
            shown=count(len(shown.pairs)), n=count(shown.total)
        ),
        day=day(shown.as_of),
    )


def _people(pairs: Sequence[Pair], width: int | None) -> list[str]:
    """A line for each customer, the number of the pair on its first."""
    rows = []
    for rank, pair in enumerate(pairs, 1):
        rows += [_cells(str(rank), pair.kept), _cells("", pair.other)]
    right = (True, False, False, False, False)
    return fitted(rows, right, (width or _NO_WIDTH) - 1, _LEAST)


def _cells(rank: str, side: Side) -> tuple[str, ...]:
    customer, reach = side.customer, side.reach
    return (
        rank,
        customer.shown,
        customer.city,
        mask(customer.tax_id) or phone(reach.phone, reach.phone_text),
        _("sem compras") if side.last_day is None else day(date.fromordinal(side.last_day)),
    )


def _reasons(pair: Pair, width: int | None) -> list[Line]:
    words = evidence_words()
    return flowed("", [(words[code], QUIET) for code in pair.evidence], width, indent=_INDENT)
