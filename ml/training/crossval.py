"""Out-of-fold probabilities, the same folds for every model that is compared."""

import numpy as np
from sklearn.model_selection import GroupKFold, StratifiedKFold

FOLDS = 5
REPEATS = 2


def stratified_folds(labels, repeats=REPEATS):
    """`repeats` lists of (train, test) positions; each list covers every row once."""
    return [
        list(StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(np.zeros(len(labels)), labels))
        for seed in range(repeats)
    ]


def grouped_folds(labels, groups):
    return [list(GroupKFold(FOLDS, shuffle=True, random_state=0).split(np.zeros(len(labels)), labels, groups))]


def out_of_fold(rows, labels, repeats, fit_predict):
    """Calls `fit_predict(train_rows, train_labels, test_rows)`; returns one score per row and repeat, and every fold."""
    pooled, folds = [], []
    for splits in repeats:
        scores = np.zeros(len(labels))
        for train, test in splits:
            scores[test] = fit_predict(rows[train], labels[train], rows[test])
            folds.append((labels[test], scores[test]))
        pooled.append(scores)
    return pooled, folds
