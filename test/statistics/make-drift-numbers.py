"""Computes what the tests of drift compare with, by packages that know nothing of this project.

    python -m venv venv && venv/bin/pip install scipy==1.16.3 scikit-learn==1.7.2
    venv/bin/python test/statistics/make-drift-numbers.py > test/statistics/drift-numbers.json
"""
import json

import numpy as np
from scipy import stats
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

random = np.random.default_rng(20261127)


def spread(now, then):
    now, then = np.array(now) / sum(now), np.array(then) / sum(then)
    there, back = stats.entropy(now, then), stats.entropy(then, now)
    return {"now": now.tolist(), "past": then.tolist(), "psi": there + back, "kl": there}


def realised(rows, skill):
    odds = random.normal(-1.8, 0.8, rows)
    chance = np.round(1 / (1 + np.exp(-odds)), 3)
    bought = (random.random(rows) < 1 / (1 + np.exp(-(-1.5 + skill * (odds + 1.8))))).astype(int)
    told = np.log(chance / (1 - chance))
    fitted = LogisticRegression(penalty=None, tol=1e-12, max_iter=1000).fit(told.reshape(-1, 1), bought)
    return {
        "carts": [[float(p), int(y)] for p, y in zip(chance, bought)],
        "auc": roc_auc_score(bought, chance),
        "logLoss": log_loss(bought, chance),
        "level": float(fitted.intercept_[0]),
        "slope": float(fitted.coef_[0][0]),
    }


print(json.dumps({
    "spreads": [
        spread([10, 20, 30, 40], [25, 25, 25, 25]),
        spread([1, 999], [500, 500]),
        spread(random.integers(1, 900, 10).tolist(), random.integers(1, 900, 10).tolist()),
    ],
    "tails": [
        {"value": value, "degrees": degrees, "tail": float(stats.chi2.sf(value, degrees))}
        for value, degrees in [(0.01, 1), (3.84, 1), (16.92, 9), (21.67, 9), (80.0, 9), (2.0, 30), (40.0, 30), (400.0, 10)]
    ],
    "realised": [realised(800, 0.9), realised(800, 0.0)],
}))
