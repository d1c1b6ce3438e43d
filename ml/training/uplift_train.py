"""Trains a model of what an action changes, and writes it only if it passes its gates:
`uplift_train.py --data FILE --features FILE --version NAME --out DIR`."""

import argparse
import json
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np

import metrics
import uplift_metrics
import uplift_rows
from export_onnx import PARITY_MAX, boundary_rows, missing_rows
from fixtures import fixture_rows, fixtures
from gates import stop_unless_passed
from train import LIBRARIES, ranges, say, write
from trees import tree_nodes
from uplift_card import render
from uplift_export import chances_of, parity, to_onnx
from uplift_learners import LEARNERS, chance_model, change_of, contrast

HELD_OUT = 0.3
# Of any action and of none.
ROWS_MIN = 2_000
CALIBRATION_ERROR_MAX = 0.02
OWN = {
    "name": "decisions of a store", "url": "https://example.com/", "doi": "", "licence": "the store's own",
    "attribution": "the store", "label": "bought within seven days",
}


def main():
    chosen = arguments()
    rows = uplift_rows.read(chosen.data, OWN)
    actions = sorted(set(rows.actions) - {uplift_rows.UNTREATED})
    # A message comes before an offer, whatever their names are.
    actions.sort(key=lambda name: (name != "message", name))
    require_enough(rows, actions)
    say(f"{len(rows.outcomes):,} decisions of {', '.join([uplift_rows.UNTREATED, *actions])}")

    held = np.random.default_rng(23).random(len(rows.outcomes)) < HELD_OUT
    measured = {name: measure(rows, held, actions, learn) for name, learn in LEARNERS.items()}
    for name, found in measured.items():
        say(f"  {name}: Qini {found['qini']['mean']:.4f} ({found['qini']['low']:.4f} to {found['qini']['high']:.4f}) on rows held out")
    best = max(measured, key=lambda name: measured[name]["qini"]["mean"])
    say(f"training {best} on every row and exporting")
    first = contrast(rows, actions[0], uplift_rows.UNTREATED)
    base, bought = chance_model(first, False), chance_model(first, True)
    changes = [LEARNERS[best](contrast(rows, action, uplift_rows.UNTREATED)) for action in actions]
    artifact, opset = to_onnx(base, changes, len(rows.names))
    asked = [tree_nodes(term.model) for terms in changes for term in terms if term.treated is None] + [tree_nodes(base)]
    tried = np.vstack([rows.features, *[boundary_rows(trees, rows.features) for trees in asked], missing_rows(rows.features)])
    difference = parity(artifact, base, changes, tried)

    found = measured[best]
    passed = gates(difference, found)
    stop_unless_passed(passed)
    trees = tree_nodes(bought)
    manifest = {
        "schemaVersion": 1,
        "modelVersion": chosen.version,
        "featureSet": feature_set(chosen.features, rows.names),
        "artifacts": {},
        "training": rows.source
        | {"rows": len(rows.outcomes), "positives": int(rows.outcomes.sum()), "trainedAt": date.today().isoformat()},
        "metrics": found["metrics"],
        "calibration": found["calibration"],
        "withoutBrowsing": {"auc": found["metrics"]["auc"]["mean"]},
        "uplift": {"learner": best, "actions": [uplift_rows.UNTREATED, *actions], "qini": {name: one["qini"] for name, one in measured.items()}},
        "threshold": 0.5,
        "gates": passed,
        "parityRows": len(tried),
        "opset": opset,
        "libraries": {"python": platform.python_version()} | {name: version(name) for name in LIBRARIES},
    }
    rows_of_parity = made_up(bought, base, changes, trees, rows.features)
    write(Path(chosen.out), manifest, artifact, trees, rows_of_parity, card=render)


def arguments():
    options = argparse.ArgumentParser()
    options.add_argument("--data", required=True, help="decisions with their probabilities (uplift_rows.py)")
    options.add_argument("--features", required=True, help="the exported feature sets")
    options.add_argument("--version", required=True)
    options.add_argument("--out", required=True)
    return options.parse_args()


def require_enough(rows, actions):
    if not actions:
        raise SystemExit("Only one action was ever taken: nothing can be learned of what another would change.")
    for action in [uplift_rows.UNTREATED, *actions]:
        count = int((rows.actions == action).sum())
        if count < ROWS_MIN:
            raise SystemExit(f"{count:,} decisions of {action} are too few: {ROWS_MIN:,} are needed.")


def measure(rows, held, actions, learn):
    """Qini of the first action on rows that were held out, and how good the chance with it is as a chance."""
    action = actions[0]
    learned = contrast(rows.where(~held), action, uplift_rows.UNTREATED)
    asked = contrast(rows.where(held), action, uplift_rows.UNTREATED)
    terms = learn(learned)
    change = change_of(terms, asked.features)
    treated = asked.treated
    chance = np.clip(chance_model(learned, False).predict(asked.features) + change, 1e-6, 1 - 1e-6)[treated]
    labels = asked.outcomes[treated]
    return {"qini": uplift_metrics.with_interval(asked.outcomes, change, treated)} | calibration_of(labels, chance)


def calibration_of(labels, chance):
    """How good chances with the action are as chances."""
    points = metrics.point_metrics(labels, chance)
    intervals = metrics.bootstrap_intervals(labels, chance)
    error = metrics.calibration_error(labels, chance)
    # Few people in a bin differ from a right chance by luck: what is asked of a model is the rest.
    by_luck = np.sqrt(2 / np.pi) * np.sqrt(np.mean(chance * (1 - chance)) * metrics.CALIBRATION_BINS / len(labels))
    return {
        "metrics": {
            name: {"mean": points[name], "sd": (high - low) / 3.92, "low": low, "high": high}
            for name, (low, high) in intervals.items()
        },
        "beyondLuck": max(0.0, error - float(by_luck)),
        "calibration": {
            "ece": error, "ecePerFold": error, "slope": metrics.calibration_slope(labels, chance), "bins": metrics.CALIBRATION_BINS,
        },
    }


def gates(difference, found):
    gate = lambda name, value, asked, passed: {"name": name, "found": float(value), "asked": asked, "passed": bool(passed)}
    ece, qini = found["beyondLuck"], found["qini"]
    return [
        gate("parity of LightGBM and ONNX Runtime, largest difference", difference, f"< {PARITY_MAX}", difference < PARITY_MAX),
        gate("lower end of the Qini on rows held out", qini["low"], "> 0", qini["low"] > 0),
        gate("calibration error with the action beyond luck, on rows held out", ece, f"<= {CALIBRATION_ERROR_MAX}", ece <= CALIBRATION_ERROR_MAX),
    ]


def feature_set(path, names):
    """The set of the engine with exactly these features; of other data, a set that the engine does not serve."""
    for known in json.loads(Path(path).read_text()).values():
        if [feature["name"] for feature in known["features"]] == names:
            shown = [{"name": feature["name"], "unit": feature["unit"]} for feature in known["features"]]
            return {key: known[key] for key in ("name", "version", "hash")} | {"features": shown}
    return {"name": "foreign", "version": 1, "hash": "0" * 64, "features": [{"name": name, "unit": ""} for name in names]}


def made_up(bought, base, changes, trees, features):
    """Rows for the tests of every other evaluator: the chance with the first action, and what moved the model behind it."""
    asked = fixture_rows(trees, ranges(features))
    chances = chances_of(base, changes, asked)
    return [
        row | {"probability": float(own[1]), "chances": [float(value) for value in own]}
        for row, own in zip(fixtures(bought, asked), chances)
    ]


if __name__ == "__main__":
    main()
