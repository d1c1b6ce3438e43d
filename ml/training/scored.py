"""How good probabilities are, quick enough to be asked hundreds of times: rows are sorted once, then only weighed anew."""

import numpy as np

BOOTSTRAP_ROUNDS = 200
BINS_MAX, BINS_MIN, ROWS_PER_BIN = 15, 5, 400
NAMES = ["auc", "averagePrecision", "logLoss", "brier", "ece"]


class Scored:
    def __init__(self, labels, scores):
        order = np.argsort(scores, kind="stable")
        self.labels, self.scores = labels[order].astype(np.float64), np.clip(scores[order], 1e-9, 1 - 1e-9).astype(np.float64)
        # Equal scores are one place of the order: nothing tells them apart.
        self.places = np.cumsum(np.concatenate([[0], np.diff(self.scores) > 0])).astype(np.int64)
        self.losses = -np.log(np.where(self.labels > 0, self.scores, 1 - self.scores))
        # Fewer bins where there are few rows: the mean distance of small bins is noise and no error of the model.
        self.bin_count = int(np.clip(len(scores) // ROWS_PER_BIN, BINS_MIN, BINS_MAX))
        self.bins = (np.arange(len(scores)) * self.bin_count) // max(1, len(scores))

    def point(self, weights=None):
        weights = np.ones(len(self.labels)) if weights is None else weights
        bought, left = weights * self.labels, weights * (1 - self.labels)
        total = weights.sum()
        return {
            "auc": self._auc(bought, left),
            "averagePrecision": self._average_precision(bought, left),
            "logLoss": float((weights * self.losses).sum() / total),
            "brier": float((weights * (self.scores - self.labels) ** 2).sum() / total),
            "ece": self._calibration_error(weights, bought),
        }

    def intervals(self, *, seed=11):
        """Every measure with the spread and the 95 % interval of drawing the rows again; None where one class is missing."""
        if len(set(self.labels)) < 2:
            return None
        draw, rows = np.random.default_rng(seed), len(self.labels)
        found = [self.point(np.bincount(draw.integers(0, rows, rows), minlength=rows).astype(np.float64)) for _ in range(BOOTSTRAP_ROUNDS)]
        here = self.point()
        return {name: _interval(here[name], [point[name] for point in found]) for name in NAMES}

    def reliability(self):
        """Per bin: how many rows, their mean chance, and the share that bought."""
        kept = [self.bins == number for number in range(self.bin_count)]
        return [
            {"rows": int(rows.sum()), "predicted": float(self.scores[rows].mean()), "observed": float(self.labels[rows].mean())}
            for rows in kept if rows.any()
        ]

    def best_threshold(self):
        """The threshold with the best F1, for a rule that wants a yes or no."""
        right = np.cumsum(self.labels[::-1])[::-1]
        called = np.arange(len(self.labels), 0, -1)
        return float(self.scores[np.argmax(2 * right / (called + self.labels.sum()))])

    def _auc(self, bought, left):
        positives, negatives = (np.bincount(self.places, side) for side in (bought, left))
        below = np.cumsum(negatives) - negatives
        pairs = positives.sum() * negatives.sum()
        return float((positives * (below + negatives / 2)).sum() / pairs) if pairs > 0 else 0.5

    def _average_precision(self, bought, left):
        positives, all_rows = np.bincount(self.places, bought)[::-1], np.bincount(self.places, bought + left)[::-1]
        called = np.cumsum(all_rows)
        precision = np.divide(np.cumsum(positives), called, out=np.zeros(len(called)), where=called > 0)
        return float((precision * positives).sum() / positives.sum()) if positives.sum() > 0 else 0.0

    def _calibration_error(self, weights, bought):
        chances = np.bincount(self.bins, weights * self.scores)
        return float(np.abs(chances - np.bincount(self.bins, bought)).sum() / weights.sum())


def difference(one, other, labels, *, seed=12):
    """How much lower the log loss of `one` is than that of `other`, row by row: mean and 95 % interval."""
    losses = [-np.log(np.clip(np.where(labels > 0, scores, 1 - scores), 1e-9, 1)) for scores in (one, other)]
    gains, draw = losses[1] - losses[0], np.random.default_rng(seed)
    found = [gains[draw.integers(0, len(gains), len(gains))].mean() for _ in range(BOOTSTRAP_ROUNDS)]
    return _interval(float(gains.mean()), found)


def _interval(here, found):
    low, high = np.quantile(found, [0.025, 0.975])
    return {"mean": float(here), "sd": float(np.std(found)), "low": float(low), "high": float(high)}
