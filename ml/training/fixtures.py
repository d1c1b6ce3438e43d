"""Made-up rows with LightGBM's own answers, for the tests of every other evaluator."""

import numpy as np

from trees import splits

MADE_UP = 240
ON_THRESHOLDS = 120


def fixture_rows(trees, ranges, *, seed=5):
    """Drawn between the ends of each feature, a third with missing values; then rows on and beside thresholds."""
    draw = np.random.default_rng(seed)
    low, high = ranges
    rows = (low + (high - low) * draw.random((MADE_UP, len(low))) ** 3).astype(np.float32)
    hidden = draw.random(rows.shape) < 0.5
    hidden[: MADE_UP * 2 // 3] = False
    rows[hidden] = np.nan
    asked = splits(trees)
    beside = []
    for position in draw.integers(0, len(asked), ON_THRESHOLDS):
        feature, threshold = asked[position]
        row = rows[draw.integers(MADE_UP)].copy()
        row[feature] = np.nextafter(np.float32(threshold), np.float32(np.inf)) if position % 2 else np.float32(threshold)
        beside.append(row)
    empty = np.full((1, len(low)), np.nan, dtype=np.float32)
    return np.vstack([rows, np.array(beside), empty])


def fixtures(model, rows):
    contributions = model.predict(rows, pred_contrib=True)
    raw = model.predict(rows, raw_score=True)
    return [
        {
            "features": [None if np.isnan(value) else float(value) for value in row],
            "probability": float(probability),
            "raw": float(score),
            "contributions": [float(value) for value in shares[:-1]],
            "bias": float(shares[-1]),
        }
        for row, probability, score, shares in zip(rows, model.predict(rows), raw, contributions)
    ]
