import { and, eq } from 'drizzle-orm';
import { customers, messageRates, stores } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { PersonAtSplit } from '../../../domain/personal/choose-arm.ts';
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
