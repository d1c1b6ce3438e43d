"""Writes ranking-numbers.json: what scikit-uplift 0.5.1 says of made-up people.

python -m venv V && V/bin/pip install scikit-uplift==0.5.1 && V/bin/python test/uplift/make-ranking-numbers.py
"""

import json
from pathlib import Path

import numpy as np
from sklift.metrics import qini_auc_score, qini_curve, uplift_auc_score, uplift_curve

# Size, share of the treated, places to which scores are rounded (few: many are equal), chance of a purchase without help.
CASES = [(60, 0.5, 6, 0.3), (200, 0.5, 1, 0.2), (300, 0.85, 2, 0.1), (250, 0.3, 6, 0.7)]


def case(number, size, treated_share, places, base):
    draw = np.random.default_rng(number)
    effect = draw.normal(0.1, 0.2, size)
    treated = (draw.random(size) < treated_share).astype(int)
    bought = (draw.random(size) < np.clip(base + effect * treated, 0, 1)).astype(int)
    score = np.round(effect + draw.normal(0, 0.1, size), places)
    points = lambda curve: [[float(at), float(height)] for at, height in zip(*curve)]
    return {
        "people": [[float(s), int(t), int(b)] for s, t, b in zip(score, treated, bought)],
        "qini": float(qini_auc_score(bought, score, treated)),
        "auuc": float(uplift_auc_score(bought, score, treated)),
        "qiniCurve": points(qini_curve(bought, score, treated)),
        "upliftCurve": points(uplift_curve(bought, score, treated)),
    }


cases = [case(number, *given) for number, given in enumerate(CASES, start=1)]
Path(__file__).with_name("ranking-numbers.json").write_text("[\n" + ",\n".join(json.dumps(one) for one in cases) + "\n]\n")
