"""Prints the approach beside the anchors: `evaluate.py --features FILE --uci FILE --retailrocket FILE`."""

import argparse
import json

import numpy as np

import baseline
import boosting
import calibration
import crossval
import metrics
import retailrocket
import uci

# Published for all columns: XGBoost with selected features and oversampling.
PAPER = {"source": "PMC10121810", "auc": 0.937, "averagePrecision": 0.754}
# Our own earlier run of the same two column sets, without resampling: AUC with its spread over folds, average precision,
# calibration error. Nobody has published the second set.
REFERENCE_RUN = {"all columns": (0.9341, 0.0063, 0.754, 0.015), "without PageValues": (0.786, 0.010, 0.374, 0.018)}

# So many sessions of a month with a known end are enough to move its scores by.
RECALIBRATION_SESSIONS = 200


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--features", required=True)
    options.add_argument("--uci")
    options.add_argument("--retailrocket")
    chosen = options.parse_args()
    with open(chosen.features, encoding="utf-8") as file:
        sets = json.load(file)
    if chosen.uci:
        evaluate_uci(chosen.uci, [feature["name"] for feature in sets["session"]["features"]])
    if chosen.retailrocket:
        evaluate_retailrocket(chosen.retailrocket, [feature["name"] for feature in sets["cart"]["features"]])


def evaluate_uci(path, names):
    sessions = uci.read(path)
    print(f"UCI online shoppers: {len(sessions.labels):,} sessions, {sessions.labels.mean():.2%} buy, "
          f"{crossval.REPEATS}x{crossval.FOLDS} folds, no resampling")
    header()
    for name, folds in anchor_folds(sessions).items():
        line(f"{name}, large trees", metrics.summary(folds), REFERENCE_RUN[name])
    repeats = crossval.stratified_folds(sessions.labels)
    matrix = uci.feature_matrix(sessions, names)
    line("what we can compute: SHIPPED", metrics.summary(shipped_out_of_fold(matrix, sessions.labels, names, repeats)[1]))
    line("the same, logistic", metrics.summary(crossval.out_of_fold(matrix, sessions.labels, repeats, baseline.logistic)[1]))
    with_month = uci.feature_matrix(sessions, names, extra=["Month"])
    line("the same and the month", metrics.summary(shipped_out_of_fold(with_month, sessions.labels, [*names, "month"], repeats)[1]))
    blind = lambda rows: masked(rows, names)  # noqa: E731
    line("SHIPPED, browsing unknown", metrics.summary(
        shipped_out_of_fold(matrix, sessions.labels, names, repeats, see=blind)[1]))
    print(f"  published for all columns, with oversampling ({PAPER['source']}): AUC {PAPER['auc']}, average precision {PAPER['averagePrecision']}")
    ahead = season_ahead(sessions, matrix, names)
    print(f"  SHIPPED, learned {ahead['learned']}, asked {ahead['asked']}: AUC {ahead['auc']:.4f}, ECE {ahead['ece']:.4f}, "
          f"{ahead['recalibrated']['ece']:.4f} after {ahead['recalibrated']['sessions']} sessions of each month, "
          f"{ahead['learnedRate']:.1%} bought then, {ahead['askedRate']:.1%} now")


def anchor_folds(sessions):
    """The two column sets of the reference run, with its recipe."""
    repeats = crossval.stratified_folds(sessions.labels)
    found = {}
    for name, columns in (
        ("all columns", uci.ALL_COLUMNS),
        ("without PageValues", [column for column in uci.ALL_COLUMNS if column != "PageValues"]),
    ):
        matrix = uci.raw_matrix(sessions, columns)
        found[name] = crossval.out_of_fold(matrix, sessions.labels, repeats, anchor_fit_predict)[1]
    return found


def anchor_fit_predict(train_rows, train_labels, test_rows):
    model = boosting.fit(train_rows, train_labels, parameters=boosting.ANCHOR_PARAMETERS, rounds=boosting.ANCHOR_ROUNDS)
    return model.predict(test_rows)


def shipped_fit(rows, labels, names):
    """Exactly what is shipped: the same drill for missing values, the same constraints."""
    group = [names.index(name) for name in uci.BROWSING]
    drilled_rows, drilled_labels = boosting.with_missing_drill(rows, labels, group)
    monotone = [int(name in uci.RISING) for name in names]
    return boosting.fit(drilled_rows, drilled_labels, monotone=monotone, names=names)


