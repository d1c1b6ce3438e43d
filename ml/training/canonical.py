"""Makes every split of a LightGBM model mean the same to every evaluator.

Two things differ between evaluators: a double threshold against a float32 value, and what a missing value does at a
split that saw none in training. Both are written out here without changing a single prediction on float32 rows.
"""

import re

import lightgbm as lgb
import numpy as np

MISSING_NONE, MISSING_NAN = 0, 2
DEFAULT_LEFT = 2


def canonical(model):
    return lgb.Booster(model_str="\n\n".join(_tree(block) if block.lstrip().startswith("Tree=") else block for block in _blocks(model)))


def _blocks(model):
    # Rounding changes the length of a tree's text, and tree_sizes holds lengths; it is optional for readers.
    text = re.sub(r"^tree_sizes=.*\n", "", model.model_to_string(), flags=re.MULTILINE)
    return text.split("\n\n")


def _tree(block):
    fields = dict(line.split("=", 1) for line in block.splitlines() if "=" in line)
    if "threshold" not in fields or not fields["threshold"]:
        return block
    thresholds = [float(value) for value in fields["threshold"].split()]
    decisions = [int(value) for value in fields["decision_type"].split()]
    replaced = {
        "threshold": " ".join(repr(_just_above(floor_to_float32(value))) for value in thresholds),
        "decision_type": " ".join(str(_explicit(kind, value)) for kind, value in zip(decisions, thresholds)),
    }
    return "\n".join(
        f"{line.split('=', 1)[0]}={replaced[line.split('=', 1)[0]]}" if line.split("=", 1)[0] in replaced else line
        for line in block.splitlines()
    )


def floor_to_float32(value):
    """The largest float32 that is not above `value`: for float32 x, x <= value exactly when x <= floor."""
    rounded = np.float32(value)
    return float(np.nextafter(rounded, np.float32(-np.inf)) if float(rounded) > value else rounded)


def _just_above(value):
    """LightGBM reads its own text a few units in the last place off; upwards that changes nothing for float32 rows."""
    return float(value + abs(value) * 16 * np.finfo(np.float64).eps)


def _explicit(decision, threshold):
    """A split without missing values treats NaN as 0; say so as a default direction."""
    if decision & 1:
        raise SystemExit("a categorical split cannot be exported: encode categories as numbers")
    missing = (decision >> 2) & 3
    if missing == MISSING_NAN:
        return decision
    if missing != MISSING_NONE:
        raise SystemExit("zero_as_missing is not supported: it hides real zeros")
    return (MISSING_NAN << 2) | (DEFAULT_LEFT if threshold >= 0 else 0)
