"""Four ways to learn what an action changes, all on the same small trees.

S: S. Athey, G. Imbens (2015) and others; T, X: S. Künzel, J. Sekhon, P. Bickel, B. Yu, "Metalearners for estimating
heterogeneous treatment effects using machine learning" (PNAS 116, 2019); DR: E. Kennedy, "Towards optimal doubly robust
estimation of heterogeneous causal effects" (2023). Each gives the change of the chance of a purchase, action against none.
"""

from typing import NamedTuple

import lightgbm as lgb
import numpy as np

from boosting import PARAMETERS, ROUNDS
from canonical import canonical

CHANCE = {**PARAMETERS, "min_data_in_leaf": 200}
CHANGE = {**CHANCE, "objective": "regression"}
FOLDS = 2


class Term(NamedTuple):
    """A model, how much of it counts, and the value of the last input; None: it takes the features only."""

    model: lgb.Booster
    factor: float
    treated: float | None = None


class Contrast(NamedTuple):
    """Rows of one action and of none."""

    features: np.ndarray
    treated: np.ndarray
    outcomes: np.ndarray
    # One over how probable the action of the row was, its mean 1.
    weights: np.ndarray
    # How probable the action was, of the two; the same for all where that is all that is known.
    share: np.ndarray


def contrast(rows, action, untreated):
    chosen = (rows.actions == action) | (rows.actions == untreated)
    part = rows.where(chosen)
    weights = 1 / part.propensities
    treated = part.actions == action
    share = np.full(len(treated), treated.mean())
    return Contrast(part.features, treated, part.outcomes, weights / weights.mean(), share)


def fit(parameters, features, labels, weights):
    return canonical(lgb.train(parameters, lgb.Dataset(features, labels, weight=weights), ROUNDS))


def chance_model(part, treated):
    side = part.treated == treated
    return fit(CHANCE, part.features[side], part.outcomes[side], part.weights[side])


def s_learner(part):
    wide = np.hstack([part.features, part.treated[:, None].astype(np.float32)])
    model = fit(CHANCE, wide, part.outcomes, part.weights)
    return [Term(model, 1.0, 1.0), Term(model, -1.0, 0.0)]


def t_learner(part):
    return [Term(chance_model(part, True), 1.0), Term(chance_model(part, False), -1.0)]


def x_learner(part):
    bought, none = chance_model(part, True), chance_model(part, False)
    on, off = part.treated, ~part.treated
    of_treated = fit(CHANGE, part.features[on], part.outcomes[on] - none.predict(part.features[on]), part.weights[on])
    of_others = fit(CHANGE, part.features[off], bought.predict(part.features[off]) - part.outcomes[off], part.weights[off])
    # Drawn by chance, so the share of the treated is how probable it was; each side is best known from the other.
    share = float(part.weights[on].sum() / part.weights.sum())
    return [Term(of_others, share), Term(of_treated, 1 - share)]


def dr_learner(part, seed=17):
    """What is left after the two chances is learned on rows that these did not see."""
    fold = np.random.default_rng(seed).integers(0, FOLDS, len(part.outcomes))
    change = np.empty(len(part.outcomes))
    for held in range(FOLDS):
        own, others = fold == held, fold != held
        seen = Contrast(*[column[others] for column in part])
        bought = chance_model(seen, True).predict(part.features[own])
        none = chance_model(seen, False).predict(part.features[own])
        on, outcome, share = part.treated[own], part.outcomes[own], part.share[own]
        change[own] = bought - none + np.where(on, (outcome - bought) / share, -(outcome - none) / (1 - share))
    return [Term(fit(CHANGE, part.features, change, np.ones(len(change))), 1.0)]


LEARNERS = {"S": s_learner, "T": t_learner, "X": x_learner, "DR": dr_learner}


def change_of(terms, features):
    return sum(term.factor * term.model.predict(_inputs(term, features)) for term in terms)


def _inputs(term, features):
    if term.treated is None:
        return features
    return np.hstack([features, np.full((len(features), 1), term.treated, dtype=np.float32)])
