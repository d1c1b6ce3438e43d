"""Trains a model of carts and writes it only if it passes its gates: `cart_train.py --data FOLDER --prior FOLDER --out FOLDER`.

What it prints is for the program that started it (`lines.py`). It ends well whether or not a model was written.
"""

import os

# Several threads on a busy machine wait for each other at barriers: six times slower than one.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import hashlib
import json
import platform
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import lightgbm as lgb
import numpy as np

import cart_card
import plots
from calibration import cautious_platt, into_leaves, log_odds, platt, probabilities, slope_error
from canonical import canonical
from cart_gates import gates
from cart_rows import read, split
from cart_slices import slices
from export_onnx import boundary_rows, missing_rows, onnx_probabilities, to_onnx
from fixtures import fixture_rows, fixtures
from lines import end, progress
from scored import Scored, difference
from served_prior import Prior
from trees import splits, tree_nodes

LIBRARIES = ["lightgbm", "numpy", "onnx", "onnxmltools", "onnxruntime", "skl2onnx"]
PARAMETERS = {
    "objective": "binary", "metric": "binary_logloss", "num_leaves": 15, "max_depth": 5, "learning_rate": 0.06,
    "min_data_in_leaf": 60, "lambda_l2": 5.0, "seed": 7, "deterministic": True, "force_row_wise": True,
    "num_threads": 1, "verbose": -1,
}
ROUNDS_MAX, PATIENCE = 300, 25
# With fewer buyers to learn from, trees of one's own follow single people: then the served model is moved to the store's level.
BUYERS_FOR_TREES = 500
BROWSING = ["product_views", "product_view_seconds", "seconds_per_product_view"]


class Candidate(NamedTuple):
    name: str
    scores: np.ndarray
    """Log-odds of every row."""
    score: object
    """Log-odds of any rows of the set."""
    export: object
    """Makes (ONNX, opset, trees, fixtures, feature set, columns, importance)."""
    rounds: int


def main():
    chosen = arguments()
    progress("reading", 0)
    carts = read(chosen.data)
    parts = split(carts)
    if not enough_in_each(carts, parts):
        end({"end": "refused", "gate": "too_few_buyers", "result": None})
        return
    prior = Prior(chosen.prior, carts.names)
    served = prior.scores(carts.matrix)

    candidates = [moved_prior(carts, parts, prior, served)]
    if carts.labels[parts.learned].sum() >= BUYERS_FOR_TREES:
        candidates += own_trees(carts, parts)
    held_out = {one.name: Scored(carts.labels[parts.calibrated], probabilities(one.scores[parts.calibrated])).point()["logLoss"] for one in candidates}
    best = min(candidates, key=lambda one: held_out[one.name])

    progress("exporting", 0)
    artifact, opset, trees, rows, feature_set, columns, importance = best.export()
    tried = np.vstack([carts.matrix[:, columns], boundary_rows(trees, carts.matrix[:, columns]), missing_rows(carts.matrix[:, columns])])
    progress("exporting", 0.5)
    told = onnx_probabilities(artifact, tried)
    parity = max(
        float(np.max(np.abs(told - tree_probabilities(trees, tried)))),
        float(np.max(np.abs(told[: len(carts.labels)] - probabilities(best.scores)))),
    )

    progress("evaluating", 0)
    result = evaluate(carts, parts, best, served, parity)
    result |= {
        "candidate": best.name, "candidates": [{"name": name, "logLoss": loss} for name, loss in held_out.items()],
        "rounds": best.rounds, "importance": importance, "parityRows": len(tried),
    }
    result["cpuSeconds"] = round(time.process_time(), 1)
    refused = next((gate for gate in result["gates"] if not gate["passed"]), None)
    if refused:
        end({"end": "refused", "gate": refused["code"], "result": result})
        return
    progress("writing", 0)
    write(Path(chosen.out), manifest_of(carts, feature_set, opset, result), artifact, trees, rows, result)
    end({"end": "trained", "gate": None, "result": result})


