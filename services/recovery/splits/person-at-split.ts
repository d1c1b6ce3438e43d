import { and, eq, sql } from 'drizzle-orm';
import { carts, customers, messageRates, recoveries, stores } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { PersonAtSplit } from '../../../domain/personal/choose-arm.ts';
import type { SplitFacts } from '../../../domain/personal/split-context.ts';
import { firstTimeZone } from '../../../domain/place.ts';
import { reachableChannels } from '../../state/suppressions/check.ts';
import { readOwnMessages } from './message-outcomes.ts';

export interface PersonAsked {
  readonly storeId: string;
  readonly customerId: string;
  readonly recoveryId: string;
  /** Epoch milliseconds, as `nowMs`. */
  readonly abandonedAt: number;
  readonly nowMs: number;
}

/** What is known of somebody who comes to a split that chooses: where they can be reached, and what became of their messages. */
export async function readPersonAtSplit(
  tx: Tx,
  { storeId, customerId, recoveryId, abandonedAt, nowMs }: PersonAsked,
): Promise<PersonAtSplit> {
  const [row] = await tx
    .select({
      timeScale: stores.timeScale,
      storeZone: stores.timeZone,
      personZone: customers.timeZone,
      counted: messageRates.counted,
    })
    .from(stores)
    .leftJoin(customers, and(eq(customers.storeId, storeId), eq(customers.id, customerId)))
    .leftJoin(messageRates, eq(messageRates.storeId, storeId))
    .where(eq(stores.id, storeId));
  if (!row) throw new Error(`there is no store ${storeId}`);
  const { timeScale } = row;
  return {
    ...{ customerId, recoveryId, store: row.counted ?? [] },
    clock: { clockStartAt: abandonedAt, timeScale, timeZone: firstTimeZone(row.personZone, row.storeZone) },
    channels: await reachableChannels(tx, { storeId, customerId }),
    own: await readOwnMessages(tx, { storeId, customerId, timeScale, nowMs }),
  };
}

/** What is known of the cart of a recovery and of its person, for a split that learns by context. */
export async function readSplitFacts(
  tx: Tx,
  {
    storeId,
    customerId,
    recoveryId,
    nowMs,
    person,
  }: Omit<PersonAsked, 'abandonedAt'> & { readonly person: Pick<PersonAtSplit, 'own' | 'clock'> },
): Promise<SplitFacts> {
  const [row] = await tx
    .select({
      valueMinor: carts.valueMinor,
      lines: sql<number>`jsonb_array_length(${carts.lines})`,
      stage: carts.stage,
      probability: recoveries.probability,
      orderedBefore: sql<boolean>`exists (
        select from orders o where o.store_id = ${storeId} and o.customer_id = ${customerId} and o.status = 'placed'
          and o.arrived_at <= ${new Date(nowMs).toISOString()}::timestamptz
      )`,
    })
    .from(recoveries)
    .innerJoin(carts, and(eq(carts.storeId, recoveries.storeId), eq(carts.id, recoveries.cartId)))
    .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId)));
  if (!row) throw new Error(`store ${storeId} has no recovery ${recoveryId}`);
  const clickedBefore = person.own.some(({ clicked }) => clicked > 0);
  return { ...row, clickedBefore, atMs: nowMs, timeZone: person.clock.timeZone };
}
