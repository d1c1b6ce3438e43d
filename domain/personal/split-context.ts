import { type CartStage, cartStages } from '../cart.ts';
import { logOdds } from '../statistics/log-odds.ts';
import { hourBandAt } from './hour-band.ts';

/** What is known of a cart and its person when they come to a split that learns by context. */
export interface SplitFacts {
  /** Null: not known. */
  readonly valueMinor: number | null;
  /** Different products in the cart. */
  readonly lines: number;
  readonly stage: CartStage;
  /** Of a purchase without help; null: nobody has predicted it. */
  readonly probability: number | null;
  readonly orderedBefore: boolean;
  /** A message of the store was followed by the person, and not by a program of theirs. */
  readonly clickedBefore: boolean;
  /** Epoch milliseconds. */
  readonly atMs: number;
  /** IANA name. */
  readonly timeZone: string;
}

interface ContextFeature {
  readonly name: string;
  /** For the documents and the API. */
  readonly description: string;
  /** From -1 to 1; 0 where it is not known. */
  readonly value: (facts: SplitFacts) => number;
}

/**
 * The features of a context, few and of one size, so that a hundred purchases say something about each. Another list is another
 * version (`splitContextVersion`), and a split begins to learn anew with it.
 */
export const contextFeatures = [
  { name: 'constant', description: 'what holds for everybody', value: () => 1 },
  {
    name: 'cart_value',
    description: 'value of the cart, by its logarithm',
    value: ({ valueMinor }) => (valueMinor === null ? 0 : within((Math.log10(1 + Math.max(0, valueMinor)) - 4) / 2)),
  },
  { name: 'items', description: 'different products in the cart', value: ({ lines }) => within((lines - 3) / 5) },
  {
    name: 'reached_checkout',
    description: 'the checkout was begun',
    value: ({ stage }) => (cartStages.indexOf(stage) >= cartStages.indexOf('checkout') ? 1 : -1),
  },
  {
    name: 'purchase_chance',
    description: 'chance of a purchase without help, as it was predicted',
    value: ({ probability }) => (probability === null ? 0 : within((logOdds(clipped(probability)) + 2) / 3)),
  },
  {
    name: 'ordered_before',
    description: 'the person ordered here before',
    value: ({ orderedBefore }) => (orderedBefore ? 1 : -1),
  },
  {
    name: 'clicked_before',
    description: 'the person followed a message before; programs that follow links do not count',
    value: ({ clickedBefore }) => (clickedBefore ? 1 : -1),
  },
  {
    name: 'evening',
    description: 'it is between 18 and 24 on the clocks of the person',
    value: ({ atMs, timeZone }) => (hourBandAt(atMs, timeZone) === 'evening' ? 1 : -1),
  },
] as const satisfies readonly ContextFeature[];

/** A context as numbers, in the order of `contextFeatures`. */
export type SplitContext = readonly number[];

export function contextOf(facts: SplitFacts): SplitContext {
  return contextFeatures.map(({ value }) => value(facts));
}

function within(value: number): number {
  return Math.max(-1, Math.min(1, value));
}

function clipped(probability: number): number {
  return Math.max(0.001, Math.min(0.999, probability));
}
