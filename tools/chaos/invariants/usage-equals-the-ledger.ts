import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { openDatabase } from '../../../db/postgres/tenancy.ts';
import type { MeterName } from '../../../domain/metering/meter.ts';
import { rollUpUsage } from '../../../services/analytics/usage/roll-up.ts';
import { addressHasher } from '../../../test/address-hasher.ts';
import type { Evidence, Invariant } from './invariant.ts';

/** Another process that counts now is waited for. */
const patienceMs = 30_000;
const pollMs = 1_000;

/** What came together of a meter, by channel and country where it has them. */
export interface Units {
  readonly meter: MeterName;
  readonly channel: string;
  readonly country: string;
  readonly quantity: number;
}

/**
 * Every unit is counted once, whatever was killed: events as often as the shop was told that one was taken in, and carts, messages
 * and predictions as often as there are rows of them. Whole runs are compared, since a message is settled by another clock than the
 * one that its entry in the journal has.
 */
export const usageEqualsTheLedger: Invariant = {
  name: 'what is metered is what happened, to the unit: events, carts, messages and predictions',
  async check(evidence) {
    const { sql, storeId } = evidence;
    const happened = [acknowledgedEvents(evidence), ...(await readRows(sql, storeId))];
    const database = openDatabase({ app: sql, engine: sql, addressHasher });
    const deadline = performance.now() + patienceMs;
    for (;;) {
      // As the product does every 15 seconds, and in a rush so seldom that nobody could wait for it here.
      await rollUpUsage(database, { nowMs: Date.now() });
      const breaches = usageBreaches(await readMetered(sql, storeId), happened);
      if (breaches.length === 0 || performance.now() >= deadline)
        return { breaches, notes: [happened.map(({ quantity, ...part }) => `${quantity} ${nameOf(part)}`).join(', ')] };
      await delay(pollMs);
    }
  },
};

/** One sentence for each part of a meter that differs. A part that one of them does not have is 0 there. */
export function usageBreaches(metered: readonly Units[], happened: readonly Units[]): readonly string[] {
  const parts = new Map<string, { metered: number; happened: number }>();
  const note = (units: Units, side: 'metered' | 'happened'): void => {
    const known = parts.get(nameOf(units)) ?? { metered: 0, happened: 0 };
    parts.set(nameOf(units), { ...known, [side]: known[side] + units.quantity });
  };
  for (const units of metered) note(units, 'metered');
  for (const units of happened) note(units, 'happened');
  return [...parts]
    .filter(([, part]) => part.metered !== part.happened)
    .map(([name, part]) => `${name}: ${part.happened} happened, ${part.metered} were metered`);
}

function nameOf({ meter, channel, country }: Omit<Units, 'quantity'>): string {
  return [meter, channel, country].filter((text) => text !== '').join(' ');
}

/** A resent event has the id that it had before. */
function acknowledgedEvents({ journal }: Evidence): Units {
  const ids = journal.entries.filter(({ acknowledgedAt }) => acknowledgedAt !== null).map(({ event }) => event.id);
  return { meter: 'events', channel: '', country: '', quantity: new Set(ids).size };
}

/** Nobody is in the team of a store that is only tried out, and seats leave nothing to be counted again from. */
async function readMetered(sql: Sql, storeId: string): Promise<readonly Units[]> {
  return sql<Units[]>`
    select meter, channel, country, sum(quantity)::float8 as quantity
    from usage where store_id = ${storeId} and meter <> 'seats' group by 1, 2, 3`;
}

/** Of messages by themselves, and not by the journal that they are metered from. */
async function readRows(sql: Sql, storeId: string): Promise<readonly Units[]> {
  return sql<Units[]>`
    select 'active_carts' as meter, '' as channel, '' as country, count(*)::float8 as quantity
    from carts where store_id = ${storeId}
    union all
    select 'messages', channel, coalesce(country, ''), count(*)
    from messages where store_id = ${storeId} and state = 'accepted' group by channel, country
    union all
    select 'predictions', '', '', count(*) from predictions where store_id = ${storeId}`;
}
