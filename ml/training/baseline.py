"""Logistic regression: what the trees have to beat, or at least match."""

import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler


def logistic(train_rows, train_labels, test_rows):
    """Counts and times are long-tailed, so they are compressed first; a missing value gets the mean and a flag."""
    model = make_pipeline(
        FunctionTransformer(_compress),
        SimpleImputer(add_indicator=True),
        StandardScaler(),
        LogisticRegression(max_iter=1000),
    )
    return model.fit(train_rows, train_labels).predict_proba(test_rows)[:, 1]


def _compress(rows):
    return np.log1p(np.maximum(rows.astype(np.float64), 0))
