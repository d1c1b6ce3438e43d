"""The same measures by slices: a model may be right for all carts together and wrong for those of one store."""

from datetime import datetime, timezone

import numpy as np

from scored import Scored

ROWS_MIN, BUYERS_MIN = 200, 20
SLICES_PER_KIND_MAX = 12
BANDS = ["low", "middle", "high"]


def slices(carts, asked, scores):
    """One record per slice that has enough rows to say anything, the largest of each kind first."""
    found = []
    for kind, values in _kinds(carts, asked):
        of_kind = []
        for value in sorted({value for value in values if value is not None}):
            rows = np.array([one == value for one in values])
            labels = carts.labels[asked][rows]
            if rows.sum() < ROWS_MIN or min(labels.sum(), len(labels) - labels.sum()) < BUYERS_MIN:
                continue
            measured = Scored(labels, scores[rows]).intervals()
            of_kind.append({"by": kind, "value": value, "rows": int(rows.sum()), "buyers": int(labels.sum()), "measures": _short(measured)})
        found += sorted(of_kind, key=lambda slice: -slice["rows"])[:SLICES_PER_KIND_MAX]
    return found


def _short(measured):
    return {name: {key: measured[name][key] for key in ("mean", "low", "high")} for name in ("auc", "logLoss", "ece")}


def _kinds(carts, asked):
    yield "store", [carts.about["stores"][store] for store in carts.stores[asked]]
    yield "month", [_month(carts.about["startMs"], hours) for hours in carts.hours[asked]]
    if "cart_value_log" in carts.names:
        yield "value", _bands(carts.matrix[asked, carts.names.index("cart_value_log")])


def _month(start_ms, hours):
    return datetime.fromtimestamp(start_ms / 1000 + float(hours) * 3600, tz=timezone.utc).strftime("%Y-%m")


def _bands(values):
    """Thirds of the values that are known."""
    if np.isnan(values).all():
        return [None] * len(values)
    ends = np.nanquantile(values, [1 / 3, 2 / 3])
    return [None if np.isnan(value) else BANDS[int(np.searchsorted(ends, value))] for value in values]
