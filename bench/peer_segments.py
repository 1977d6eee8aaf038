"""What `carteira segments` answers, by pandas: RFM scores by fifths, and the ten segments."""

import sqlite3
import sys

import numpy as np
import pandas as pd

SEGMENTS = (
    ("champions", (5, 5), (5, 5), (5, 5)),
    ("potential_loyalist", (3, 5), (3, 5), (2, 5)),
    ("loyal", (2, 4), (2, 4), (2, 4)),
    ("promising", (3, 4), (1, 3), (3, 5)),
    ("newcomers", (4, 5), (1, 3), (1, 5)),
    ("cant_lose", (1, 2), (3, 4), (4, 5)),
    ("fading", (1, 2), (2, 5), (4, 5)),
    ("needs_attention", (1, 3), (3, 5), (3, 5)),
    ("about_to_sleep", (2, 3), (1, 3), (1, 4)),
    ("asleep", (1, 1), (1, 5), (1, 5)),
)
path, today = sys.argv[1:]
start = (pd.Timestamp(today) - pd.Timedelta(days=364)).date().isoformat()


def below(values):
    """How many of the four cut points between fifths lie strictly below each value."""
    return np.searchsorted(np.quantile(values, [0.2, 0.4, 0.6, 0.8]), values, side="left")


sales = pd.read_sql_query(
    "SELECT customer_id, ordered_on, amount_cents FROM sale "
    "WHERE status <> 'cancelled' AND ordered_on BETWEEN ? AND ?",
    sqlite3.connect(path),
    params=(start, today),
)
days = sales.groupby(["customer_id", "ordered_on"])["amount_cents"].sum().reset_index()
bought = days[days["amount_cents"] > 0].groupby("customer_id")["ordered_on"].agg(["max", "size"])
scored = bought.join(days.groupby("customer_id")["amount_cents"].sum())
silent = (pd.Timestamp(today) - pd.to_datetime(scored["max"])).dt.days
r = 5 - below(silent)
f = 1 + below(scored["size"])
m = 1 + below(scored["amount_cents"])
fits = [
    (r >= low_r) & (r <= high_r) & (f >= low_f) & (f <= high_f) & (m >= low_m) & (m <= high_m)
    for _name, (low_r, high_r), (low_f, high_f), (low_m, high_m) in SEGMENTS
]
scored["segment"] = np.select(fits, [segment[0] for segment in SEGMENTS], "other")

groups = scored.groupby("segment")["amount_cents"].agg(["size", "sum"])
groups["share"] = groups["sum"] / groups["sum"].sum()
print(groups.sort_values("sum", ascending=False).to_string())
