"""A probability that means what it says: the score is moved and stretched, and that goes into the leaves themselves."""

import re

import lightgbm as lgb
import numpy as np

NEWTON_STEPS = 50


def log_odds(probabilities):
    clipped = np.clip(np.asarray(probabilities, dtype=np.float64), 1e-9, 1 - 1e-9)
    return np.log(clipped / (1 - clipped))


def probabilities(scores):
    return 1 / (1 + np.exp(-scores))


def platt(scores, labels, *, stretch=True):
    """(slope, intercept) under which `labels` are likeliest; the slope is 1 unless it may stretch."""
    slope, intercept = 1.0, 0.0
    for _ in range(NEWTON_STEPS):
        found = probabilities(slope * scores + intercept)
        missing, weight = labels - found, np.maximum(found * (1 - found), 1e-12)
        if not stretch:
            step = (0.0, missing.sum() / weight.sum())
        else:
            step = _solve(scores, weight, missing)
        slope, intercept = slope + step[0], intercept + step[1]
        if max(abs(step[0]), abs(step[1])) < 1e-9:
            break
    return float(slope), float(intercept)


def slope_error(scores, slope, intercept):
    """The standard error of a slope that `platt` found: by the curvature of the likelihood there (Fisher information)."""
    found = probabilities(slope * scores + intercept)
    weight = np.maximum(found * (1 - found), 1e-12)
    middle = (weight * scores).sum() / weight.sum()
    return float(1 / np.sqrt((weight * (scores - middle) ** 2).sum() + 1e-12))


# How far off the scores of trees usually are: what a handful of buyers says beyond it is chance.
USUAL_STRETCH = 0.2


def cautious_platt(scores, labels):
    """(slope, intercept) as `platt`, but the slope leaves 1 only as far as there are buyers to speak for it (ridge on slope - 1)."""
    slope, intercept = platt(scores, labels)
    spoken_for = USUAL_STRETCH**2 / (USUAL_STRETCH**2 + slope_error(scores, slope, intercept) ** 2)
    slope = 1 + spoken_for * (slope - 1)
    return slope, platt(slope * scores, labels, stretch=False)[1]


def _solve(scores, weight, missing):
    """One step of Newton for two numbers; the ridge keeps it finite where all scores are the same."""
    a, b, c = (weight * scores * scores).sum() + 1e-6, (weight * scores).sum(), weight.sum() + 1e-6
    first, second = (missing * scores).sum(), missing.sum()
    determinant = a * c - b * b
    return (c * first - b * second) / determinant, (a * second - b * first) / determinant


def into_leaves(model, slope, intercept):
    """The same trees with `slope * score + intercept` as their score: leaves are stretched, those of the first tree moved too."""
    text = re.sub(r"^tree_sizes=.*\n", "", model.model_to_string(), flags=re.MULTILINE)
    blocks = text.split("\n\n")
    first = next(place for place, block in enumerate(blocks) if block.lstrip().startswith("Tree="))
    changed = [
        _leaves(block, slope, intercept if place == first else 0.0) if block.lstrip().startswith("Tree=") else block
        for place, block in enumerate(blocks)
    ]
    return lgb.Booster(model_str="\n\n".join(changed))


def _leaves(block, slope, moved):
    def line(match):
        values = [repr(slope * float(value) + moved) for value in match.group(2).split()]
        return f"{match.group(1)}={' '.join(values)}"

    return re.sub(r"^(leaf_value|internal_value)=(.*)$", line, block, flags=re.MULTILINE)
