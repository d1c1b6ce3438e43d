"""How well a score ranks people by what an action changes: as `domain/uplift/` computes it."""

import numpy as np

BOOTSTRAP_ROUNDS = 200


def qini(outcomes, scores, treated):
    """Area between the Qini curve and its line, as a share of that of the perfect ranking."""
    order = np.argsort(-scores, kind="stable")
    outcomes, scores, treated = outcomes[order], scores[order], treated[order].astype(bool)
    ends = np.append(np.flatnonzero(np.diff(scores)), len(scores) - 1)
    of_treated, of_others = np.cumsum(treated)[ends], np.cumsum(~treated)[ends]
    buyers, others = np.cumsum(outcomes * treated)[ends], np.cumsum(outcomes * ~treated)[ends]
    heights = buyers - others * np.divide(of_treated, of_others, out=np.zeros(len(ends)), where=of_others > 0)
    base = len(scores) * heights[-1] / 2
    perfect = _perfect(outcomes, treated)
    return float((_area(np.append(0, ends + 1), np.append(0, heights)) - base) / (perfect - base))


def _perfect(outcomes, treated):
    won, lost = int((outcomes * treated).sum()), int((outcomes * ~treated).sum())
    end = won - lost * treated.sum() / max(1, (~treated).sum())
    size = len(outcomes)
    return _area(np.array([0, won, size - lost, size]), np.array([0, won, won, end]))


def _area(places, heights):
    return float(np.sum(np.diff(places) * (heights[1:] + heights[:-1]) / 2))


def with_interval(outcomes, scores, treated, seed=19):
    draw = np.random.default_rng(seed)
    found = []
    for _ in range(BOOTSTRAP_ROUNDS):
        rows = draw.integers(0, len(outcomes), len(outcomes))
        found.append(qini(outcomes[rows], scores[rows], treated[rows]))
    low, high = np.quantile(found, [0.025, 0.975])
    return {"mean": qini(outcomes, scores, treated), "sd": float(np.std(found)), "low": float(low), "high": float(high)}
