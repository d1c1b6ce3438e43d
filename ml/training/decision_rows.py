"""Decisions with a known end, as the engine wrote them: `rows.f32` (little-endian, row by row) and `rows.json`."""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from uplift_learners import Contrast

# Behind the features of the set stands what is known of the row itself. A chance of 0: the action was not allowed.
KINDS = ["none", "message", "offer"]
OWN_COLUMNS = [*KINDS, "taken", "bought", "person", "hours"]


class Decisions(NamedTuple):
    about: dict
    names: list
    matrix: np.ndarray
    """Float32, in the order of the feature set."""
    shares: np.ndarray
    """How probable each of `KINDS` was."""
    taken: np.ndarray
    """Position in `KINDS`."""
    bought: np.ndarray
    people: np.ndarray
    """Number of the person: decisions about one of them hang together."""


def read(folder):
    """Oldest first."""
    about = json.loads((Path(folder) / "rows.json").read_text())
    names = [feature["name"] for feature in about["featureSet"]["features"]]
    width = len(names) + len(OWN_COLUMNS)
    flat = np.fromfile(Path(folder) / "rows.f32", dtype="<f4")
    if len(flat) != width * about["rows"]:
        raise SystemExit(f"rows.f32 has {len(flat)} numbers where {about['rows']} rows of {width} are named")
    table = flat.reshape(-1, width)
    own = {name: table[:, len(names) + place] for place, name in enumerate(OWN_COLUMNS)}
    order = np.argsort(own["hours"], kind="stable")
    column = lambda name: own[name][order]  # noqa: E731
    return Decisions(
        about, names, np.ascontiguousarray(table[order, : len(names)]),
        np.column_stack([column(name) for name in KINDS]).astype(np.float64),
        column("taken").astype(np.int32), column("bought").astype(np.int32), column("person").astype(np.int64),
    )


# By time and never by lot: what is asked later was not seen before. On the second part the way of learning is chosen.
LEARNED, CHOSEN = 0.60, 0.20


class Part(NamedTuple):
    """Decisions for which both doing nothing and an action were open, and one of the two was taken."""

    contrast: Contrast
    people: np.ndarray


def parts(decisions, action):
    """The part that teaches, the one by which is chosen, and the one that measures."""
    rows = len(decisions.taken)
    first, second = int(rows * LEARNED), int(rows * (LEARNED + CHOSEN))
    place = np.arange(rows)
    return [
        _part(decisions, action, chosen)
        for chosen in (place < first, (place >= first) & (place < second), place >= second)
    ]


def _part(decisions, action, chosen):
    at = KINDS.index(action)
    open_to_both = (decisions.shares[:, 0] > 0) & (decisions.shares[:, at] > 0)
    rows = chosen & open_to_both & ((decisions.taken == 0) | (decisions.taken == at))
    treated = decisions.taken[rows] == at
    shares = decisions.shares[rows]
    taken = np.where(treated, shares[:, at], shares[:, 0])
    weights = 1 / taken
    share = shares[:, at] / (shares[:, at] + shares[:, 0])
    contrast = Contrast(decisions.matrix[rows], treated, decisions.bought[rows], weights / weights.mean(), share)
    return Part(contrast, decisions.people[rows])
