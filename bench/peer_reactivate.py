"""What `carteira reactivate --list` answers, by pandas: rhythm, lateness, recent value, order."""

import sqlite3
import sys

import numpy as np
import pandas as pd

path, today = sys.argv[1:]

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
to_call = known[(regular & (known["lateness"] > 2)) | (~regular & (known["silent"] > 60))]
to_call = to_call.sort_values(["value", "revenue", "silent"], ascending=[False, False, True])

print(to_call.head(10).join(customers.set_index("id")).to_string())
print(len(to_call))
