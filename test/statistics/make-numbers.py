"""Numbers that independent packages compute, for the tests of domain/experiments; prints the part of numbers.json that
the package named first computes.

Needs two environments, since the packages want different versions of numpy:
  gbstats 0.8.0 with numpy < 2:  python make-numbers.py gbstats <data folder>
  mabwiser 2.7.4, in the same:   python make-numbers.py mabwiser
  savvi 0.3.1 with matplotlib:   python make-numbers.py savvi
"""
import csv, gzip, importlib.metadata, json, math, random, sys
from decimal import Decimal

ARMS = [
    # people, buyers, and the sums of spend and of its squares; treated first
    dict(treated=(600, 60, 3000.0, 190000.0), holdout=(500, 40, 1900.0, 110000.0)),
    dict(treated=(9000, 540, 41000.5, 4_000_000.25), holdout=(1000, 45, 3300.0, 310000.0)),
    dict(treated=(90000, 2790, 210000.0, 21_000_000.0), holdout=(10000, 240, 18000.0, 1_750_000.0)),
]
TUNINGS = [5000, 10000]
RATIOS = [
    ([600, 500], [0.5, 0.5]), ([9000, 1000], [0.9, 0.1]), ([9200, 800], [0.9, 0.1]), ([45, 5], [0.9, 0.1]),
    ([90000, 10700], [0.9, 0.1]), ([0, 3], [0.75, 0.25]),
]


def people_with_past(seed, n, lift):
    rng = random.Random(seed)
    rows = []
    for _ in range(n):
        past = rng.choice([0, 0, 0, 20, 50, 90])
        rows.append((past, (0.6 * past + rng.choice([0, 0, 0, 30, 60])) * lift))
    return rows


def of_gbstats(folder):
    from gbstats.frequentist.tests import SequentialConfig, SequentialTwoSidedTTest
    from gbstats.models.statistics import (
        ProportionStatistic, RegressionAdjustedStatistic, SampleMeanStatistic, compute_theta,
    )

    def test(a, b, tuning):
        # gbstats holds the base first
        config = SequentialConfig(difference_type="absolute", sequential_tuning_parameter=tuning)
        return SequentialTwoSidedTTest(b, a, config).compute_result()

    sequences = []
    for arms in ARMS:
        for tuning in TUNINGS:
            (n1, k1, s1, q1), (n0, k0, s0, q0) = arms["treated"], arms["holdout"]
            spend = test(SampleMeanStatistic(n=n1, sum=s1, sum_squares=q1), SampleMeanStatistic(n=n0, sum=s0, sum_squares=q0), tuning)
            share = test(SampleMeanStatistic(n=n1, sum=k1, sum_squares=k1), SampleMeanStatistic(n=n0, sum=k0, sum_squares=k0), tuning)
            sequences.append(dict(
                treated=arms["treated"], holdout=arms["holdout"], tuning=tuning,
                spend=[spend.expected, *spend.ci], share=[share.expected, *share.ci],
            ))

    def adjusted(rows, theta):
        post = SampleMeanStatistic(n=len(rows), sum=sum(y for _, y in rows), sum_squares=sum(y * y for _, y in rows))
        pre = SampleMeanStatistic(n=len(rows), sum=sum(x for x, _ in rows), sum_squares=sum(x * x for x, _ in rows))
        return RegressionAdjustedStatistic(
            n=len(rows), post_statistic=post, pre_statistic=pre, post_pre_sum_of_products=sum(x * y for x, y in rows), theta=theta,
        )

    pasts = []
    for seed, n1, n0, lift in [(1, 400, 100, 1.1), (2, 50, 60, 1.0)]:
        rows1, rows0 = people_with_past(seed, n1, lift), people_with_past(seed + 100, n0, 1.0)
        theta = compute_theta(adjusted(rows1, 0), adjusted(rows0, 0))
        a, b = adjusted(rows1, theta), adjusted(rows0, theta)
        result = test(a, b, 10000)
        sums = lambda rows: dict(
            people=len(rows), outcome=[sum(y for _, y in rows), sum(y * y for _, y in rows)],
            past=[sum(x for x, _ in rows), sum(x * x for x, _ in rows)], products=sum(x * y for x, y in rows),
        )
        pasts.append(dict(treated=sums(rows1), holdout=sums(rows0), difference=result.expected, interval=result.ci, variances=[a.variance, b.variance]))

    # Incremental revenue of the e-mails of the Hillstrom data, in cents, without floating point.
    with gzip.open(f"{folder}/ml/hillstrom.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    sides = {True: [], False: []}
    for row in rows:
        sides[row["segment"] == "No E-Mail"].append(int((Decimal(row["spend"]) * 100).to_integral_value()))
    treated, holdout = sides[False], sides[True]
    incremental = Decimal(sum(treated)) - Decimal(sum(holdout)) * len(treated) / len(holdout)
    stat = lambda xs: SampleMeanStatistic(n=len(xs), sum=sum(xs), sum_squares=sum(x * x for x in xs))
    result = test(stat(treated), stat(holdout), 10000)
    hillstrom = dict(
        treated=dict(people=len(treated), orders=sum(x > 0 for x in treated), cents=sum(treated)),
        holdout=dict(people=len(holdout), orders=sum(x > 0 for x in holdout), cents=sum(holdout)),
        incrementalCents=str(incremental.quantize(Decimal("1"))), perPerson=[result.expected, *result.ci],
    )
    return dict(version=importlib.metadata.version("gbstats"), sequences=sequences, pasts=pasts, hillstrom=hillstrom)


def of_savvi():
    import numpy as np
    from savvi.multinomial import Multinomial

    ratios = []
    for people, shares in RATIOS:
        test = Multinomial(0.05, np.array(shares), k=100)
        test.update(np.array(people))
        ratios.append(dict(people=people, shares=shares, p=float(min(1, 1 / test.odds))))
    gammas = [[x, math.lgamma(x)] for x in (0.1, 0.5, 1, 2.5, 7.9, 8, 33.3, 1000, 123456.7)]
    return dict(version=importlib.metadata.version("savvi"), ratios=ratios, gammas=gammas)


def of_mabwiser():
    from mabwiser.mab import MAB, LearningPolicy

    choices = []
    for arms in [[(100, 10), (100, 12)], [(1000, 50), (1000, 70), (400, 24)], [(5, 0), (8, 2), (0, 0)], [(20000, 1000), (19000, 980)]]:
        names = [str(n) for n in range(len(arms))]
        decisions, rewards = [], []
        for name, (matured, buyers) in zip(names, arms):
            decisions += [name] * matured
            rewards += [1] * buyers + [0] * (matured - buyers)
        mab = MAB(names, LearningPolicy.ThompsonSampling(), seed=7)
        mab.fit(decisions, rewards)
        chosen = [mab.predict() for _ in range(20_000)]
        choices.append(dict(arms=arms, chosen=[chosen.count(name) / len(chosen) for name in names]))
    return dict(version=importlib.metadata.version("mabwiser"), choices=choices)


parts = dict(gbstats=lambda: of_gbstats(sys.argv[2]), mabwiser=of_mabwiser, savvi=of_savvi)
print(json.dumps(parts[sys.argv[1]](), indent=1))
