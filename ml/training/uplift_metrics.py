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


# Places of the shown curve after 0: every twentieth of the people.
PLACES = 20


def weighted(part, scores, rounds=BOOTSTRAP_ROUNDS, seed=19):
    """The same where each decision was drawn with a chance of its own: Qini, AUUC, what the action changes on average, and the
    Qini curve per person of all. A person is drawn again with all decisions about them."""
    contrast, people = part
    _, person = np.unique(people, return_inverse=True)
    order = np.argsort(-scores, kind="stable")
    scores, person = scores[order], person[order]
    columns = contrast.outcomes[order], contrast.treated[order], contrast.weights[order]
    ends = np.append(np.flatnonzero(np.diff(scores)), len(scores) - 1)
    draw = np.random.default_rng(seed)
    drawn = []
    for _ in range(rounds):
        copies = np.bincount(draw.integers(0, person.max() + 1, person.max() + 1), minlength=person.max() + 1)
        drawn.append(_measures(*columns[:2], columns[2] * copies[person], ends))
    own = _measures(*columns, ends)
    return {name: _within(own[name], [one[name] for one in drawn]) for name in ("qini", "auuc", "ate")} | {
        "curve": [
            {"share": place / PLACES, "perPerson": point["mean"], "low": point["low"], "high": point["high"]}
            for place, point in enumerate(_within(own["curve"][place], [one["curve"][place] for one in drawn]) for place in range(PLACES + 1))
        ]
    }


def _within(value, drawn):
    low, high = np.nanquantile(drawn, [0.025, 0.975]) if drawn else (value, value)
    sd = float(np.nanstd(drawn)) if drawn else 0.0
    return {"mean": float(value), "sd": sd, "low": float(low), "high": float(high)}


def _measures(outcomes, treated, weights, ends):
    total = lambda values: np.cumsum(values * weights)[ends]  # noqa: E731
    on, off = total(treated), total(~treated)
    buyers, others = total(outcomes * treated), total(outcomes * ~treated)
    of = lambda count, among: np.divide(count, among, out=np.zeros(len(ends)), where=among > 0)  # noqa: E731
    size = on + off
    heights = buyers - others * of(on, off)
    raised = (of(buyers, on) - of(others, off)) * size
    # By kinds: bought with the action, not bought without, bought without, not bought with.
    won, lost = buyers[-1], others[-1]
    stayed, missed = off[-1] - lost, on[-1] - won
    perfect = _area(np.array([0, won, size[-1] - lost, size[-1]]), np.array([0, won, won, heights[-1]]))
    whole = np.append(0, size)
    return {
        "qini": _share(whole, np.append(0, heights), perfect),
        "auuc": _share(whole, np.append(0, raised), _perfect_uplift(won, stayed, lost, missed)),
        "ate": raised[-1] / size[-1],
        # Of the action per person who got it, as the server tells it.
        "curve": np.interp(np.linspace(0, size[-1], PLACES + 1), whole, np.append(0, heights)) / on[-1],
    }


def _share(places, heights, perfect):
    line = places[-1] * heights[-1] / 2
    return (_area(places, heights) - line) / (perfect - line)


def _perfect_uplift(won, stayed, lost, missed):
    """Which mistake comes last hangs on which one is the rarer."""
    mistakes = [(0, 0, lost, 0), (0, 0, 0, missed)]
    groups = [(won, 0, 0, 0), (0, stayed, 0, 0), *(mistakes if lost > missed else mistakes[::-1])]
    counts = np.cumsum(np.vstack([np.zeros(4), *groups]), axis=0)
    bought, without, anyway, not_bought = counts.T
    share = lambda count, among: np.divide(count, among, out=np.zeros(5), where=among > 0)  # noqa: E731
    size = counts.sum(axis=1)
    return _area(size, (share(bought, bought + not_bought) - share(anyway, anyway + without)) * size)
