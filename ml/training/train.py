"""Trains the prior and writes it only if it passes its gates: `train.py --data FILE --features FILE --version NAME --out DIR`."""

import argparse
import hashlib
import json
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np

import baseline
import crossval
import evaluate
import metrics
import model_card
import uci
from canonical import canonical
from export_onnx import boundary_rows, missing_rows, parity, to_onnx
from fixtures import fixture_rows, fixtures
from gates import gates, stop_unless_passed
from trees import tree_nodes

LIBRARIES = ["lightgbm", "numpy", "onnx", "onnxmltools", "onnxruntime", "scikit-learn", "skl2onnx"]


def main():
    chosen = arguments()
    feature_set = json.loads(Path(chosen.features).read_text())["session"]
    names = [feature["name"] for feature in feature_set["features"]]
    sessions = uci.read(chosen.data)
    matrix = uci.feature_matrix(sessions, names)

    measured = measure(sessions, matrix, names)
    say("training on every row and exporting")
    model = canonical(evaluate.shipped_fit(matrix, sessions.labels, names))
    trees = tree_nodes(model)
    artifact, opset = to_onnx(model, len(names))
    tried = np.vstack([matrix, boundary_rows(trees, matrix), missing_rows(matrix)])
    difference = parity(model, artifact, tried)

    passed = gates(
        parity=difference, calibration=measured["calibration"], season=measured["season_ahead"], **measured["compared"]
    )
    stop_unless_passed(passed)
    manifest = {
        "schemaVersion": 1,
        "modelVersion": chosen.version,
        "featureSet": {key: feature_set[key] for key in ("name", "version", "hash")}
        | {"features": [{"name": feature["name"], "unit": feature["unit"]} for feature in feature_set["features"]]},
        "artifacts": {},
        "training": uci.SOURCE
        | {"rows": len(sessions.labels), "positives": int(sessions.labels.sum()), "trainedAt": date.today().isoformat()},
        "metrics": measured["metrics"],
        "calibration": measured["calibration"],
        "withoutBrowsing": measured["without_browsing"],
        "seasonAhead": measured["season_ahead"],
        "anchors": {"paper": evaluate.PAPER, "recipe": {name: found["mean"] for name, found in measured["compared"]["anchors"].items()}},
        "threshold": measured["threshold"],
        "gates": passed,
        "parityRows": len(tried),
        "opset": opset,
        "libraries": {"python": platform.python_version()} | {name: version(name) for name in LIBRARIES},
    }
    write(Path(chosen.out), manifest, artifact, trees, fixtures(model, fixture_rows(trees, ranges(matrix))))


def arguments():
    options = argparse.ArgumentParser()
    options.add_argument("--data", required=True, help="online_shoppers_intention.csv")
    options.add_argument("--features", required=True, help="the exported feature sets")
    options.add_argument("--version", required=True)
    options.add_argument("--out", required=True)
    return options.parse_args()


def measure(sessions, matrix, names):
    labels = sessions.labels
    repeats = crossval.stratified_folds(labels)
    say("measuring what is to be shipped, out of fold")
    pooled, folds = evaluate.shipped_out_of_fold(matrix, labels, names, repeats)
    shipped = metrics.summary(folds)
    logistic = metrics.summary(crossval.out_of_fold(matrix, labels, repeats, baseline.logistic)[1])
    blind = evaluate.shipped_out_of_fold(matrix, labels, names, repeats, see=lambda rows: evaluate.masked(rows, names))[1]
    say("measuring the recipe on the column sets of the reference run")
    anchors = {name: metrics.summary(found)["auc"] for name, found in evaluate.anchor_folds(sessions).items()}
    say("measuring a season ahead")
    ahead = evaluate.season_ahead(sessions, matrix, names)
    intervals = metrics.bootstrap_intervals(labels, pooled[0])
    return {
        "metrics": {
            name: {"mean": shipped[name]["mean"], "sd": shipped[name]["sd"], "low": low, "high": high}
            for name, (low, high) in intervals.items()
        },
        "calibration": {
            "ece": float(np.mean([metrics.calibration_error(labels, scores) for scores in pooled])),
            "ecePerFold": shipped["ece"]["mean"],
            "slope": float(np.mean([metrics.calibration_slope(labels, scores) for scores in pooled])),
            "bins": metrics.CALIBRATION_BINS,
        },
        "season_ahead": ahead,
        "threshold": float(np.mean([metrics.best_threshold(labels, scores) for scores in pooled])),
        "without_browsing": {"auc": metrics.summary(blind)["auc"]["mean"]},
        "compared": {"shipped_auc": shipped["auc"], "logistic_auc": logistic["auc"], "anchors": anchors},
    }


def ranges(matrix):
    return np.nanquantile(matrix, 0.0, axis=0), np.nanquantile(matrix, 0.99, axis=0)


def write(out, manifest, artifact, trees, rows, *, card=model_card.render):
    out.mkdir(parents=True, exist_ok=True)
    names = [feature["name"] for feature in manifest["featureSet"]["features"]]
    contents = {
        "model": ("model.onnx", artifact),
        "trees": ("trees.json", json.dumps({"features": names, "trees": trees}, separators=(",", ":")).encode()),
    }
    for kind, (file, content) in contents.items():
        (out / file).write_bytes(content)
        manifest["artifacts"][kind] = {"file": file, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (out / "parity-rows.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    (out / "MODEL_CARD.md").write_text(card(manifest))
    say(f"wrote {out} ({len(artifact):,} bytes of ONNX, {len(trees)} trees)")


def say(text):
    print(text, flush=True)


if __name__ == "__main__":
    main()
