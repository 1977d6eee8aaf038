"""The derived tables: what every morning's report needs, kept so that it need not read the sales.

They follow from the sales alone and are rebuilt by `refresh`; `carteira doctor` compares them with
what `derive` makes anew. A report about an earlier day, or about one principal, derives its
summaries from the sales by the same function.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import accumulate, groupby
from typing import NamedTuple

from carteira_cli.domain.days import previous_month_ends
from carteira_cli.domain.month_ends import History, count_at
from carteira_cli.domain.purchases import Summary, summarise
from carteira_cli.domain.situation import Thresholds

MONTH_ENDS_KEPT = 7  # last month's, and the six that the "has everybody stopped" question looks at


class Scope(NamedTuple):
    """What a report is about: sales up to `as_of` (ISO), of one principal or of all (None)."""

    as_of: str
    principal_id: int | None = None


_SUMMARY = (
    "customer_id, first_on, last_on, order_days, orders, revenue_cents, sum_ln_gap, median_gap, "
    "value_at_last, gap_days"
)
_DAYS = (
    "SELECT customer_id, ordered_on, sum(amount_cents) AS net, sum(amount_cents > 0) AS orders "
    "FROM sale WHERE status <> 'cancelled' AND {condition} GROUP BY customer_id, ordered_on "
    "ORDER BY customer_id, ordered_on"  # grouping alone comes in the order of whichever index
)


_MONTHS = (
    "SELECT customer_id, substr(ordered_on, 1, 7), sum(net), sum(orders), sum(net > 0) "
    "FROM ({days}) GROUP BY customer_id, substr(ordered_on, 1, 7)"
)


def newest_sale(connection: sqlite3.Connection) -> str | None:
    """The day (ISO) of the newest sale of all; None without any."""
    (day,) = connection.execute("SELECT max(ordered_on) FROM sale").fetchone()
    return None if day is None else str(day)


def is_kept(connection: sqlite3.Connection, scope: Scope) -> bool:
    """Whether the derived tables answer for this scope: all principals, no later sale."""
    newest = newest_sale(connection)
    return scope.principal_id is None and (newest is None or newest <= scope.as_of)


def read(connection: sqlite3.Connection, scope: Scope) -> list[Summary]:
    """The summary of every customer that has any uncancelled sale in `scope`, by id."""
    if is_kept(connection, scope):
        return read_kept(connection)
    condition, values = _condition(scope)
    return list(_derived(connection, condition, values))


def read_kept(connection: sqlite3.Connection) -> list[Summary]:
    """The summaries as they are kept."""
    rows = connection.execute(f"SELECT {_SUMMARY} FROM customer_summary ORDER BY customer_id")
    return [_kept(row) for row in rows]


def read_without_gaps(connection: sqlite3.Connection, scope: Scope) -> list[Summary]:
    """Like `read`, with `gap_days` left empty where they are kept: who asks no risk saves time."""
    if not is_kept(connection, scope):
        return read(connection, scope)
    columns = _SUMMARY.replace("gap_days", "''")
    rows = connection.execute(f"SELECT {columns} FROM customer_summary ORDER BY customer_id")
    return [_kept(row) for row in rows]


def _kept(row: tuple[int, str, str, int, int, int, float, float, float, str]) -> Summary:
    return Summary._make(
        (
            row[0],
            _ordinal(row[1]) if row[1] else None,
            _ordinal(row[2]) if row[2] else None,
            *row[3:9],
            tuple(map(int, row[9].split())) if row[9] else (),
        )
    )


@cache
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _condition(scope: Scope) -> tuple[str, tuple[str | int, ...]]:
    if scope.principal_id is None:
        return "ordered_on <= ?", (scope.as_of,)
    return "ordered_on <= ? AND principal_id = ?", (scope.as_of, scope.principal_id)


def derive(connection: sqlite3.Connection) -> Iterator[Summary]:
    """Every customer's summary, made anew from all the sales."""
    return _derived(connection, "1", ())


def _derived(
    connection: sqlite3.Connection, condition: str, values: tuple[str | int, ...]
) -> Iterator[Summary]:
    for customer_id, days in _days(connection, condition, values):
        yield summarise(customer_id, days)


def _days(
    connection: sqlite3.Connection, condition: str, values: tuple[str | int, ...]
) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
    """Each customer's (day ordinal, net centavos, orders), ascending."""
    rows = connection.execute(_DAYS.format(condition=condition), values)
    ordinals: dict[str, int] = {}
    for customer_id, group in groupby(rows, key=lambda row: row[0]):
        days = []
        for _customer, day, net, orders in group:
            if day not in ordinals:
                ordinals[day] = _ordinal(day)
            days.append((ordinals[day], net, orders))
        yield customer_id, days


