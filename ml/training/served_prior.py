"""The model that is served now, on the rows of a store: what a new one has to beat, and what it may be made of."""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import helper

from calibration import log_odds, probabilities
from export_onnx import onnx_probabilities


class Prior:
    def __init__(self, folder, names):
        """`names` are those of the rows; the prior takes its own from among them."""
        self.folder = Path(folder)
        self.manifest = json.loads((self.folder / "manifest.json").read_text())
        self.artifact = (self.folder / self.manifest["artifacts"]["model"]["file"]).read_bytes()
        self.trees = json.loads((self.folder / self.manifest["artifacts"]["trees"]["file"]).read_text())["trees"]
        wanted = [feature["name"] for feature in self.manifest["featureSet"]["features"]]
        missing = [name for name in wanted if name not in names]
        if missing:
            raise SystemExit(f"the rows lack what the served model takes: {', '.join(missing)}")
        self.columns = [names.index(name) for name in wanted]

    def scores(self, matrix):
        return log_odds(onnx_probabilities(self.artifact, np.ascontiguousarray(matrix[:, self.columns])))

    def moved(self, intercept):
        """(ONNX, trees, fixtures) of the same model with `intercept` added to every score."""
        model = onnx.load_from_string(self.artifact)
        for node in model.graph.node:
            if node.op_type == "TreeEnsembleClassifier":
                _move(node, intercept)
        trees = [_moved_tree(tree, intercept if place == 0 else 0.0) for place, tree in enumerate(self.trees)]
        rows = json.loads((self.folder / "parity-rows.json").read_text())
        return model.SerializeToString(deterministic=True), trees, [_moved_row(row, intercept) for row in rows]

    def opset(self):
        return self.manifest["opset"]


def _move(node, intercept):
    attributes = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
    first = min(attributes["class_treeids"])
    weights = [
        weight + (intercept if tree == first else 0.0)
        for weight, tree in zip(attributes["class_weights"], attributes["class_treeids"])
    ]
    for attribute in node.attribute:
        if attribute.name == "class_weights":
            attribute.CopyFrom(helper.make_attribute("class_weights", weights))


def _moved_tree(node, intercept):
    if "feature" not in node:
        return {**node, "value": node["value"] + intercept}
    return {**node, "left": _moved_tree(node["left"], intercept), "right": _moved_tree(node["right"], intercept)}


def _moved_row(row, intercept):
    raw = row["raw"] + intercept
    return {**row, "raw": raw, "bias": row["bias"] + intercept, "probability": float(probabilities(np.float64(raw)))}
