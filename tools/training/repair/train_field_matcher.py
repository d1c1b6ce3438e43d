"""Trains the field matcher and writes it only if it passes its gates: `train_field_matcher.py --questions FILE --version NAME --out DIR`.

The questions hold features that the engine computed itself, so nothing is defined twice. The pairs train a logistic
regression; its decisions (the best source against the next) are calibrated on shops that it never saw.
"""

import argparse
import hashlib
import json
from pathlib import Path

import lightgbm
import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.preprocessing import StandardScaler

LEAD_MAX = 12.0
SEED = 20261122


def main():
    chosen = arguments()
    data = json.loads(Path(chosen.questions).read_text())
    train, calibration, held_out = (data[name] for name in ("training", "calibration", "held_out"))
    x, y, weight = pairs(train)
    say(f"{len(train)} questions with {len(y)} pairs train, {len(calibration)} calibrate, {len(held_out)} are held out")

    scaler = StandardScaler().fit(x)
    scaler.scale_[scaler.scale_ == 0] = 1.0
    logistic = LogisticRegression(C=0.3, max_iter=2_000).fit(scaler.transform(x), y, sample_weight=weight)
    boosted = lightgbm.LGBMClassifier(
        n_estimators=120, num_leaves=15, learning_rate=0.06, min_child_samples=40, n_jobs=1, verbose=-1, random_state=SEED
    ).fit(x, y, sample_weight=weight)

    def logistic_scores(rows):
        return logistic.decision_function(scaler.transform(rows))

    def boosted_scores(rows):
        return boosted.predict(rows, raw_score=True)

    report = {}
    for name, scores in (("logistic regression", logistic_scores), ("gradient boosting", boosted_scores)):
        decisions = decided(calibration, scores)
        unseen = decided(held_out, scores)
        for kind, fit in (("Platt", platt), ("isotonic", isotonic)):
            confidence = fit(decisions)
            report[f"{name}, {kind}"] = measured(unseen, confidence(unseen))
    for name, found in report.items():
        say(f"held out, {name}: " + ", ".join(f"{key} {value:.4f}" for key, value in found.items()))

    decisions = decided(calibration, logistic_scores)
    fitted = LogisticRegression(C=1.0).fit(decisions["inputs"], decisions["right"])
    chosen_report = report["logistic regression, Platt"]
    gates(chosen_report)
    model = {
        "schemaVersion": 1,
        "version": chosen.version,
        "features": {"version": data["featureVersion"], "names": data["features"]},
        "pair": {
            "mean": rounded(scaler.mean_),
            "scale": rounded(scaler.scale_),
            "weights": rounded(logistic.coef_[0]),
            "intercept": round(float(logistic.intercept_[0]), 6),
        },
        "decision": {
            "best": round(float(fitted.coef_[0][0]), 6),
            "lead": round(float(fitted.coef_[0][1]), 6),
            "intercept": round(float(fitted.intercept_[0]), 6),
            "leadMax": LEAD_MAX,
        },
    }
    out = Path(chosen.out)
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(model, indent=2) + "\n"
    (out / "model.json").write_text(text)
    manifest = {
        "schemaVersion": 1,
        "version": chosen.version,
        "model": {"file": "model.json", "bytes": len(text.encode()), "sha256": hashlib.sha256(text.encode()).hexdigest()},
        "training": {
            "seed": data["seed"],
            "questions": {name: len(data[name]) for name in ("training", "calibration", "held_out")},
            "shops": {name: sorted({question["shop"] for question in data[name]}) for name in ("training", "calibration", "held_out")},
        },
        "heldOut": report,
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    say(f"written to {out}")


def pairs(questions):
    rows, labels, weights = [], [], []
    for question in questions:
        for index, row in enumerate(question["rows"]):
            rows.append(row)
            labels.append(index == question["right"])
            weights.append(1.0)
    return np.array(rows, dtype=np.float64), np.array(labels, dtype=int), np.array(weights)


def decided(questions, scores):
    """The best source of each question, its lead over the next, and whether it is the right one."""
    inputs, right = [], []
    for question in questions:
        found = np.asarray(scores(np.array(question["rows"], dtype=np.float64)))
        order = np.argsort(-found, kind="stable")
        best = found[order[0]]
        lead = LEAD_MAX if len(order) == 1 else min(LEAD_MAX, best - found[order[1]])
        inputs.append([best, lead])
        right.append(int(order[0] == question["right"]))
    return {"inputs": np.array(inputs), "right": np.array(right)}


def platt(decisions):
    fitted = LogisticRegression(C=1.0).fit(decisions["inputs"], decisions["right"])
    return lambda unseen: fitted.predict_proba(unseen["inputs"])[:, 1]


def isotonic(decisions):
    first = LogisticRegression(C=1.0).fit(decisions["inputs"], decisions["right"])
    fitted = IsotonicRegression(out_of_bounds="clip", y_min=0.001, y_max=0.999).fit(
        first.decision_function(decisions["inputs"]), decisions["right"]
    )
    return lambda unseen: fitted.predict(first.decision_function(unseen["inputs"]))


def measured(decisions, confidence):
    right = decisions["right"]
    sure = confidence >= 0.98
    return {
        "right": right.mean(),
        "auc": roc_auc_score(right, confidence),
        "logLoss": log_loss(right, np.clip(confidence, 1e-6, 1 - 1e-6)),
        "ece": ece(right, confidence),
        "above98": sure.mean(),
        "wrongAbove98": float((1 - right[sure]).mean()) if sure.any() else 0.0,
        "above50": (confidence >= 0.5).mean(),
        "wrongAbove50": float((1 - right[confidence >= 0.5]).mean()),
    }


def ece(right, confidence, bins=10):
    order = np.argsort(confidence, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return sum(len(part) * abs(right[part].mean() - confidence[part].mean()) for part in parts) / len(right)


def gates(found):
    for name, value, limit in (("ece", found["ece"], 0.06), ("1 - auc", 1 - found["auc"], 0.15)):
        if value > limit:
            raise SystemExit(f"the gate on {name} is not passed: {value:.4f} is above {limit}")


def rounded(values):
    return [round(float(value), 6) for value in values]


def say(line):
    print(line, flush=True)


def arguments():
    parser = argparse.ArgumentParser()
    for name in ("questions", "version", "out"):
        parser.add_argument(f"--{name}", required=True)
    return parser.parse_args()


main()
