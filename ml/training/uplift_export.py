"""One ONNX graph of all terms: the chance of a purchase without help, and with each action.

Outputs: `probabilities` has two columns, without help and with the first action, as the server asks every model; `chances`
has a column for every action.
"""

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxmltools import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType

from uplift_learners import change_of

OPSET = 15


def to_onnx(base, changes, feature_count):
    """`base`: the chance without help; `changes`: for each action the terms of what it changes."""
    nodes, constants, imports = [], [], {}

    def add(model, inputs, width, prefix, output):
        converted = convert_lightgbm(
            model, initial_types=[(inputs, FloatTensorType([None, width]))], zipmap=False, target_opset=OPSET
        )
        imports.update({entry.domain: entry.version for entry in converted.opset_import})
        kept = lambda name: name if name in ("", inputs) else prefix + name
        for node in converted.graph.node:
            node.name = f"{prefix}{len(nodes)}"
            node.input[:] = [kept(name) for name in node.input]
            node.output[:] = [kept(name) for name in node.output]
            nodes.append(node)
        for constant in converted.graph.initializer:
            constant.name = prefix + constant.name
            constants.append(constant)
        return prefix + output

    def constant(name, values, kind=np.float32):
        constants.append(numpy_helper.from_array(np.array(values, dtype=kind), name))
        return name

    def step(operation, inputs, output, **attributes):
        nodes.append(helper.make_node(operation, inputs, [output], name=output, **attributes))
        return output

    chances = add(base, "features", feature_count, "base_", "probabilities")
    one = constant("one", [1], np.int64)
    none = step("Gather", [chances, one], "none", axis=1)
    with_actions = []
    for number, terms in enumerate(changes):
        parts = []
        for place, term in enumerate(terms):
            name = f"action_{number}_{place}_"
            inputs, width = "features", feature_count
            if term.treated is not None:
                # A column of one value beside the features, as many rows as they have.
                column = step("Mul", [none, constant(name + "zero", [[0.0]])], name + "zeros")
                column = step("Add", [column, constant(name + "value", [[term.treated]])], name + "treated")
                inputs, width = step("Concat", ["features", column], name + "wide", axis=1), feature_count + 1
            output = add(term.model, inputs, width, name, _output_of(term.model))
            if output.endswith("probabilities"):
                output = step("Gather", [output, one], name + "chance", axis=1)
            parts.append(step("Mul", [output, constant(name + "factor", [[term.factor]])], name + "part"))
        change = parts[0] if len(parts) == 1 else step("Sum", parts, f"action_{number}_change")
        chance = step("Add", [none, change], f"action_{number}_raw")
        with_actions.append(
            step("Clip", [chance, constant(f"low_{number}", 0.0), constant(f"high_{number}", 1.0)], f"action_{number}")
        )
    step("Concat", [none, *with_actions], "chances", axis=1)
    step("Concat", [none, with_actions[0]], "probabilities", axis=1)
    floats = lambda name, width: helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, width])
    graph = helper.make_graph(
        nodes, "cart-recovery-uplift", [floats("features", feature_count)],
        [floats("probabilities", 2), floats("chances", 1 + len(changes))], constants,
    )
    # The converter writes the least that its own nodes need; clipping by inputs needs more.
    imports[""] = OPSET
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid(*entry) for entry in sorted(imports.items())])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model.SerializeToString(deterministic=True), {domain or "ai.onnx": version for domain, version in imports.items()}


def _output_of(model):
    return "probabilities" if "objective=binary" in model.model_to_string() else "variable"


def chances_of(base, changes, features):
    """The same by LightGBM itself."""
    none = base.predict(features)
    return np.column_stack([none, *[np.clip(none + change_of(terms, features), 0, 1) for terms in changes]])


def parity(artifact, base, changes, features):
    """Largest difference between LightGBM and ONNX Runtime."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(artifact, options, providers=["CPUExecutionProvider"])
    found = session.run(["chances"], {"features": features.astype(np.float32)})[0]
    return float(np.max(np.abs(found - chances_of(base, changes, features))))
