import { idleMsOf } from '../../../domain/abandon-at.ts';
import { type Channel, channels } from '../../../domain/channel.ts';
import { firstTimeZone } from '../../../domain/place.ts';
import type { SnapshotCart } from '../../../domain/recovery.ts';
import type { RehearsedSnapshot } from '../../../domain/rehearse.ts';
import type { Store } from './store-row.ts';

/** What is known of a cart and its person, from whichever query. */
export interface RehearsedFacts {
  readonly cart: SnapshotCart;
  /** As the person or their device told it. */
  readonly timeZone: string | null;
  readonly returning: boolean;
  readonly ordersBefore: number;
  /** Channels with consent and an address that may be used, in any order. */
  readonly usable: readonly Channel[];
}

/** What a recovery of the cart would decide on, as `read-snapshot.ts` reads it for one that runs. */
export function rehearsedSnapshot(
  { cart, timeZone, returning, ordersBefore, usable }: RehearsedFacts,
  store: Store,
): RehearsedSnapshot {
  return {
    timeScale: store.timeScale,
    timeZone: firstTimeZone(timeZone, store.timeZone),
    idleMs: idleMsOf(cart.stage, store) ?? store.cartIdleMs,
    cart,
    customer: returning ? 'returning' : 'new',
    ordersBefore,
    channels: channels.filter((channel) => usable.includes(channel)),
  };
}
