import { setTimeout as delay } from 'node:timers/promises';
import type { StorefrontEvent } from '../../events/event.ts';
import type { ScheduledSend } from './reordering.ts';
import type { StoreReader } from './store-reader.ts';

/** Together with `lanesMax` well below the requests per second that a key may make. */
const pollMs = 15;
const lanesMax = 2;
const giveUpAfterMs = 30_000;
/** At least this long between two samples of a lane, so that looking costs little. */
const restMs = 100;

export interface LatencyWatch {
  /** Call right before a batch leaves. May pick one of its events to look out for. */
  onSend(batch: readonly ScheduledSend[]): void;
  /** Resolves when no look-out is open. */
  finish(): Promise<void>;
  /** From the beginning of the request until the cart shows the event, milliseconds. */
  readonly samplesMs: readonly number[];
  readonly neverSeen: number;
}

/** Measures how long an event takes until its cart can be read with it, on samples, a few at a time. */
export function watchLatency(reader: StoreReader): LatencyWatch {
  const samplesMs: number[] = [];
  const newestOfCart = new Map<string, number>();
  const cartIds = new Map<string, string>();
  const watching = new Set<Promise<void>>();
  let neverSeen = 0;

  async function lookOut(externalId: string, occurredAt: number, since: number): Promise<void> {
    for (const deadline = since + giveUpAfterMs; performance.now() < deadline; await delay(pollMs)) {
      const id = cartIds.get(externalId) ?? (await reader.cartNamed(externalId))?.id;
      if (id === undefined) continue;
      cartIds.set(externalId, id);
      const cart = await reader.cart(id);
      if (cart && Date.parse(cart.lastActivityAt) >= occurredAt) {
        samplesMs.push(performance.now() - since);
        return;
      }
    }
    neverSeen += 1;
  }

  return {
    onSend(batch) {
      const since = performance.now();
      let picked: { cartId: string; at: number } | undefined;
      for (const { event } of batch) {
        const touched = touchOf(event);
        if (!touched) continue;
        const newest = newestOfCart.get(touched.cartId);
        if (newest === undefined || touched.at > newest) {
          newestOfCart.set(touched.cartId, touched.at);
          picked = touched;
        }
      }
      if (!picked || watching.size >= lanesMax) return;
      const lane = lookOut(picked.cartId, picked.at, since)
        .catch(() => {
          neverSeen += 1;
        })
        .then(() => delay(restMs))
        .finally(() => watching.delete(lane));
      watching.add(lane);
    },
    finish: async () => {
      await Promise.all(watching);
    },
    samplesMs,
    get neverSeen() {
      return neverSeen;
    },
  };
}

function touchOf(event: StorefrontEvent): { cartId: string; at: number } | null {
  return event.type === 'line_added' || event.type === 'line_removed' || event.type === 'cart_updated'
    ? { cartId: event.cartId, at: Date.parse(event.occurredAt) }
    : null;
}
