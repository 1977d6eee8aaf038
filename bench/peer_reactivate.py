"""What `carteira reactivate --list` answers, by pandas: rhythm, lateness, recent value, order.

Each row of ours carries the ABC class, the RFM profile and the risk besides, which are scores over
everybody: so does each row here.
"""

import sqlite3
import sys

import numpy as np
import pandas as pd

path, today = sys.argv[1:]
start = (pd.Timestamp(today) - pd.Timedelta(days=364)).date().isoformat()


def below(values):
    """How many of the four cut points between fifths lie strictly below each value."""
    cuts = np.quantile(values, [0.2, 0.4, 0.6, 0.8])
    return pd.Series(np.searchsorted(cuts, values, side="left"), values.index)


connection = sqlite3.connect(path)
sales = pd.read_sql_query(
    "SELECT customer_id, ordered_on, amount_cents FROM sale "
    "WHERE status <> 'cancelled' AND ordered_on <= ?",
    connection,
    params=(today,),
)
customers = pd.read_sql_query("SELECT id, name, city, state FROM customer", connection)

days = sales.groupby(["customer_id", "ordered_on"])["amount_cents"].sum().reset_index()
days = days[days["amount_cents"] > 0]
days["age"] = (pd.Timestamp(today) - pd.to_datetime(days["ordered_on"])).dt.days
days["gap"] = -days.groupby("customer_id")["age"].diff()
days["ln_gap"] = np.log(days["gap"])
days["value"] = days["amount_cents"] * 2.0 ** (-days["age"] / 120)

known = days.groupby("customer_id").agg(
    order_days=("age", "size"),
    silent=("age", "min"),
    ln_gaps=("ln_gap", "sum"),
    median_gap=("gap", "median"),
    value=("value", "sum"),
    revenue=("amount_cents", "sum"),
)
overall = known["median_gap"].median()
gaps = known["order_days"] - 1
known["interval"] = np.exp((known["ln_gaps"] + 2 * np.log(overall)) / (gaps + 2))
known["lateness"] = known["silent"] / known["interval"]
regular = known["order_days"] >= 3

# ABC and RFM, over the 12 months
year = sales[sales["ordered_on"] >= start]
in_year = days[days["ordered_on"] >= start].groupby("customer_id")["age"].agg(["min", "size"])
scored = in_year.join(year.groupby("customer_id")["amount_cents"].sum())
curve = scored["amount_cents"].sort_values(ascending=False)
before = (curve.cumsum() - curve) / curve.sum()
known["abc"] = pd.cut(before, [-1, 0.8, 0.95, 1], right=False, labels=["A", "B", "C"])
known["r"] = 5 - below(scored["min"])
known["f"] = 1 + below(scored["size"])
known["m"] = 1 + below(scored["amount_cents"])

# The risk: buying rates by moments, and the share of order days that were the last
tenure = days.groupby("customer_id")["age"].max().clip(lower=1)
w = gaps.sum() / tenure.sum()
v = (tenure * (gaps / tenure - w) ** 2).sum() / tenure.sum()
b = max(v - len(known) * w / tenure.sum(), 0.05 * w**2)
r, alpha = w**2 / b, w / b
settled = days[days["age"] >= max(days["gap"].quantile(0.95), 30)]
is_first = settled["gap"].isna()
is_last = settled["age"] == settled["customer_id"].map(known["silent"])
pi = np.where(known["order_days"] == 1, is_last[is_first].mean(), is_last[~is_first].mean())
stays = ((alpha + tenure - known["silent"]) / (alpha + tenure)) ** (r + gaps) * (1 - pi)
window = (2 * known["interval"]).clip(14, 180)
buys = 1 - ((alpha + tenure) / (alpha + tenure + window)) ** (r + gaps)
known["risk"] = 1 - stays / (stays + pi) * buys

to_call = known[(regular & (known["lateness"] > 2)) | (~regular & (known["silent"] > 60))]
to_call = to_call.sort_values(["value", "revenue", "silent"], ascending=[False, False, True])

print(to_call.head(10).join(customers.set_index("id")).to_string())
print(len(to_call))
