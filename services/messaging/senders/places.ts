import type { Channel } from '../../../domain/channel.ts';
import type { SenderKey } from './read.ts';

/**
 * The messages that a process has under way at each account. A process sends so many of a channel at once; an account that needs long for
 * each would come to hold all of these places, and stores that send through another one would wait behind it.
 */
export interface SendPlaces {
  /** For one message: what it takes it gives back at once. */
  hold(): HeldPlace;
}
export interface HeldPlace {
  /** Null: the message has a place at the account. Else none is free, and milliseconds until one may be. */
  take(account: SenderKey): number | null;
  release(): void;
}

export interface SendPlacesOptions {
  /** How many messages an account of a channel may have under way. */
  readonly placesOf: (channel: Channel) => number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

interface Account {
  readonly places: number;
  taken: number;
  /** How long a message of late held its place, milliseconds. */
  heldMs: number;
  /** When those who were sent away will have had their turns, epoch milliseconds. */
  servedAtMs: number;
}

/** Before the first message is through nobody knows. */
const heldMsAtFirst = 500;
/** How much the newest message counts in the mean. */
const newestShare = 0.2;

export function createSendPlaces({ placesOf, now }: SendPlacesOptions): SendPlaces {
  const accounts = new Map<string, Account>();
  const accountOf = ({ channel, provider }: SenderKey): Account => {
    const key = `${channel}/${provider}`;
    const known = accounts.get(key);
    if (known) return known;
    const account = { places: placesOf(channel), taken: 0, heldMs: heldMsAtFirst, servedAtMs: 0 };
    accounts.set(key, account);
    return account;
  };
  return {
    hold() {
      let held: { readonly account: Account; readonly sinceMs: number } | null = null;
      const release = () => {
        if (held === null) return;
        const { account, sinceMs } = held;
        account.taken -= 1;
        account.heldMs += newestShare * (now() - sinceMs - account.heldMs);
        held = null;
      };
      return {
        take(key) {
          const account = accountOf(key);
          if (held?.account === account) return null;
          release();
          if (account.taken >= account.places) return turnAfter(account, now());
          account.taken += 1;
          held = { account, sinceMs: now() };
          return null;
        },
        release,
      };
    },
  };
}

/** Who is sent away comes back one after the other, as fast as the account lets them through: they do not ask in vain, all at once. */
function turnAfter(account: Account, nowMs: number): number {
  account.servedAtMs = Math.max(nowMs, account.servedAtMs) + account.heldMs / account.places;
  return Math.max(1, Math.ceil(account.servedAtMs - nowMs));
}

/**
 * So many of a channel's places an account may hold: all of them where it is the only one, since nobody else needs any, and else so many
 * that the others have some.
 */
export function placesPerAccount(places: number, accounts: number): number {
  return accounts <= 1 ? places : Math.max(1, Math.floor(places * accountShareMax));
}

const accountShareMax = 0.6;
