"""Whether the file is sound: its pages, its references, its derived tables."""

import sqlite3
from collections.abc import Callable

from carteira_cli.domain.models import Finding
from carteira_cli.errors import _, plural
from carteira_cli.store import merging, settings, summaries


def examine(connection: sqlite3.Connection, *, full: bool) -> list[Finding]:
    """Every check; `full` also reads each page and compares every index with its table."""
    checks: dict[str, Callable[[sqlite3.Connection], str]] = {
        "structure": _full_structure if full else _structure,
        "references": _references,
        "summaries": _summaries,
        "months": _months,
        "month_ends": _month_ends,
        "lines": _lines,
    }
    details = {name: _read(check, connection) for name, check in checks.items()}
    return [Finding(name, not detail, detail) for name, detail in details.items()]


def _read(check: Callable[[sqlite3.Connection], str], connection: sqlite3.Connection) -> str:
    """What the check found; a damaged page in its way is a finding too, and stops no other."""
    try:
        return check(connection)
    except sqlite3.DatabaseError as fault:
        return _("não dá para ler: {fault}").format(fault=fault)


def _structure(connection: sqlite3.Connection) -> str:
    return _verdict(connection, "quick_check")


def _full_structure(connection: sqlite3.Connection) -> str:
    return _verdict(connection, "integrity_check")


def _verdict(connection: sqlite3.Connection, pragma: str) -> str:
    (verdict,) = connection.execute(f"PRAGMA {pragma}(1)").fetchone()
    return "" if verdict == "ok" else str(verdict)


def _references(connection: sqlite3.Connection) -> str:
    """Every record points to one that is there; none to a customer merged into another."""
    broken = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    broken += merging.astray(connection)
    said = plural(
        "{n} registro aponta para outro que não existe",
        "{n} registros apontam para outros que não existem",
        broken,
    )
    return said.format(n=broken) if broken else ""


def _summaries(connection: sqlite3.Connection) -> str:
    kept = {summary.customer_id: summary for summary in summaries.read_kept(connection)}
    made = {summary.customer_id: summary for summary in summaries.derive(connection)}
    return _differing(sum(kept.get(key) != made.get(key) for key in kept.keys() | made.keys()))


def _months(connection: sqlite3.Connection) -> str:
    return _differing(summaries.differing_months(connection))


def _month_ends(connection: sqlite3.Connection) -> str:
    kept = summaries.kept_counts(connection)
    made = summaries.month_end_counts(connection, settings.thresholds(connection))
    ends = kept.keys() | made.keys()  # before the first sale a month end has nobody to count
    return _differing(sum(kept.get(end, {}) != made.get(end, {}) for end in ends))


def _lines(connection: sqlite3.Connection) -> str:
    """An order's lines come to its amount, the cancelled ones of a standing order aside."""
    (differing,) = connection.execute(
        "SELECT count(*) FROM (SELECT sale.amount_cents AS said, sum(line.amount_cents) AS made "
        "FROM sale JOIN sale_line AS line ON line.sale_id = sale.id "
        "WHERE line.status <> 'cancelled' OR sale.status = 'cancelled' "
        "GROUP BY sale.id) WHERE said <> made"
    ).fetchone()
    return _differing(differing)


def _differing(count: int) -> str:
    said = plural(
        "{n} registro difere do que as vendas dizem",
        "{n} registros diferem do que as vendas dizem",
        count,
    )
    return said.format(n=count) if count else ""
