"""Rows of decisions drawn by chance: what was known, what was done with which probability, and what came of it.

A CSV with a heading; an empty cell is not known. Four columns have names of their own, every other one is a feature:
`action` (`none`, or what was done), `propensity` (how probable that was), `outcome` (1: bought) and `profit` (minor units).
"""

import csv
import gzip
from typing import NamedTuple

import numpy as np

COLUMNS = ("action", "propensity", "outcome", "profit")
UNTREATED = "none"


class Rows(NamedTuple):
    features: np.ndarray
    names: list
    actions: np.ndarray
    propensities: np.ndarray
    outcomes: np.ndarray
    profits: np.ndarray
    source: dict

    def where(self, chosen):
        return self._replace(**{
            name: getattr(self, name)[chosen] for name in ("features", "actions", "propensities", "outcomes", "profits")
        })


def read(path, source):
    opened = gzip.open if str(path).endswith(".gz") else open
    with opened(path, "rt", newline="", encoding="utf-8") as file:
        heading, *lines = list(csv.reader(file))
    if "segment" in heading:
        return _hillstrom([dict(zip(heading, line)) for line in lines])
    missing = [name for name in COLUMNS if name not in heading]
    if missing:
        raise SystemExit(f"{path} has no column {', '.join(missing)}")
    names = [name for name in heading if name not in COLUMNS]
    cell = {name: heading.index(name) for name in heading}
    column = lambda name: [line[cell[name]] for line in lines]
    number = lambda text: float(text) if text else np.nan
    return Rows(
        np.array([[number(line[cell[name]]) for name in names] for line in lines], dtype=np.float32),
        names,
        np.array(column("action")),
        np.array([float(text) for text in column("propensity")]),
        np.array([int(float(text)) for text in column("outcome")]),
        np.array([number(text) for text in column("profit")]),
        source,
    )


# K. Hillstrom, "The MineThatData e-mail analytics and data mining challenge" (2008): three arms of a third each.
HILLSTROM = {
    "name": "MineThatData e-mail test (K. Hillstrom 2008)",
    "url": "https://blog.minethatdata.com/2008/03/minethatdata-e-mail-analytics-and-data.html",
    "doi": "",
    "licence": "free for use with attribution",
    "attribution": "K. Hillstrom, MineThatData",
    "label": "visited the shop within two weeks",
}
ACTIONS = {"No E-Mail": UNTREATED, "Mens E-Mail": "mens", "Womens E-Mail": "womens"}
ZIPS = {"Rural": 0.0, "Surburban": 1.0, "Urban": 2.0}
CHANNELS = {"Phone": 0.0, "Web": 1.0, "Multichannel": 2.0}


def _hillstrom(lines):
    names = ["recency", "history", "mens", "womens", "newbie", "zip", "channel"]
    row = lambda line: [
        float(line["recency"]), float(line["history"]), float(line["mens"]), float(line["womens"]), float(line["newbie"]),
        ZIPS[line["zip_code"]], CHANNELS[line["channel"]],
    ]
    return Rows(
        np.array([row(line) for line in lines], dtype=np.float32),
        names,
        np.array([ACTIONS[line["segment"]] for line in lines]),
        np.full(len(lines), 1 / 3),
        np.array([int(line["visit"]) for line in lines]),
        np.array([float(line["spend"]) * 100 for line in lines]),
        HILLSTROM,
    )
