"""Writes made-up decisions, from which the model in model/ was trained:

python test/uplift/make-decisions.py decisions.csv
npm run ml -- train-uplift --data decisions.csv --version uplift-made --out test/uplift/model
"""

import sys

import numpy as np

FEATURES = ["product_views", "product_view_seconds", "seconds_per_product_view", "returning_visitor", "weekend"]
SHARES = {"none": 0.4, "message": 0.4, "offer": 0.2}
PEOPLE = 12_000
MISSING = 0.02

draw = np.random.default_rng(41)
views = draw.integers(1, 40, PEOPLE).astype(float)
seconds = views * draw.integers(5, 60, PEOPLE)
returning, weekend = (draw.integers(0, 2, PEOPLE).astype(float) for _ in range(2))
columns = dict(zip(FEATURES, (views, seconds, seconds / views, returning, weekend)))
actions = draw.choice(list(SHARES), PEOPLE, p=list(SHARES.values()))
# Messages win who looked at more than fifteen products, offers a little more of them.
won = np.where(views > 15, 0.25, 0.0) * np.select([actions == "message", actions == "offer"], [1.0, 1.4], 0.0)
bought = (draw.random(PEOPLE) < 0.1 + 0.1 * returning + won).astype(int)

with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write(",".join([*FEATURES, "action", "propensity", "outcome", "profit"]) + "\n")
    for row in range(PEOPLE):
        cells = ["" if draw.random() < MISSING else repr(float(columns[name][row])) for name in FEATURES]
        file.write(",".join([*cells, actions[row], str(SHARES[actions[row]]), str(bought[row]), str(bought[row] * 2_000)]) + "\n")
