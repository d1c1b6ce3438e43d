"""The card of a model that learned what an action changes from the engine's own decisions."""


def render(manifest, result):
    training, rows, features = manifest["training"], result["rows"], manifest["featureSet"]
    interval = lambda found: f"{found['mean']:.4f} | {found['low']:.4f} to {found['high']:.4f}"  # noqa: E731
    learners = ", ".join(f"{one['name']} ({one['qini']:.4f})" for one in result["learners"])
    gates = "\n".join(f"| {gate['name']} | {gate['found']:.4g} | {gate['asked']} |" for gate in manifest["gates"])
    return f"""# Model card: {manifest["modelVersion"]}

Made by a training run; do not edit.

## What it says
The chance that an abandoned cart is bought within seven days without help, and with each of: {", ".join(result["actions"][1:])}. The
difference is what the action changes.

## What it learned from
{training["name"]}: {rows["all"]:,} decisions about {rows["people"]:,} people, drawn with known chances by holdouts and policies; {rows["none"]:,} of
them did nothing, {rows["message"]:,} sent a message, {rows["offer"]:,} one with an offer. {rows["buyers"]:,} ended with an order.
Label: {training["label"]}. Each decision counts by one over how probable it was, and only where nothing and the action were both open.
People by whom policies are judged are not among them.
The oldest {rows["learned"]:,} decisions between nothing and a {result["actions"][1]} taught it, by the next {rows["chosen"]:,} the way of learning was chosen,
the newest {rows["asked"]:,} measured it. What was measured is what is written: nothing was trained again afterwards.

Feature set `{features["name"]}` version {features["version"]}, hash `{features["hash"]}`.
Chosen: {result["learner"]}, of {learners}, by their Qini.

## How good it is on later decisions
Of the first action, with intervals that draw people again.

| measure | mean | 95 % interval |
|---|---|---|
| Qini (0: ranks by chance, 1: knows who buys) | {interval(result["qini"])} |
| AUUC | {interval(result["auuc"])} |
| what the action changes on average, as a share of people | {interval(result["ate"])} |

![Purchases more, by whom is written to first](qini.svg)

| gate | found | asked |
|---|---|---|
{gates}

## Where it is wrong
- What a message changes for one person is never seen, only what it changes for people alike on average.
- It learned from people to whom the action was open, by consent and by caps; of others it says nothing.
- It says nothing about what a second message changes, or about what messages do in the long run.

## Use
Whom to write to and whom to leave alone, by expected profit. Not for prices, credit, or any decision about a person outside the
recovery of a cart. Counts, times and amounts went in; no name, no address.
"""