def refresh(
    connection: sqlite3.Connection, customer_ids: Iterable[int], thresholds: Thresholds
) -> None:
    """Rebuild the derived tables for these customers, and the month ends, from the sales."""
    connection.execute("CREATE TEMP TABLE refreshed (customer_id INTEGER PRIMARY KEY)")
    connection.executemany(
        "INSERT INTO refreshed VALUES (?)", ((customer_id,) for customer_id in customer_ids)
    )
    touched = "customer_id IN (SELECT customer_id FROM temp.refreshed)"
    _rebuild_summaries(connection, touched)
    _rebuild_months(connection, touched)
    connection.execute("DROP TABLE temp.refreshed")
    rebuild_month_ends(connection, thresholds)


def _rebuild_summaries(connection: sqlite3.Connection, touched: str) -> None:
    connection.execute(f"DELETE FROM customer_summary WHERE {touched}")
    connection.executemany(
        f"INSERT INTO customer_summary ({_SUMMARY}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_as_row(summary) for summary in _derived(connection, touched, ())),
    )


def _as_row(summary: Summary) -> tuple[object, ...]:
    return (
        summary.customer_id,
        _iso(summary.first_day),
        _iso(summary.last_day),
        *summary[3:9],
        " ".join(map(str, summary.gap_days)),
    )


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()


def _rebuild_months(connection: sqlite3.Connection, touched: str) -> None:
    connection.execute(f"DELETE FROM customer_month WHERE {touched}")
    connection.execute(
        "INSERT INTO customer_month (customer_id, month, revenue_cents, orders, order_days) "
        + _MONTHS.format(days=_DAYS.format(condition=touched))
    )


def differing_months(connection: sqlite3.Connection) -> int:
    """How many customer months are not what the sales make them."""
    made = _MONTHS.format(days=_DAYS.format(condition="1"))
    kept = "SELECT * FROM customer_month"
    (differing,) = connection.execute(
        f"SELECT count(*) FROM (SELECT * FROM ({made} EXCEPT {kept}) "
        f"UNION ALL SELECT * FROM ({kept} EXCEPT {made}))"
    ).fetchone()
    return int(differing)


def rebuild_month_ends(connection: sqlite3.Connection, thresholds: Thresholds) -> None:
    """Count the situations anew at the month ends before the newest sale."""
    connection.execute("DELETE FROM month_end")
    counts = month_end_counts(connection, thresholds)
    connection.executemany(
        "INSERT INTO month_end (day, situation, customers) VALUES (?, ?, ?)",
        (
            (date.fromordinal(end).isoformat(), situation, customers)
            for end, counter in counts.items()
            for situation, customers in counter.items()
        ),
    )


def month_end_counts(
    connection: sqlite3.Connection, thresholds: Thresholds
) -> dict[int, dict[str, int]]:
    """The counts per situation at the kept month ends (ordinals), from the kept summaries."""
    newest = newest_sale(connection)
    if newest is None:
        return {}
    ends = [
        end.toordinal() for end in previous_month_ends(date.fromisoformat(newest), MONTH_ENDS_KEPT)
    ]
    summaries = read(connection, Scope(newest))
    return counts_at(connection, summaries, sorted(ends), thresholds)


def counts_at(
    connection: sqlite3.Connection,
    summaries: Iterable[Summary],
    ends: list[int],
    thresholds: Thresholds,
) -> dict[int, dict[str, int]]:
    """Customers per situation at `ends` (ordinals, ascending), from summaries with gaps."""
    rows = connection.execute("SELECT id, former_on FROM customer WHERE former_on IS NOT NULL")
    former = {customer_id: _ordinal(day) for customer_id, day in rows}
    histories = (
        History(_order_days(summary), former.get(summary.customer_id)) for summary in summaries
    )
    return {end: dict(counter) for end, counter in count_at(histories, ends, thresholds).items()}


def _order_days(summary: Summary) -> list[int]:
    return (
        []
        if summary.first_day is None
        else list(accumulate(summary.gap_days, initial=summary.first_day))
    )


def kept_counts(connection: sqlite3.Connection) -> dict[int, dict[str, int]]:
    """The kept month ends: day (ordinal) → situation → customers."""
    counts: dict[int, dict[str, int]] = {}
    for day, situation, customers in connection.execute("SELECT * FROM month_end"):
        counts.setdefault(_ordinal(day), {})[situation] = customers
    return counts