def shipped_out_of_fold(matrix, labels, names, repeats, see=lambda rows: rows):
    return crossval.out_of_fold(
        matrix, labels, repeats,
        lambda train_rows, train_labels, test_rows: shipped_fit(train_rows, train_labels, names).predict(see(test_rows)),
    )


def season_ahead(sessions, matrix, names):
    """What stratified folds cannot show: the recipe asked about months that it has not seen."""
    later = uci.in_months(sessions, uci.LATER_MONTHS)
    model = shipped_fit(matrix[~later], sessions.labels[~later], names)
    scores, labels = model.predict(matrix[later]), sessions.labels[later]
    months = [uci.in_months(sessions, {month})[later] for month in sorted(uci.LATER_MONTHS)]
    return metrics.point_metrics(labels, scores) | {
        "learned": "February to October",
        "asked": "November and December",
        "ece": metrics.calibration_error(labels, scores),
        "slope": metrics.calibration_slope(labels, scores),
        "learnedRate": float(sessions.labels[~later].mean()),
        "askedRate": float(labels.mean()),
        "rows": int(later.sum()),
        "recalibrated": {"sessions": RECALIBRATION_SESSIONS, "ece": recalibrated_error(labels, scores, months)},
    }


def recalibrated_error(labels, scores, months, *, draws=30, seed=1):
    """Mean error once the first sessions of each month, drawn by chance, have moved all scores of that month by one amount of log-odds."""
    draw = np.random.default_rng(seed)
    return float(np.mean([_one_recalibration(labels, scores, months, draw) for _ in range(draws)]))


def _one_recalibration(labels, scores, months, draw):
    moved, rest = scores.copy(), np.ones(len(scores), dtype=bool)
    for month in months:
        seen = draw.permutation(np.flatnonzero(month))[:RECALIBRATION_SESSIONS]
        _, shift = calibration.platt(calibration.log_odds(scores[seen]), labels[seen], stretch=False)
        moved[month] = calibration.probabilities(calibration.log_odds(scores[month]) + shift)
        rest[seen] = False
    return metrics.calibration_error(labels[rest], moved[rest])


def masked(rows, names):
    hidden = rows.copy()
    hidden[:, [names.index(name) for name in uci.BROWSING]] = np.nan
    return hidden


def evaluate_retailrocket(path, names):
    carts = retailrocket.read(path, names)
    absent = [name for name in names if name not in carts.names]
    print(f"\nRetailRocket carts at their first addition: {len(carts.labels):,} carts of {len(set(carts.visitors)):,} visitors, "
          f"{carts.labels.mean():.2%} bought later, {crossval.FOLDS} folds grouped by visitor (research only, nothing is shipped)")
    print(f"not in this data: {', '.join(absent)}")
    header()
    repeats = crossval.grouped_folds(carts.labels, carts.visitors)
    trees = crossval.out_of_fold(carts.matrix, carts.labels, repeats, lambda train, labels, test: boosting.fit(train, labels).predict(test))
    line("cart features, trees", metrics.summary(trees[1]), (retailrocket.ANCHOR_AUC["XGBoost"], None, None, None))
    known = retailrocket.read(path, names, history=True)
    informed = crossval.out_of_fold(known.matrix, known.labels, repeats, lambda train, labels, test: boosting.fit(train, labels).predict(test))
    line("and what the shopper did before", metrics.summary(informed[1]), (retailrocket.ANCHOR_AUC["XGBoost"], None, None, None))
    logistic = crossval.out_of_fold(carts.matrix, carts.labels, repeats, baseline.logistic)
    line("cart features, logistic", metrics.summary(logistic[1]), (retailrocket.ANCHOR_AUC["logistic"], None, None, None))


def header():
    print(f"  {'':32} {'AUC':>16} {'anchor':>16} {'AP':>7} {'anchor':>7} {'ECE':>7} {'anchor':>7} {'log loss':>9}")


def line(name, found, anchor=(None, None, None, None)):
    auc, spread, precision, ece = anchor
    shown = "" if auc is None else f"{auc:.4f}" if spread is None else f"{auc:.4f}±{spread:.4f}"
    print(f"  {name:32} {found['auc']['mean']:.4f}±{found['auc']['sd']:.4f}    {shown:>16} "
          f"{found['averagePrecision']['mean']:7.4f} {number(precision)} {found['ece']['mean']:7.4f} {number(ece)} "
          f"{found['logLoss']['mean']:9.4f}", flush=True)


def number(value):
    return f"{value:7.3f}" if value is not None else " " * 7


if __name__ == "__main__":
    main()
