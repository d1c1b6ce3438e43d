"""The trees as data, for whoever has to say why: flat arrays per tree, children by index, leaves as ~index."""

from canonical import floor_to_float32


def tree_arrays(model):
    return [_flatten(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]


def _flatten(root):
    tree = {"feature": [], "threshold": [], "nanLeft": [], "left": [], "right": [], "count": [], "leafValue": [], "leafCount": []}
    _add(root, tree)
    return tree


def _add(node, tree):
    if "leaf_value" in node:
        tree["leafValue"].append(node["leaf_value"])
        tree["leafCount"].append(node.get("leaf_count", 1))
        return ~(len(tree["leafValue"]) - 1)
    index = len(tree["feature"])
    tree["feature"].append(node["split_feature"])
    tree["threshold"].append(floor_to_float32(node["threshold"]))
    tree["nanLeft"].append(node["default_left"])
    tree["count"].append(node["internal_count"])
    tree["left"].append(0)
    tree["right"].append(0)
    tree["left"][index] = _add(node["left_child"], tree)
    tree["right"][index] = _add(node["right_child"], tree)
    return index
