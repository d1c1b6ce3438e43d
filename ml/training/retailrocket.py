"""RetailRocket cart prefixes (CC BY-NC-SA 4.0): what was known when a cart was begun. For evaluation only."""

import csv
import gzip
from typing import NamedTuple

import numpy as np

ANCHOR_AUC = {"logistic": 0.630, "XGBoost": 0.622}

# Our cart features and the column that holds them. The data has no prices, no removals and no checkout.
COLUMNS = {
    "product_views": "view_count",
    "cart_changes": "addtocart_count",
    "distinct_products": "unique_items_count",
    "views_per_cart_change": "view_to_cart_ratio",
    "cart_item_views": "repeated_views_of_cart_items",
    "session_seconds": "seconds_since_first_event",
    "last_event_gap_seconds": "seconds_since_previous_event",
    "mean_event_gap_seconds": "inter_event_interval_mean",
    "first_cart_change_age_seconds": "seconds_since_first_cart",
    "last_cart_change_age_seconds": "seconds_since_last_cart",
    "events_after_cart": "events_after_cart",
    "hour_of_day": "hour_of_day",
    "day_of_week": "day_of_week",
}


# What the shopper had done before this session. Its authors' columns leave it out; an engine that knows its shoppers has it.
HISTORY = ["previous_sessions", "previous_orders"]


class Carts(NamedTuple):
    matrix: np.ndarray
    labels: np.ndarray
    visitors: np.ndarray
    names: list


def read(path, names, cutoff=0, history=False):
    """Carts at `cutoff` events after the first addition, with those of our features that the data has; `history` adds what was before."""
    with gzip.open(path, "rt", newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if int(row["cutoff_k"]) == cutoff]
    present = [name for name in names if name in COLUMNS]
    known = [name for name in names if name in HISTORY] if history else []
    values = [[float(row[COLUMNS[name]] or "nan") for name in present] for row in rows]
    before = history_of(rows)
    matrix = np.array([value + [before[name][index] for name in known] for index, value in enumerate(values)], dtype=np.float32)
    present = present + known
    return Carts(matrix, np.array([int(row["y"]) for row in rows]), np.array([row["visitorid"] for row in rows]), present)


def history_of(rows):
    """Sessions count from 1 in the order of time, and the label is whether this one bought: both are over for the earlier ones."""
    session = [int(row["session_key"].rsplit("_", 1)[1]) for row in rows]
    orders = {}
    before = [0] * len(rows)
    for index in sorted(range(len(rows)), key=lambda index: session[index]):
        visitor = rows[index]["visitorid"]
        before[index] = orders.get(visitor, 0)
        orders[visitor] = before[index] + int(rows[index]["y"])
    return {"previous_sessions": [number - 1 for number in session], "previous_orders": before}
