"""What evidently 0.7.23 says of how far two samples are apart, for the tests of domain/drift and domain/statistics.

    python -m venv venv && venv/bin/pip install evidently==0.7.23 'pandas<3'
    venv/bin/python test/statistics/make-evidently-numbers.py > test/statistics/evidently-numbers.json

Of numbers it chooses its own bins, and fills those that nobody is in; the shares of both are written down, so that the measures are
compared and not the choice of bins.
"""
import json

import numpy as np
import pandas as pd
from evidently.legacy.calculations.stattests import chi_stat_test, jensenshannon_stat_test, kl_div_stat_test, psi_stat_test
from evidently.legacy.calculations.stattests.utils import get_binned_data
from evidently.legacy.core import ColumnType

random = np.random.default_rng(20261127)


def measures(past, now, kind):
    of = lambda test: float(test.func(past, now, kind, 0.1)[0])  # noqa: E731
    return {"psi": of(psi_stat_test), "kl": of(kl_div_stat_test), "js": of(jensenshannon_stat_test)}


def of_numbers(name, past, now):
    past, now = pd.Series(past), pd.Series(now)
    shares = get_binned_data(past, now, ColumnType.Numerical, 30)
    unfilled = get_binned_data(past, now, ColumnType.Numerical, 30, False)
    return {
        "name": name,
        "shares": {"past": shares[0].tolist(), "now": shares[1].tolist()},
        "unfilled": {"past": unfilled[0].tolist(), "now": unfilled[1].tolist()},
        **measures(past, now, ColumnType.Numerical),
    }


def of_values(name, past, now):
    spread = lambda counts: pd.Series([value for value, count in enumerate(counts) for _ in range(count)])  # noqa: E731
    one, other = spread(past), spread(now)
    return {
        "name": name, "past": past, "now": now,
        **measures(one, other, ColumnType.Categorical),
        "chiSquareP": float(chi_stat_test.func(one, other, ColumnType.Categorical, 0.05)[0]),
    }


normal = lambda mean, size, spread=1.0: random.normal(mean, spread, size).round(6)  # noqa: E731
print(json.dumps({
    "version": "0.7.23",
    "numbers": [
        of_numbers("alike", normal(0, 1200), normal(0, 1200)),
        of_numbers("moved by a third of its spread", normal(0, 1200), normal(0.33, 1200)),
        of_numbers("wider", normal(0, 1200), normal(0, 1200, 1.5)),
    ],
    "values": [
        of_values("alike", [300, 500, 200], [305, 490, 205]),
        of_values("one value gains", [300, 500, 200], [240, 480, 280]),
        of_values("five values, few carts", [40, 30, 20, 6, 4], [25, 30, 25, 12, 8]),
        of_values("yes or no", [900, 100], [880, 120]),
    ],
}))
