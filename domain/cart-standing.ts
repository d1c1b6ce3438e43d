/**
 * Where a cart stands for the people of its shop: always exactly one of these. Standings are part of the public API: add,
 * never rename.
 */
export const cartStandings = [
  /** The shopper may still be at it: its idle threshold has not passed, or nothing lies in it. */
  'open',
  /** The threshold passed, and nobody is being written to about it (any more). */
  'abandoned',
  /** Its recovery is under way. */
  'recovering',
  /** Bought after a message of a recovery. */
  'recovered',
  /** Bought without a message of ours. */
  'purchased',
  /** It looks like the work of a bot, or a person said so. */
  'quarantined',
] as const;
export type CartStanding = (typeof cartStandings)[number];

export interface StandingFacts {
  readonly status: 'open' | 'purchased';
  readonly empty: boolean;
  readonly quarantined: boolean;
  readonly inRecovery: boolean;
  /** Its idle threshold lies ahead. */
  readonly armed: boolean;
  /** How the newest of its recoveries ended says that it was bought, with this cart or elsewhere. */
  readonly recoveryBought: boolean;
  /** A provider took a message of a recovery that a purchase is counted to. */
  readonly aided: boolean;
}

/** A purchase outranks everything; a cart that was touched again after one is open again. */
export function standingOf(facts: StandingFacts): CartStanding {
  const bought = facts.status === 'purchased' || (!facts.inRecovery && !facts.armed && facts.recoveryBought);
  if (bought) return facts.aided ? 'recovered' : 'purchased';
  if (facts.quarantined) return 'quarantined';
  if (facts.inRecovery) return 'recovering';
  return facts.armed || facts.empty ? 'open' : 'abandoned';
}
