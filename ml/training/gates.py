"""What a model has to pass before it may be written."""

import sys

from evaluate import UCI_ANCHORS
from export_onnx import PARITY_MAX

CALIBRATION_ERROR_MAX = 0.02
CALIBRATION_SLOPE_RANGE = (0.9, 1.1)


def gates(*, parity, calibration, anchors, shipped_auc, logistic_auc):
    """One record per gate: what was found, what was asked, whether it passed."""
    found = [
        _gate("parity of LightGBM and ONNX Runtime, largest difference", parity, f"< {PARITY_MAX}", parity < PARITY_MAX),
        _gate("expected calibration error", calibration["ece"], f"<= {CALIBRATION_ERROR_MAX}", calibration["ece"] <= CALIBRATION_ERROR_MAX),
        _gate(
            "calibration slope", calibration["slope"], f"{CALIBRATION_SLOPE_RANGE[0]} to {CALIBRATION_SLOPE_RANGE[1]}",
            CALIBRATION_SLOPE_RANGE[0] <= calibration["slope"] <= CALIBRATION_SLOPE_RANGE[1],
        ),
        _gate(
            "AUC of the shipped model against logistic regression on the same folds", shipped_auc["mean"],
            f">= {logistic_auc['mean']:.4f} - {logistic_auc['sd']:.4f}", shipped_auc["mean"] >= logistic_auc["mean"] - logistic_auc["sd"],
        ),
    ]
    for name, auc in anchors.items():
        published, spread = UCI_ANCHORS[name][:2]
        found.append(_gate(
            f"AUC of the recipe on the published column set '{name}'", auc["mean"], f">= {published} - {spread}",
            auc["mean"] >= published - spread,
        ))
    return found


def stop_unless_passed(found):
    for gate in found:
        print(f"  {'pass' if gate['passed'] else 'FAIL'}  {gate['name']}: {gate['found']:.3g} (asked: {gate['asked']})", flush=True)
    if not all(gate["passed"] for gate in found):
        sys.exit("\nThe model did not pass its gates; nothing was written.")


def _gate(name, found, asked, passed):
    return {"name": name, "found": float(found), "asked": asked, "passed": bool(passed)}
