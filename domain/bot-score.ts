import type { CartLines } from './cart-lines.ts';
import { minuteMs } from './duration.ts';

/** Why a cart looks like the work of a program. Codes are part of the public API: add, never rename. */
export const botReasons = {
  rapid_actions: 'More actions within a minute than a person can make.',
  regular_intervals: 'The actions follow each other as evenly as a clock.',
  huge_quantity: 'One product is in the cart in a quantity that nobody buys.',
  many_products: 'The cart holds more products than a person collects.',
  many_carts: 'The same person began very many carts within a day.',
} as const;

export type BotReason = keyof typeof botReasons;

/** One sign, how strong it is by itself (0 to 1), and the figure that it was seen in. */
export interface BotEvidence {
  readonly reason: BotReason;
  readonly weight: number;
  readonly value: number;
}

export interface BotScore {
  /** From 0 (nothing speaks for a bot) to below 1. */
  readonly score: number;
  /** Strongest first. */
  readonly evidence: readonly BotEvidence[];
}

/** What the score is made of; all of it comes from the cart itself. Times in milliseconds of the store's clock. */
export interface CartBehaviour {
  /** The newest actions, in any order; a shop that sends whole carts shows few. */
  readonly actionTimes: readonly number[];
  readonly lines: CartLines;
  /** Carts that the same customer began within the last day, this one included; null: nobody is known. */
  readonly cartsOfTheDay: number | null;
}

/** From here on a cart is quarantined: one strong sign beside a weak one, or several weaker ones. */
export const botScoreThreshold = 0.8;

/**
 * How much a cart looks like the work of a bot. Each sign grows between two figures: below the first it says nothing,
 * at the second it has its full weight. They are added as independent evidence, so no single sign makes a bot and many
 * weak ones do. Nothing here looks at what is bought or by whom. What was only looked at is in no cart's fold, so that adding
 * without looking is no sign here; browsers and addresses are in no event.
 */
export function scoreBot(behaviour: CartBehaviour): BotScore {
  const { lines, cartsOfTheDay } = behaviour;
  const times = behaviour.actionTimes.toSorted((a, b) => a - b);
  const evidence = [
    sign('rapid_actions', mostWithinAMinute(times), { from: 30, to: 90, weight: 0.75 }),
    sign('regular_intervals', evenness(times), { from: 0.9, to: 0.98, weight: 0.7 }),
    sign('huge_quantity', Math.max(0, ...lines.map(({ quantity }) => quantity)), { from: 200, to: 2_000, weight: 0.6 }),
    sign('many_products', lines.length, { from: 60, to: 200, weight: 0.6 }),
    sign('many_carts', cartsOfTheDay ?? 0, { from: 15, to: 60, weight: 0.75 }),
  ].filter(({ weight }) => weight > 0);
  const doubt = evidence.reduce((left, { weight }) => left * (1 - weight), 1);
  return { score: 1 - doubt, evidence: evidence.toSorted((a, b) => b.weight - a.weight) };
}

function sign(
  reason: BotReason,
  value: number,
  { from, to, weight }: { readonly from: number; readonly to: number; readonly weight: number },
): BotEvidence {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return { reason, weight: share * weight, value };
}

function mostWithinAMinute(times: readonly number[]): number {
  let most = 0;
  let first = 0;
  for (const [index, at] of times.entries()) {
    while (at - (times[first] ?? at) >= minuteMs) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

/** Fewer intervals than these are even by chance. */
const intervalsMin = 12;
/** A shop that writes whole seconds, or sends what it collected at once, has intervals of 0: they say nothing. */
const intervalMsMin = 50;

/** 1 minus the coefficient of variation of the intervals: 1 is a clock, a customer is far below 0.5. 0: too few to say. */
function evenness(times: readonly number[]): number {
  const intervals = times
    .slice(1)
    .map((at, index) => at - (times[index] ?? at))
    .filter((interval) => interval >= intervalMsMin);
  if (intervals.length < intervalsMin) return 0;
  const mean = intervals.reduce((sum, interval) => sum + interval, 0) / intervals.length;
  const variance = intervals.reduce((sum, interval) => sum + (interval - mean) ** 2, 0) / intervals.length;
  return Math.max(0, 1 - Math.sqrt(variance) / mean);
}
