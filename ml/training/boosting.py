"""The one recipe: small boosted trees, no resampling, reproducible to the bit."""

import lightgbm as lgb
import numpy as np

# Calibration survives only without class weights and without resampling; whoever needs another balance moves the threshold.
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 10,
    "max_depth": 4,
    "learning_rate": 0.08,
    "min_data_in_leaf": 100,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
ROUNDS = 50

# The larger recipe for what is known of public data: trees that see half of the columns and most of the rows each differ
# enough for their mean to be worth more than any of them.
ANCHOR_PARAMETERS = {
    **PARAMETERS,
    "num_leaves": 15,
    "max_depth": -1,
    "learning_rate": 0.03,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
}
ANCHOR_ROUNDS = 300


def fit(rows, labels, *, parameters=None, rounds=ROUNDS, monotone=None, names=None):
    chosen = dict(parameters or PARAMETERS)
    if monotone is not None:
        chosen["monotone_constraints"] = monotone
    data = lgb.Dataset(rows, labels, feature_name=list(names) if names else "auto")
    return lgb.train(chosen, data, rounds)


def with_missing_drill(rows, labels, group, *, share=0.3, single_share=0.1, seed=1):
    """Adds copies of a share of the rows in which `group` is unknown, and single values here and there.

    A store may not see browsing at all; the model has to fall back to what it does know instead of reading
    "unknown" as "zero". Only training rows are copied, so what is measured stays as it was observed.
    """
    draw = np.random.default_rng(seed)
    chosen = draw.random(len(rows)) < share
    copies = rows[chosen].copy()
    copies[:, group] = np.nan
    copies[draw.random(copies.shape) < single_share] = np.nan
    return np.vstack([rows, copies]), np.concatenate([labels, labels[chosen]])
