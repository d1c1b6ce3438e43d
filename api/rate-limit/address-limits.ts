import { LRUCache } from 'lru-cache';
import type { Metrics } from '../../runtime/metrics.ts';
import { ServiceError } from '../../services/shared/service-error.ts';

/** Points that one address has in each window, counted by each process for itself. */
export interface AddressLimit {
  readonly points: number;
  readonly windowMs: number;
}

/**
 * What somebody without a key may do from one address. Wide enough for an office or a mobile network behind one address;
 * what they keep off is one machine that costs as much as a whole shop.
 */
export const limitsPerAddress = {
  /** Events from pages of shops, each item of a batch. */
  browser_events: { points: 300, windowMs: 1_000 },
  /** Event sockets opened without a key; each may take a place for ten seconds. */
  anonymous_sockets: { points: 50, windowMs: 10_000 },
  /** Pages behind links of messages; a link that nobody knows costs `unknownLinkPoints`. */
  links: { points: 3_000, windowMs: 60_000 },
  /** API keys and publishable keys that nobody knows. */
  unknown_keys: { points: 300, windowMs: 60_000 },
  /** Passwords, codes and links of accounts; what is right costs nothing. */
  sign_ins: { points: 60, windowMs: 300_000 },
  /** Webhooks to integrations that do not exist. */
  unknown_webhooks: { points: 600, windowMs: 60_000 },
  /** Callbacks of providers that do not exist, or that no provider signed. */
  unsigned_callbacks: { points: 600, windowMs: 60_000 },
} as const satisfies Readonly<Record<string, AddressLimit>>;

export const unknownLinkPoints = 10;

export type LimitedEndpoint = keyof typeof limitsPerAddress;

/** Addresses that are remembered for one endpoint; the one that came longest ago is forgotten for a new one. */
const addressesMax = 20_000;

export interface AddressLimits {
  /** Spends points of an address, null for one that is not known. Throws `rate_limited` when they are used up. */
  spend(door: LimitedEndpoint, address: string | null, points: number): void;
  giveBack(door: LimitedEndpoint, address: string | null, points: number): void;
}

interface Spent {
  points: number;
  readonly until: number;
}

/**
 * In memory and without waiting: what it keeps off is work, so it may cost none. The limiters of our library remember
 * without a bound and set a timer for each address, which whoever owns a /32 of IPv6 would fill.
 */
export function createAddressLimits({
  limits,
  metrics,
  now,
}: {
  limits: Readonly<Record<LimitedEndpoint, AddressLimit>>;
  metrics: Metrics;
  /** Epoch milliseconds. */
  now: () => number;
}): AddressLimits {
  const refused = metrics.counter({
    name: 'address_limited_total',
    help: 'Requests without a known key that were refused because their address sent too many, by door.',
    labels: ['door'],
  });
  const doors = new Map<LimitedEndpoint, LRUCache<string, Spent>>();

  function spentBy(door: LimitedEndpoint, address: string): Spent {
    const addresses = doors.get(door) ?? new LRUCache<string, Spent>({ max: addressesMax });
    doors.set(door, addresses);
    const known = addresses.get(address);
    if (known && known.until > now()) return known;
    const spent = { points: 0, until: now() + limits[door].windowMs };
    addresses.set(address, spent);
    return spent;
  }

  return {
    spend(door, address, points) {
      if (address === null) return;
      const spent = spentBy(door, address);
      if (spent.points + points > limits[door].points) {
        refused.add({ door });
        throw new ServiceError('rate_limited', 'Too many requests from your address. Try again after Retry-After.', {
          retryAfterMs: spent.until - now(),
        });
      }
      spent.points += points;
    },
    giveBack(door, address, points) {
      const spent = address === null ? undefined : doors.get(door)?.get(address);
      if (spent) spent.points = Math.max(0, spent.points - points);
    },
  };
}
