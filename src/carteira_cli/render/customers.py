"""The list of customers as a screen and as rows."""

from collections.abc import Iterable, Sequence

from rich.text import Text

from carteira_cli.domain.glossary import label
from carteira_cli.domain.records import Entry, Roster, fields
from carteira_cli.domain.text import safe
from carteira_cli.errors import _, plural
from carteira_cli.render.lines import GOOD, QUIET, URGENT, WARNING
from carteira_cli.render.plain import count, cut, day, hidden, phone
from carteira_cli.render.saved import saved
from carteira_cli.render.sheet import Sheet
from carteira_cli.render.table import Column, table

COLUMNS = (
    "customer_id",
    "customer",
    "trade_name",
    "tax_id",
    "city",
    "state",
    "segment",
    "situation",
    "phone",
    "email",
    "former_reason",
    "do_not_contact",
    "missing",
)
_STYLES = {"active": GOOD, "new": GOOD, "at_risk": WARNING, "inactive": URGENT}
_GAPS, _LEAST = 10, 6


def sheet(roster: Roster, limit: int) -> Sheet:
    """The records as data; the summary is of all that fit, or names the operation."""
    rows = [_row(entry) for entry in roster.entries[: limit or None]]
    summary: dict[str, object] = {"customers": len(roster.entries), "missing": roster.lacking}
    if roster.marked:
        summary = {"operation": roster.operation}
    return Sheet(roster.as_of.isoformat(), COLUMNS, rows, summary)


def _row(entry: Entry) -> dict[str, object]:
    customer = entry.customer
    return {
        "customer_id": str(customer.id),
        "customer": customer.name,
        "trade_name": customer.trade_name or None,
        "tax_id": customer.tax_id or None,
        "city": customer.city or None,
        "state": customer.state or None,
        "segment": customer.segment or None,
        "situation": entry.situation,
        "phone": entry.reach.phone or entry.reach.phone_text or None,
        "email": entry.reach.email or None,
        "former_reason": customer.former_reason,
        "do_not_contact": bool(customer.do_not_contact),
        "missing": entry.missing,
    }


def screen(roster: Roster, limit: int, width: int | None) -> Iterable[object]:
    """What was marked; or the list, and below it how much is missing."""
    if roster.marked:
        yield from _marked(roster)
        return
    shown = roster.entries[: limit or None]
    yield f" {_title(roster, len(shown))}"
    if not shown:
        yield " " + _("Nenhum cliente assim.")
        return
    yield _table(shown, width)
    if more := hidden(len(roster.entries), limit):
        yield " " + more
    yield " " + _lacking(roster)


def _marked(roster: Roster) -> Iterable[str]:
    yield from map(safe, roster.marked)
    if roster.unchanged:
        return
    yield saved(roster.operation)


def _title(roster: Roster, shown: int) -> str:
    everybody = len(roster.entries)
    return _("Clientes · {people} · {day}").format(
        people=plural("{shown} de {n} nome", "{shown} de {n} nomes", everybody).format(
            shown=count(shown), n=count(everybody)
        ),
        day=day(roster.as_of),
    )


def _table(shown: Sequence[Entry], width: int | None) -> object:
    """Names, cities and gaps give way on a screen; a phone is never cut."""
    situations = [_situation(entry) for entry in shown]
    phones = [phone(entry.reach.phone, entry.reach.phone_text) for entry in shown]
    taken = max(map(len, situations)) + max(map(len, [*phones, _("Telefone")])) + _GAPS
    name, city, gap = _widths(width - taken) if width else (60, 60, 60)
    return table(
        [
            Column(_("Cliente"), flexible=True),
            Column(_("Cidade"), flexible=True),
            Column(_("Situação")),
            Column(_("Telefone")),
            Column(_("Falta"), flexible=True),
        ],
        [
            (
                cut(entry.customer.shown, name),
                cut(entry.customer.city, city),
                Text(situation, style=_style(entry)),
                number,
                cut(", ".join(fields()[code] for code in entry.missing), gap),
            )
            for entry, situation, number in zip(shown, situations, phones, strict=True)
        ],
    )


def _widths(left: int) -> tuple[int, int, int]:
    """What is left of a line, shared out: city, gaps, and the rest to the name."""
    city, gaps = max(left // 4, _LEAST), max(left * 3 // 10, _LEAST)
    return max(left - city - gaps, _LEAST), city, gaps


def _situation(entry: Entry) -> str:
    """The situation, or the mark that every list obeys before it."""
    if entry.customer.do_not_contact:
        return label("result", "do_not_contact")
    return label("situation", entry.situation)


def _style(entry: Entry) -> str:
    return QUIET if entry.customer.do_not_contact else _STYLES.get(entry.situation, QUIET)


def _lacking(roster: Roster) -> str:
    """How many records lack what, the most frequent gap first."""
    gaps = sorted(roster.lacking.items(), key=lambda gap: -gap[1])
    parts = [f"{fields()[code]} {count(number)}" for code, number in gaps if number]
    if not parts:
        return _("Nada falta nestes cadastros.")
    return _("Falta: {parts}").format(parts=" · ".join(parts))
