"""Carts with a known end, as the engine wrote them: `rows.f32` (little-endian, row by row, newest first) and `rows.json`."""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

# Behind the features of the set stands what is known of the row itself.
OWN_COLUMNS = ["label", "treated", "store", "hours"]


class Carts(NamedTuple):
    about: dict
    names: list
    matrix: np.ndarray
    """Float32, in the order of the feature set."""
    labels: np.ndarray
    treated: np.ndarray
    """Whether its person was drawn to get messages; the others got none, whatever they did."""
    stores: np.ndarray
    """Position in `about["stores"]`."""
    hours: np.ndarray
    """Since `about["startMs"]`."""


def read(folder):
    about = json.loads((Path(folder) / "rows.json").read_text())
    names = [feature["name"] for feature in about["featureSet"]["features"]]
    width = len(names) + len(OWN_COLUMNS)
    flat = np.fromfile(Path(folder) / "rows.f32", dtype="<f4")
    if len(flat) != width * about["rows"]:
        raise SystemExit(f"rows.f32 has {len(flat)} numbers where {about['rows']} rows of {width} are named")
    # Oldest first from here on. Who was drawn to get messages is left out until there are enough others to tell their effect.
    table = flat.reshape(-1, width)[::-1]
    if not about["withDrawn"]:
        table = table[table[:, len(names) + OWN_COLUMNS.index("treated")] == 0]
    own = table[:, len(names):]
    return Carts(
        about, names, np.ascontiguousarray(table[:, : len(names)]), own[:, 0].astype(np.int32),
        own[:, 1] > 0, own[:, 2].astype(np.int32), own[:, 3],
    )


# By time and never by lot: what is asked later was not seen before.
LEARNED, CALIBRATED = 0.70, 0.15


class Split(NamedTuple):
    learned: np.ndarray
    calibrated: np.ndarray
    """Where the answer is calibrated and the candidate chosen."""
    asked: np.ndarray
    """Where it is measured. Neither of the two holds anybody who was drawn to get messages."""


def split(carts):
    rows = len(carts.labels)
    first, second = int(rows * LEARNED), int(rows * (LEARNED + CALIBRATED))
    place, untouched = np.arange(rows), ~carts.treated
    return Split(
        place[place < first], place[(place >= first) & (place < second) & untouched], place[(place >= second) & untouched]
    )