BUYERS_IN_EACH_MIN = 20


def enough_in_each(carts, parts):
    """Whether each part of the time holds some who bought and some who did not: without them nothing can be measured."""
    counted = [(carts.labels[part].sum(), len(part)) for part in parts]
    return all(min(bought, rows - bought) >= BUYERS_IN_EACH_MIN for bought, rows in counted)


def arguments():
    options = argparse.ArgumentParser()
    options.add_argument("--data", required=True, help="the folder with rows.f32 and rows.json")
    options.add_argument("--prior", required=True, help="the folder of the model that is served now")
    options.add_argument("--out", required=True)
    return options.parse_args()


def moved_prior(carts, parts, prior, served):
    """The served model with the level of these carts: one number is learned, so a handful of buyers is enough."""
    _, intercept = platt(served[parts.calibrated], carts.labels[parts.calibrated], stretch=False)

    def export():
        artifact, trees, rows = prior.moved(intercept)
        return artifact, prior.opset(), trees, rows, prior.manifest["featureSet"], prior.columns, []

    return Candidate("served_moved", served + intercept, lambda matrix: prior.scores(matrix) + intercept, export, 0)


def own_trees(carts, parts):
    """Trees of one's own, stretched and moved on the calibration rows; none where nothing could be learned."""
    data = lgb.Dataset(carts.matrix[parts.learned], carts.labels[parts.learned], feature_name=carts.names)
    valid = lgb.Dataset(carts.matrix[parts.calibrated], carts.labels[parts.calibrated], reference=data)
    tell = lambda state: progress("training", (state.iteration + 1) / ROUNDS_MAX) if state.iteration % 10 == 0 else None  # noqa: E731
    raw = lgb.train(PARAMETERS, data, ROUNDS_MAX, valid_sets=[valid], callbacks=[lgb.early_stopping(PATIENCE, verbose=False), tell])
    plain = canonical(raw)
    slope, intercept = cautious_platt(plain.predict(carts.matrix[parts.calibrated], raw_score=True), carts.labels[parts.calibrated])
    if slope <= 0 or not splits(tree_nodes(plain)):
        return []
    model = into_leaves(plain, slope, intercept)

    def export():
        trees = tree_nodes(model)
        artifact, opset = to_onnx(model, len(carts.names))
        ranges = tuple(np.nan_to_num(np.nanquantile(carts.matrix, at, axis=0)).astype(np.float32) for at in (0.0, 0.99))
        feature_set = carts.about["featureSet"]
        return artifact, opset, trees, fixtures(model, fixture_rows(trees, ranges)), feature_set, list(range(len(carts.names))), gains(model, carts.names)

    score = lambda matrix: model.predict(matrix, raw_score=True)  # noqa: E731
    return [Candidate("own_trees", score(carts.matrix), score, export, model.num_trees())]


IMPORTANT_MAX = 15


def gains(model, names):
    found = model.feature_importance(importance_type="gain")
    shares = [{"feature": name, "share": float(gain / max(found.sum(), 1e-12))} for name, gain in zip(names, found) if gain > 0]
    return sorted(shares, key=lambda share: -share["share"])[:IMPORTANT_MAX]


def tree_probabilities(trees, rows):
    """The trees as data, walked row by row at once: what explains an answer has to say the same as what gives it."""
    total = np.zeros(len(rows))
    for tree in trees:
        _add(tree, rows, np.arange(len(rows)), total)
    return probabilities(total)


def _add(node, rows, places, total):
    if "feature" not in node:
        total[places] += node["value"]
        return
    values = rows[places, node["feature"]]
    left = np.where(np.isnan(values), node["nanLeft"], values <= np.float32(node["threshold"]))
    _add(node["left"], rows, places[left], total)
    _add(node["right"], rows, places[~left], total)


