"""What `carteira pareto` answers, by pandas: 12-month revenue, its cumulated share, the class."""

import sqlite3
import sys

import numpy as np
import pandas as pd

path, today = sys.argv[1:]
start = (pd.Timestamp(today) - pd.Timedelta(days=364)).date().isoformat()

connection = sqlite3.connect(path)
sales = pd.read_sql_query(
    "SELECT customer_id, amount_cents FROM sale "
    "WHERE status <> 'cancelled' AND ordered_on BETWEEN ? AND ?",
    connection,
    params=(start, today),
)
names = pd.read_sql_query("SELECT id, name FROM customer", connection, index_col="id")["name"]

curve = sales.groupby("customer_id")["amount_cents"].agg(["sum", "size"]).reset_index()
curve = curve[curve["sum"] > 0].sort_values(["sum", "customer_id"], ascending=[False, True])
curve["share"] = curve["sum"] / curve["sum"].sum()
curve["cumulated"] = curve["share"].cumsum()
before = curve["cumulated"] - curve["share"]
curve["class"] = np.select([before < 0.8, before < 0.95], ["A", "B"], "C")
curve["name"] = curve["customer_id"].map(names)

print(curve.head(20).to_string())
print(curve.groupby("class").agg({"customer_id": "size", "sum": "sum"}).to_string())
