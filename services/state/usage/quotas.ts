import { type Database, engineRead, withEngine } from '../../../db/postgres/tenancy.ts';
import type { MeterName } from '../../../domain/metering/meter.ts';
import { hasHardLimit } from '../../../domain/metering/plan.ts';
import { startsNoRecovery, usedUp } from '../../../domain/metering/quota.ts';
import { readPlannedStores } from './read-used.ts';

/** What hard quotas refuse, in the memory of a process. Every answer is at once, and as old as the last look at most. */
export interface Quotas {
  /** Null: the store's events are taken in. */
  eventsOf(storeId: string): UsedUpEvents | null;
  /** Whether no recovery is started in the store. */
  startsNone(storeId: string): boolean;
}

/** Of a store whose events are used up. */
export interface UsedUpEvents {
  /** Whether a cart, by the shop's own id, is being won back: what happens to it is taken in. */
  isInRecovery(cartId: string): boolean;
}

export interface QuotaKeeper extends Quotas {
  /** Looks at plans and usage. Rejects when the database cannot be asked: what was known last goes on. */
  refresh(nowMs: number): Promise<void>;
}

/** Nothing is refused: for what has no plans. */
export const noQuotas: Quotas = { eventsOf: () => null, startsNone: () => false };

/** Carts of one store that are being won back when its events are used up; of a store with more everything of carts is taken. */
const cartsMax = 20_000;

interface Refusing {
  readonly meters: readonly MeterName[];
  readonly carts: ReadonlySet<string> | 'all';
}

/**
 * Quotas as they were when the database was last looked at. Until the first look nothing is refused: a plan is no reason to lose what
 * a shop says.
 */
export function createQuotaKeeper(database: Pick<Database, 'engine'>): QuotaKeeper {
  let refusing: ReadonlyMap<string, Refusing> = new Map();
  return {
    async refresh(nowMs) {
      const planned = await withEngine(database, (tx) => readPlannedStores(tx, nowMs));
      const found = planned
        .filter(({ plan }) => hasHardLimit(plan))
        .map(({ storeId, plan, used }) => ({ storeId, meters: usedUp(plan, used) }))
        .filter(({ meters }) => meters.length > 0);
      const closed = found.filter(({ meters }) => meters.includes('events')).map(({ storeId }) => storeId);
      const carts = closed.length === 0 ? new Map() : await readCartsInRecovery(database, closed);
      refusing = new Map(
        found.map(({ storeId, meters }) => [storeId, { meters, carts: carts.get(storeId) ?? new Set() }]),
      );
    },
    eventsOf(storeId) {
      const found = refusing.get(storeId);
      if (!found?.meters.includes('events')) return null;
      return { isInRecovery: (cartId) => found.carts === 'all' || found.carts.has(cartId) };
    },
    startsNone: (storeId) => startsNoRecovery(refusing.get(storeId)?.meters ?? []),
  };
}

async function readCartsInRecovery(
  database: Pick<Database, 'engine'>,
  storeIds: readonly string[],
): Promise<ReadonlyMap<string, Refusing['carts']>> {
  const sql = engineRead(database);
  const rows = await sql<{ storeId: string; carts: string[] }[]>`
    select store.id as "storeId", array_agg(running.external_id) as carts
    from unnest(${[...storeIds]}::uuid[]) as store (id)
    cross join lateral (
      select carts.external_id from recoveries
      join carts on carts.store_id = recoveries.store_id and carts.id = recoveries.cart_id
      where recoveries.store_id = store.id and recoveries.ended_at is null
      limit ${cartsMax + 1}::int
    ) running
    group by store.id`;
  return new Map(rows.map(({ storeId, carts }) => [storeId, carts.length > cartsMax ? 'all' : new Set(carts)]));
}
