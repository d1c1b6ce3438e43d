import { plain } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { MeterName } from '../../../domain/metering/meter.ts';
import { slotOf } from '../../../domain/metering/meter.ts';
import type { AcceptedEvent } from '../../../events/event.ts';

/** What a batch used. */
export interface AppliedUsage {
  readonly events: readonly Pick<AcceptedEvent, 'storeId' | 'receivedAt'>[];
  /** Carts that were not known before. */
  readonly newCarts: readonly { readonly storeId: string }[];
}

interface Counted {
  readonly storeId: string;
  readonly meter: MeterName;
  /** Null: now, as the database has it. */
  readonly slotMs: number | null;
  quantity: number;
}

/**
 * Counts what a batch applies, in one statement whatever its size. It stands in the transaction that moves the position, so that a
 * batch that comes again is not counted again. Events of stores that are gone, or that only try something out, are not counted.
 */
export async function countApplied(tx: Tx, { events, newCarts }: AppliedUsage): Promise<void> {
  const counted = new Map<string, Counted>();
  for (const { storeId, receivedAt } of events) add(counted, { storeId, meter: 'events', slotMs: slotOf(receivedAt) });
  for (const { storeId } of newCarts) add(counted, { storeId, meter: 'active_carts', slotMs: null });
  if (counted.size === 0) return;
  const all = [...counted.values()];
  const sql = rawSql(tx);
  // A cart is counted when its row says that it came: both are the time of this transaction.
  await sql`
    insert into usage (store_id, meter, slot, quantity)
    select counted.store_id, counted.meter,
      coalesce(to_timestamp(counted.slot_s), date_bin('15 minutes', now(), to_timestamp(0))), counted.quantity
    from unnest(
      ${plain(all.map(({ storeId }) => storeId))}::uuid[], ${plain(all.map(({ meter }) => meter))}::text[],
      ${plain(all.map((one) => (one.slotMs === null ? null : one.slotMs / 1_000)))}::float8[],
      ${plain(all.map(({ quantity }) => quantity))}::bigint[]
    ) as counted (store_id, meter, slot_s, quantity)
    join stores on stores.store_id = counted.store_id and stores.test_of is null
    order by 1, 2, 3
    on conflict (store_id, meter, slot, channel, country) do update set quantity = usage.quantity + excluded.quantity`;
}

function add(counted: Map<string, Counted>, { storeId, meter, slotMs }: Omit<Counted, 'quantity'>): void {
  const key = `${storeId}/${meter}/${slotMs}`;
  const known = counted.get(key);
  if (known) known.quantity += 1;
  else counted.set(key, { storeId, meter, slotMs, quantity: 1 });
}
