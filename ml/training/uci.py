"""UCI Online Shoppers Purchasing Intention (Sakar et al. 2019): sessions of one shop, one row each."""

import csv
from typing import NamedTuple

import numpy as np

SOURCE = {
    "name": "Online Shoppers Purchasing Intention Dataset (UCI 468)",
    "url": "https://archive.ics.uci.edu/dataset/468",
    "doi": "10.24432/C5F88Q",
    "licence": "CC BY 4.0",
    "attribution": "C. O. Sakar, S. O. Polat, M. Katircioglu, Y. Kastro (2019), Neural Computing and Applications 31, 6893-6908",
    "label": "the session ended with a purchase",
}

MONTHS = {name: index + 1 for index, name in enumerate("Jan Feb Mar Apr May June Jul Aug Sep Oct Nov Dec".split())}
# The last months of the year that the data covers; it begins in February.
LATER_MONTHS = {"Nov", "Dec"}
VISITORS = {"Returning_Visitor": 1.0, "New_Visitor": 0.0, "Other": np.nan}

# How each of our features was counted there. A feature that is not here cannot be in the shipped model.
FEATURES = {
    "product_views": lambda row: float(row["ProductRelated"]),
    "product_view_seconds": lambda row: float(row["ProductRelated_Duration"]),
    "seconds_per_product_view": lambda row: (
        float(row["ProductRelated_Duration"]) / float(row["ProductRelated"]) if float(row["ProductRelated"]) else np.nan
    ),
    "returning_visitor": lambda row: VISITORS[row["VisitorType"]],
    "weekend": lambda row: float(row["Weekend"] == "TRUE"),
}

# Known only when the storefront is observed: missing together.
BROWSING = ["product_views", "product_view_seconds", "seconds_per_product_view"]

# More product views and more time on them never lower the probability: noise in thin leaves must not say otherwise.
RISING = {"product_views", "product_view_seconds"}

ALL_COLUMNS = [
    "Administrative", "Administrative_Duration", "Informational", "Informational_Duration", "ProductRelated",
    "ProductRelated_Duration", "BounceRates", "ExitRates", "PageValues", "SpecialDay", "Month", "OperatingSystems",
    "Browser", "Region", "TrafficType", "VisitorType", "Weekend",
]


class Sessions(NamedTuple):
    rows: list
    labels: np.ndarray


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return Sessions(rows, np.array([row["Revenue"] == "TRUE" for row in rows], dtype=np.int32))


def in_months(sessions, months):
    """Which sessions fall into these months; the order within a month is not in the data."""
    return np.array([row["Month"] in months for row in sessions.rows])


def feature_matrix(sessions, names, extra=()):
    """Float32, as serving will see it. `extra` adds raw columns for comparison."""
    missing = [name for name in names if name not in FEATURES]
    if missing:
        raise SystemExit(f"no column of this data set gives: {', '.join(missing)}. Remove them from ml/features.ts or train on other data.")
    columns = [[FEATURES[name](row) for row in sessions.rows] for name in names]
    columns += [[raw_value(row, name) for row in sessions.rows] for name in extra]
    return np.array(columns, dtype=np.float32).T.copy()


def raw_matrix(sessions, columns):
    return np.array([[raw_value(row, name) for name in columns] for row in sessions.rows], dtype=np.float32)


def raw_value(row, name):
    if name == "Month":
        return MONTHS[row[name]]
    if name == "VisitorType":
        return VISITORS[row[name]]
    if name == "Weekend":
        return float(row[name] == "TRUE")
    return float(row[name])
