"""LightGBM to ONNX, and the proof that both say the same."""

import numpy as np
import onnxruntime
from onnxmltools import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType

from trees import splits

PARITY_MAX = 1e-5


def to_onnx(model, feature_count):
    converted = convert_lightgbm(
        model, initial_types=[("features", FloatTensorType([None, feature_count]))], zipmap=False, target_opset=15
    )
    # The names of the tools and their versions are in the manifest; without them the bytes depend on the trees alone.
    converted.graph.name = "cart-recovery"
    return converted.SerializeToString(deterministic=True), {entry.domain or "ai.onnx": entry.version for entry in converted.opset_import}


def onnx_probabilities(artifact, rows):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(artifact, options, providers=["CPUExecutionProvider"])
    return session.run(["probabilities"], {"features": rows.astype(np.float32)})[0][:, 1]


def parity(model, artifact, rows):
    """Largest difference between the two probabilities over `rows`."""
    return float(np.max(np.abs(model.predict(rows) - onnx_probabilities(artifact, rows))))


def boundary_rows(trees, matrix, *, seed=3):
    """Rows that sit on, just below and just above every threshold, the other values drawn from the data."""
    draw = np.random.default_rng(seed)
    rows = []
    for feature, threshold in splits(trees):
        at = np.float32(threshold)
        for value in (at, np.nextafter(at, np.float32(-np.inf)), np.nextafter(at, np.float32(np.inf))):
            row = matrix[draw.integers(len(matrix))].copy()
            row[feature] = value
            rows.append(row)
    return np.array(rows, dtype=np.float32)


def missing_rows(matrix, *, count=2000, seed=4):
    """Data rows with every pattern of missing values."""
    draw = np.random.default_rng(seed)
    rows = matrix[draw.integers(0, len(matrix), count)].copy()
    rows[draw.random(rows.shape) < 0.5] = np.nan
    return rows