def evaluate(carts, parts, best, served, parity):
    labels, scores = carts.labels[parts.asked], probabilities(best.scores[parts.asked])
    scored = Scored(labels, scores)
    metrics, now = scored.intervals(), Scored(labels, probabilities(served[parts.asked])).intervals()
    progress("evaluating", 0.5)
    slope, intercept = platt(log_odds(scores), labels)
    error = slope_error(log_odds(scores), slope, intercept)
    gain = difference(scores, probabilities(served[parts.asked]), labels)
    return {
        "gates": gates(parity=parity, ece=metrics["ece"]["mean"], slope=slope, slope_error=error, gain=gain),
        "metrics": metrics, "served": now, "gain": gain, "slope": slope, "threshold": scored.best_threshold(),
        "withoutBrowsing": Scored(labels, probabilities(best.score(hidden(carts, parts.asked)))).point()["auc"],
        "reliability": scored.reliability(), "slices": slices(carts, parts.asked, scores),
        "rows": {
            "all": len(carts.labels), "buyers": int(carts.labels.sum()), "drawn": int(carts.treated.sum()),
            "learned": len(parts.learned), "calibrated": len(parts.calibrated), "asked": len(parts.asked),
        },
    }


def hidden(carts, rows):
    """The rows as a store without product views would have them."""
    seen = carts.matrix[rows].copy()
    seen[:, [carts.names.index(name) for name in BROWSING if name in carts.names]] = np.nan
    return seen


def manifest_of(carts, feature_set, opset, result):
    about, short = carts.about, ("mean", "sd", "low", "high")
    return {
        "schemaVersion": 1,
        "modelVersion": about["version"],
        "featureSet": {key: feature_set[key] for key in ("name", "version", "hash")}
        | {"features": [{"name": feature["name"], "unit": feature["unit"]} for feature in feature_set["features"]]},
        "artifacts": {},
        "training": {
            "name": "Carts of one store" if about["scope"] else f"Carts of {len(about['stores'])} stores",
            "url": f"urn:cart-recovery:training-run:{about['runId']}", "doi": "", "licence": "the stores' own", "attribution": "",
            "label": "the cart or its customer ordered within 72 hours of the prediction",
            "rows": len(carts.labels), "positives": int(carts.labels.sum()), "trainedAt": date.today().isoformat(),
        },
        "metrics": {name: {key: result["metrics"][name][key] for key in short} for name in ("auc", "averagePrecision", "logLoss", "brier")},
        "calibration": {
            "ece": result["metrics"]["ece"]["mean"], "ecePerFold": result["metrics"]["ece"]["mean"],
            "slope": result["slope"], "bins": len(result["reliability"]),
        },
        "withoutBrowsing": {"auc": result["withoutBrowsing"]},
        "threshold": result["threshold"],
        "gates": [{key: gate[key] for key in ("name", "found", "asked", "passed")} for gate in result["gates"]],
        "parityRows": result["parityRows"],
        "opset": opset,
        "libraries": {"python": platform.python_version()} | {name: version(name) for name in LIBRARIES},
    }


def write(out, manifest, artifact, trees, rows, result):
    out.mkdir(parents=True, exist_ok=True)
    names = [feature["name"] for feature in manifest["featureSet"]["features"]]
    contents = {
        "model": ("model.onnx", artifact),
        "trees": ("trees.json", json.dumps({"features": names, "trees": trees}, separators=(",", ":")).encode()),
        "parity": ("parity-rows.json", ("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n").encode()),
    }
    for kind, (file, content) in contents.items():
        (out / file).write_bytes(content)
        manifest["artifacts"][kind] = {"file": file, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (out / "reliability.svg").write_text(plots.reliability(result["reliability"]))
    (out / "importance.svg").write_text(plots.importance(result["importance"]))
    (out / "MODEL_CARD.md").write_text(cart_card.render(manifest, result))
    # Last: a folder without a manifest is no model.
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
