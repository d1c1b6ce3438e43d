"""Trains a model of what an action changes from the decisions of the engine, and writes it only if it passes its gates:
`decision_train.py --data FOLDER --prior FOLDER --out FOLDER`.

What it prints is for the program that started it (`lines.py`). It ends well whether or not a model was written.
"""

import os

# Several threads on a busy machine wait for each other at barriers: six times slower than one.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import platform
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np

import decision_card
import metrics
import plots
import uplift_metrics
from decision_rows import KINDS, parts, read
from export_onnx import PARITY_MAX, boundary_rows, missing_rows
from lines import end, progress
from train import LIBRARIES, write
from trees import tree_nodes
from uplift_export import parity, to_onnx
from uplift_learners import LEARNERS, chance_model, change_of
from uplift_train import CALIBRATION_ERROR_MAX, calibration_of, made_up

# Of either side in each part of the time: without them nothing can be measured.
BUYERS_MIN = 10


def main():
    chosen = arguments()
    progress("reading", 0)
    decisions = read(chosen.data)
    actions = decisions.about["actions"][1:]
    of = {action: parts(decisions, action) for action in actions}
    if not all(enough(part.contrast) for action in actions for part in of[action]):
        end({"end": "refused", "gate": "too_few_buyers", "result": None})
        return
    learned, choosing, asked = of[actions[0]]
    found, ranked = {}, {}
    for place, (name, learn) in enumerate(LEARNERS.items()):
        progress("training", place / (len(LEARNERS) + 1))
        found[name] = learn(learned.contrast)
        ranked[name] = uplift_metrics.weighted(choosing, change_of(found[name], choosing.contrast.features), rounds=0)["qini"]["mean"]
    best = max(ranked, key=ranked.get)
    progress("training", len(LEARNERS) / (len(LEARNERS) + 1))
    base, bought = chance_model(learned.contrast, False), chance_model(learned.contrast, True)
    changes = [found[best], *[LEARNERS[best](of[action][0].contrast) for action in actions[1:]]]

    progress("exporting", 0)
    artifact, opset = to_onnx(base, changes, len(decisions.names))
    trees = [tree_nodes(term.model) for terms in changes for term in terms if term.treated is None] + [tree_nodes(base)]
    tried = np.vstack([decisions.matrix, *[boundary_rows(one, decisions.matrix) for one in trees], missing_rows(decisions.matrix)])
    difference = parity(artifact, base, changes, tried)

    progress("evaluating", 0)
    result = evaluate(asked, base, changes[0], difference)
    result |= {
        "learner": best, "learners": [{"name": name, "qini": qini} for name, qini in ranked.items()],
        "actions": [KINDS[0], *actions], "rows": counts(decisions, of[actions[0]]), "cpuSeconds": round(time.process_time(), 1),
    }
    told = {key: value for key, value in result.items() if key not in ("metrics", "calibration")}
    refused = next((gate for gate in result["gates"] if not gate["passed"]), None)
    if refused:
        end({"end": "refused", "gate": refused["code"], "result": told})
        return
    progress("writing", 0)
    out = Path(chosen.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / "qini.svg").write_text(plots.gained(result["curve"]))
    of_bought = tree_nodes(bought)
    rows = made_up(bought, base, changes, of_bought, decisions.matrix)
    write(out, manifest_of(decisions, opset, result, len(tried)), artifact, of_bought, rows, card=lambda manifest: decision_card.render(manifest, result))
    end({"end": "trained", "gate": None, "result": told})


def arguments():
    options = argparse.ArgumentParser()
    options.add_argument("--data", required=True, help="the folder with rows.f32 and rows.json")
    options.add_argument("--prior", help="not needed: what an action changes is learned anew")
    options.add_argument("--out", required=True)
    return options.parse_args()


def enough(contrast):
    sides = [contrast.outcomes[contrast.treated], contrast.outcomes[~contrast.treated]]
    return all(min(side.sum(), len(side) - side.sum()) >= BUYERS_MIN for side in sides)


def evaluate(asked, base, terms, difference):
    """How well the first action is told on the newest decisions, which taught nothing and chose nothing."""
    contrast = asked.contrast
    change = change_of(terms, contrast.features)
    ranking = uplift_metrics.weighted(asked, change)
    progress("evaluating", 0.7)
    chance = np.clip(base.predict(contrast.features) + change, 1e-6, 1 - 1e-6)[contrast.treated]
    calibrated = calibration_of(contrast.outcomes[contrast.treated], chance)
    return ranking | calibrated | {"gates": gates(difference, ranking["qini"], calibrated["beyondLuck"])}


def gates(difference, qini, beyond_luck):
    gate = lambda code, name, value, asked, passed: {  # noqa: E731
        "code": code, "name": name, "found": float(value), "asked": asked, "passed": bool(passed),
    }
    return [
        gate("parity", "largest difference of LightGBM and ONNX Runtime", difference, f"< {PARITY_MAX}", difference < PARITY_MAX),
        gate("ranks_by_chance", "lower end of the Qini on later decisions", qini["low"], "> 0", qini["low"] > 0),
        gate("calibration_error", "calibration error with the action beyond luck, on later decisions", beyond_luck, f"<= {CALIBRATION_ERROR_MAX}", beyond_luck <= CALIBRATION_ERROR_MAX),
    ]


def counts(decisions, of_first):
    of = lambda kind: int((decisions.taken == KINDS.index(kind)).sum())  # noqa: E731
    learned, chosen, asked = [len(part.people) for part in of_first]
    return {
        "all": len(decisions.taken), "buyers": int(decisions.bought.sum()), "people": len(np.unique(decisions.people)),
        **{kind: of(kind) for kind in KINDS}, "learned": learned, "chosen": chosen, "asked": asked,
    }


def manifest_of(decisions, opset, result, tried):
    about = decisions.about
    return {
        "schemaVersion": 1,
        "modelVersion": about["version"],
        "featureSet": {key: about["featureSet"][key] for key in ("name", "version", "hash", "features")},
        "artifacts": {},
        "training": {
            "name": "Decisions of one store" if about["scope"] else f"Decisions of {len(about['stores'])} stores",
            "url": f"urn:cart-recovery:training-run:{about['runId']}", "doi": "", "licence": "the stores' own", "attribution": "",
            "label": "the person ordered within seven days of the decision",
            "rows": len(decisions.taken), "positives": int(decisions.bought.sum()), "trainedAt": date.today().isoformat(),
        },
        "metrics": result["metrics"],
        "calibration": result["calibration"],
        "withoutBrowsing": {"auc": result["metrics"]["auc"]["mean"]},
        "uplift": {"learner": result["learner"], "actions": result["actions"], "qini": {result["learner"]: result["qini"]}},
        "threshold": 0.5,
        "gates": [{key: gate[key] for key in ("name", "found", "asked", "passed")} for gate in result["gates"]],
        "parityRows": tried,
        "opset": opset,
        "libraries": {"python": platform.python_version()} | {name: version(name) for name in LIBRARIES},
    }


if __name__ == "__main__":
    main()
