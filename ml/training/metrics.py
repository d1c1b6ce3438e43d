"""How good a set of probabilities is, with its spread."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, f1_score, log_loss, roc_auc_score

CALIBRATION_BINS = 15
BOOTSTRAP_ROUNDS = 400


def calibration_error(labels, scores):
    """Expected calibration error over bins that hold equally many rows; equal scores are put into bins by lot."""
    lots = np.random.default_rng(13).random(len(scores))
    order = np.lexsort((lots, scores))
    bins = [part for part in np.array_split(order, CALIBRATION_BINS) if len(part)]
    return float(sum(len(part) * abs(scores[part].mean() - labels[part].mean()) for part in bins) / len(scores))


def calibration_slope(labels, scores):
    """Slope of the outcome on the log-odds: 1 is right, below 1 is over-confident."""
    odds = np.log(scores / (1 - scores)).reshape(-1, 1)
    return float(LogisticRegression(C=1e6).fit(odds, labels).coef_[0, 0])


def best_threshold(labels, scores):
    """The threshold with the best F1, for a rule that wants a yes or no."""
    candidates = np.unique(np.quantile(scores, np.linspace(0.02, 0.98, 97)))
    return float(max(candidates, key=lambda threshold: f1_score(labels, scores >= threshold)))


def point_metrics(labels, scores):
    return {
        "auc": float(roc_auc_score(labels, scores)),
        "averagePrecision": float(average_precision_score(labels, scores)),
        "logLoss": float(log_loss(labels, scores)),
        "brier": float(brier_score_loss(labels, scores)),
    }


def bootstrap_intervals(labels, scores, *, seed=11):
    """95 % interval of every point metric, by drawing the rows again."""
    draw = np.random.default_rng(seed)
    found = []
    for _ in range(BOOTSTRAP_ROUNDS):
        chosen = draw.integers(0, len(labels), len(labels))
        found.append(point_metrics(labels[chosen], scores[chosen]))
    return {name: tuple(float(end) for end in np.quantile([point[name] for point in found], [0.025, 0.975])) for name in found[0]}


def summary(folds):
    """Mean and spread over folds of (labels, scores), as the anchors are given."""
    points = [point_metrics(labels, scores) | {"ece": calibration_error(labels, scores)} for labels, scores in folds]
    return {
        name: {"mean": float(np.mean([point[name] for point in points])), "sd": float(np.std([point[name] for point in points]))}
        for name in points[0]
    }
