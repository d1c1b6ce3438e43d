"""The card of a model of what an action changes, from the manifest of its run."""


def render(manifest):
    training, uplift = manifest["training"], manifest["uplift"]
    learners = "\n".join(
        f"| {name}{' (chosen)' if name == uplift['learner'] else ''} | {found['mean']:.4f} | {found['low']:.4f} to {found['high']:.4f} |"
        for name, found in uplift["qini"].items()
    )
    features = "\n".join(f"| `{feature['name']}` | {feature['unit']} |" for feature in manifest["featureSet"]["features"])
    gates = "\n".join(f"| {gate['name']} | {gate['found']:.4g} | {gate['asked']} |" for gate in manifest["gates"])
    return f"""# Model card: {manifest["modelVersion"]}

Made by `ml/training/uplift_train.py`; do not edit.

## What it says
The chance of a purchase without help, and with each of: {", ".join(uplift["actions"][1:])}. The difference is what the action changes.

## What it learned from
{training["name"]}, {training["licence"]}. {training["attribution"]}. {training["rows"]:,} decisions drawn by chance,
{training["positives"]:,} of them ended well. Label: {training["label"]}.

| feature | unit |
|---|---|
{features}

## How good it is
Qini of the first action on three tenths of the rows, held out; 0 ranks as chance does, 1 as if it knew. The interval is a
bootstrap over rows. Qinis are small where little can be changed, and are comparable on one data set only.

| learner | Qini | 95 % interval |
|---|---|---|
{learners}

| gate | found | asked |
|---|---|---|
{gates}

## Where it is wrong
- What a message changes for one person is never seen, only what it changes for people alike on average.
- It learned from people to whom the action was open, by consent and by caps; of others it says nothing.
- It says nothing about what a second message changes, or about what messages do in the long run.

## Use
Whom to write to and whom to leave alone, by expected profit (`domain/uplift/`). Not for prices, credit, or any decision about a
person outside the recovery of a cart.
"""
