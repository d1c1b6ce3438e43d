import type { HoldoutArm } from '../experiments/holdout.ts';

/**
 * Which carts may teach what happens without a message. A person who was written to because a rule or a score said so teaches the
 * opposite: whoever the score calls gets a message, buys because of it, and makes a score of noise look right. Nor do all
 * who got none: who bought before the first message was due got none either, and taking them alone counts every early buyer
 * and leaves out those who waited. So only what was decided before anything could happen counts: the draw of the holdout.
 */
export interface LabelFacts {
  /** The side that the person was drawn for; null: nobody was drawn, or not yet at that moment. */
  readonly arm: HoldoutArm | null;
  /** A message went out within the time to buy. */
  readonly messaged: boolean;
  /** When the model was asked there was no channel to write to them on. */
  readonly unreachable: boolean;
}

/**
 * `untouched`: got no message, whatever they did. `drawn`: drawn to get messages, so they are like the untouched but for
 * that. `chosen`: got one, or not, for reasons that hang on what they did.
 */
export type LabelGroup = 'untouched' | 'drawn' | 'chosen';

export function labelGroup({ arm, messaged, unreachable }: LabelFacts): LabelGroup {
  // Somebody who was drawn for the holdout and yet got a message took part in something else.
  if (arm === 'holdout') return messaged ? 'chosen' : 'untouched';
  if (arm === 'treated') return 'drawn';
  return unreachable && !messaged ? 'untouched' : 'chosen';
}

/**
 * With fewer untouched carts a model could not tell the effect of the messages from that of the features, and those who were drawn to
 * get some are left out.
 */
export const untouchedForDrawnMin = 2_000;

/** Below these nothing is trained: what is measured on so few carts says nothing. */
export const cartsMin = 1_000;
export const buyersMin = 100;

export interface GroupCounts {
  readonly carts: number;
  readonly buyers: number;
}

/** Which groups a run learns from; null: too few carts to learn from. */
export function chooseGroups(
  counts: Readonly<Record<LabelGroup, GroupCounts>>,
): readonly Exclude<LabelGroup, 'chosen'>[] | null {
  const { untouched } = counts;
  if (untouched.carts < cartsMin || untouched.buyers < buyersMin) return null;
  if (untouched.carts < untouchedForDrawnMin || counts.drawn.carts === 0) return ['untouched'];
  return ['untouched', 'drawn'];
}
