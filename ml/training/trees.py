"""The trees as data, for whoever has to say why a probability is what it is."""

from canonical import floor_to_float32


def tree_nodes(model):
    return [_node(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]


def splits(trees):
    """Every (feature, threshold) that a tree asks for, sorted."""
    return sorted({found for tree in trees for found in _splits(tree)})


def _node(node):
    if "leaf_value" in node:
        return {"value": node["leaf_value"], "rows": node.get("leaf_count", 1)}
    return {
        "feature": node["split_feature"],
        "threshold": floor_to_float32(node["threshold"]),
        "nanLeft": node["default_left"],
        "rows": node["internal_count"],
        "left": _node(node["left_child"]),
        "right": _node(node["right_child"]),
    }


def _splits(node):
    if "feature" in node:
        yield node["feature"], node["threshold"]
        yield from _splits(node["left"])
        yield from _splits(node["right"])
