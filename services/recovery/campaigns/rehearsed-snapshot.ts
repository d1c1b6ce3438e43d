import { idleMsOnceBegun } from '../../../domain/abandon-at.ts';
import type { CartStage } from '../../../domain/cart.ts';
import { type CartLines, piecesOf } from '../../../domain/cart-lines.ts';
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
    idleMs: idleMsOnceBegun(cart.stage, store),
    cart,
    customer: returning ? 'returning' : 'new',
    ordersBefore,
    channels: channels.filter((channel) => usable.includes(channel)),
  };
}

/** A cart and its person as a query of whole carts reads them; moments are epoch milliseconds. */
export interface CartRow {
  readonly stage: CartStage;
  readonly value_minor: number | null;
  readonly currency: string | null;
  readonly lines: CartLines;
  readonly lines_omitted: number;
  readonly last_activity_at: number;
  readonly time_zone: string | null;
  readonly returning: boolean | null;
  readonly reach: readonly Channel[] | null;
}

export function snapshotOfRow(row: CartRow, ordersBefore: number, store: Store): RehearsedSnapshot {
  return rehearsedSnapshot(
    {
      cart: {
        stage: row.stage,
        valueMinor: row.value_minor,
        currency: row.currency,
        items: piecesOf({ lines: row.lines, linesOmitted: row.lines_omitted }),
        lastActivityAt: row.last_activity_at,
      },
      timeZone: row.time_zone,
      returning: row.returning ?? false,
      ordersBefore,
      usable: row.reach ?? [],
    },
    store,
  );
}
