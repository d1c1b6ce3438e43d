"""The model card, from the manifest of the run: nothing in it is typed by hand but what the numbers cannot say."""

from gates import SEASON_CALIBRATION_ERROR_MAX


def render(manifest):
    training, calibration = manifest["training"], manifest["calibration"]
    season, paper = manifest["seasonAhead"], manifest["anchors"]["paper"]
    rate = training["positives"] / training["rows"]
    return f"""# Model card: {manifest["modelVersion"]}

Made by `ml/training/train.py`; do not edit.

## What it says
The probability that a shopper buys without any help from us, and for each answer the features that moved it. It is a
**prior**: what a new store starts with until its own carts can teach a model.

## What it learned from
[{training["name"]}]({training["url"]}), doi:{training["doi"]}, {training["licence"]}.
{training["attribution"]}.
{training["rows"]:,} sessions of one shop within a year, {training["positives"]:,} of them ({rate:.1%}) ended with a purchase.
Label: {training["label"]}. The data was changed: five columns were kept, renamed and combined as below.

| feature | unit |
|---|---|
{_feature_rows(manifest)}

Feature set `{manifest["featureSet"]["name"]}` version {manifest["featureSet"]["version"]}, hash `{manifest["featureSet"]["hash"]}`.

## How good it is
Two times five stratified folds, no resampling, no class weights. ± is the spread over folds, the interval a bootstrap
over sessions: both say how the figures move between sessions of the *same* months, not what a season does.

| measure | mean | 95 % interval |
|---|---|---|
{_metric_rows(manifest)}
| calibration error, {calibration["bins"]} bins of equal size, all folds together | {calibration["ece"]:.4f} | |
| the same within each fold (a fifth of the rows: mostly noise) | {calibration["ecePerFold"]:.4f} | |
| calibration slope | {calibration["slope"]:.3f} | |

A yes/no rule has its best F1 at a probability of {manifest["threshold"]:.3f}.

| gate | found | asked |
|---|---|---|
{_gate_rows(manifest)}

**A season ahead** it is worse. Learned from {season["learned"]} and asked about {season["asked"]} ({season["rows"]:,} sessions), it
has an AUC of {season["auc"]:.3f} and a calibration error of {season["ece"]:.3f}: {season["learnedRate"]:.1%} of the sessions ended with a purchase before,
{season["askedRate"]:.1%} after, and nothing that it sees says so. Between seasons take its order, and its size only to within
{SEASON_CALIBRATION_ERROR_MAX:.2f}. The gate for this error is wider than the one within the months for that reason. A store's own carts
mend most of it: once {season["recalibrated"]["sessions"]} sessions of each month with a known end have moved that month's answers by one amount, the
error is {season["recalibrated"]["ece"]:.3f}.

Published for all columns of this data: AUC {paper["auc"]}, average precision {paper["averagePrecision"]} ([{paper["source"]}](https://pmc.ncbi.nlm.nih.gov/articles/{paper["source"]}/),
with oversampling). The two column sets in the gates are compared with a run of our own without resampling; it shows that
the recipe reaches what is known for this data. The shipped model is far below them on purpose: `PageValues` is computed
from transactions, bounce and exit rates are averages over all visitors of a page, and traffic sources, regions and
browsers are numbers without a key. None of them can be computed for a shopper at the moment of a decision.

## Where it is wrong
- **Sessions are not abandoned carts.** It learned from whole sessions, most without a cart. A shopper who filled a cart
  and left is another population: the *order* of the answers carries over better than their size. Do not read 0.2 as
  one in five of your abandoned carts before it was checked on them.
- **One shop, one year.** Product pages there include listings; ours are product views only. The month was left out
  although it raises the measured AUC: a month seen once in one shop is that shop's growth and campaigns, not a season.
- **Stores without the storefront snippet** have no product views. The model then falls back to what is left (measured
  AUC {manifest["withoutBrowsing"]["auc"]:.2f}) and stays near the base rate. That is honest, and of little use for telling carts apart.
- It does not know prices, products, channels or earlier messages, and says nothing about what a message would change.

## Use
Order and threshold reminders; choose who gets none because they will buy anyway. Not for prices, credit, or any
decision about a person outside the recovery of a cart. No personal data went in; none is needed to serve it.
"""


def _feature_rows(manifest):
    return "\n".join(f"| `{feature['name']}` | {feature['unit']} |" for feature in manifest["featureSet"]["features"])


def _metric_rows(manifest):
    titles = {"auc": "AUC", "averagePrecision": "average precision", "logLoss": "log loss", "brier": "Brier score"}
    return "\n".join(
        f"| {titles[name]} | {found['mean']:.4f} ± {found['sd']:.4f} | {found['low']:.4f} to {found['high']:.4f} |"
        for name, found in manifest["metrics"].items()
    )


def _gate_rows(manifest):
    return "\n".join(f"| {gate['name']} | {gate['found']:.4g} | {gate['asked']} |" for gate in manifest["gates"])
