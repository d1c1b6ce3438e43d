"""The model card of a model of carts, from the manifest and the result of its run."""


def render(manifest, result):
    training, features = manifest["training"], manifest["featureSet"]
    return f"""# Model card: {manifest["modelVersion"]}

Made by a training run; do not edit.

## What it says
The probability that an abandoned cart is bought within 72 hours without any message, and for each answer the features that moved it.

## What it learned from
{training["name"]}: {training["rows"]:,} carts with a known end, {training["positives"]:,} of them ({training["positives"] / training["rows"]:.1%}) bought.
Label: {training["label"]}. Carts whose person got messages by choice of a rule are left out; where people were drawn to get messages,
theirs are learned from with the draw as one more input, which is 0 in every answer.
The oldest {result["rows"]["learned"]:,} carts taught it, the next {result["rows"]["calibrated"]:,} calibrated it, the newest {result["rows"]["asked"]:,} measured it.
What was measured is what is written: nothing was trained again afterwards.

Feature set `{features["name"]}` version {features["version"]}, hash `{features["hash"]}`.
Chosen on the calibration carts: {result["candidate"].replace("_", " ")}, of {", ".join(f"{one['name'].replace('_', ' ')} (log loss {one['logLoss']:.4f})" for one in result["candidates"])}.

## How good it is on later carts
| measure | mean | 95 % interval |
|---|---|---|
{_metric_rows(manifest)}

Calibration error {manifest["calibration"]["ece"]:.4f} over {manifest["calibration"]["bins"]} bins of equal size, slope {manifest["calibration"]["slope"]:.3f}.
![Bought against predicted](reliability.svg) ![What it looks at](importance.svg)

| gate | found | asked |
|---|---|---|
{_gate_rows(manifest)}

| slice | carts | AUC | calibration error |
|---|---|---|---|
{_slice_rows(result)}

## Where it is wrong
- **It knows the months that it saw.** A season ahead its order carries over better than its size.
- **It knows the stores that it saw.** In another store the share of buyers differs, and so does the size of its answers.
- It says nothing about what a message would change.

## Use
Order and threshold reminders; choose who gets none because they will buy anyway. Not for prices, credit, or any decision about a
person outside the recovery of a cart. Counts, times and amounts went in; no name, no address.
"""


def _metric_rows(manifest):
    titles = {"auc": "AUC", "averagePrecision": "average precision", "logLoss": "log loss", "brier": "Brier score"}
    return "\n".join(
        f"| {titles[name]} | {found['mean']:.4f} | {found['low']:.4f} to {found['high']:.4f} |" for name, found in manifest["metrics"].items()
    )


def _gate_rows(manifest):
    return "\n".join(f"| {gate['name']} | {gate['found']:.4g} | {gate['asked']} |" for gate in manifest["gates"])


def _slice_rows(result):
    return "\n".join(
        f"| {one['by']} {one['value']} | {one['rows']:,} | {one['measures']['auc']['mean']:.3f} | {one['measures']['ece']['mean']:.3f} |"
        for one in result["slices"]
    )
