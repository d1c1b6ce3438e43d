import { randomUUID } from 'node:crypto';
import { stores } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, withStore } from '../../../db/postgres/tenancy.ts';
import { addressHash } from '../../../services/shared/address-hash.ts';
import type { ProviderClass } from './provider-class.ts';

/** Rows of one statement. */
const rowsMax = 5_000;

/** A store of one class of providers, with so many people whose carts wait for one message each: their addresses are numbered. */
export async function seedRecoveries(
  database: Pick<Database, 'app'>,
  { channel, name }: ProviderClass,
  { count, firstNumber }: { readonly count: number; readonly firstNumber: number },
): Promise<string> {
  const storeId = randomUUID();
  const campaignId = randomUUID();
  const rule = {
    id: 'touch-1',
    trigger: 'cart_abandoned',
    delayMs: 0,
    channel,
    template: 'cart-reminder-1',
    conditions: {},
  };
  await withStore(database, storeId, async (tx) => {
    const sql = rawSql(tx);
    await tx.insert(stores).values({ id: storeId, name, url: 'https://shop.example' });
    await sql`insert into campaigns (store_id, id, name, status, activated_at)
      values (${storeId}, ${campaignId}, ${name}, 'active', now())`;
    await sql`insert into campaign_versions (store_id, campaign_id, version, rules)
      values (${storeId}, ${campaignId}, 1, ${JSON.stringify([rule])}::jsonb)`;
  });
  const lines = JSON.stringify([{ productId: 'p-1', quantity: 1, unitPriceMinor: 1_250, name: 'Lipstick' }]);
  const kind = channel === 'sms' ? 'phone' : 'push';
  for (let from = firstNumber; from < firstNumber + count; from += rowsMax) {
    const to = Math.min(firstNumber + count, from + rowsMax) - 1;
    await withStore(database, storeId, async (tx) => {
      const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
      const addresses = numbers.map((n) =>
        kind === 'phone' ? `+43660${String(n).padStart(8, '0')}` : `device-${String(n).padStart(40, '0')}`,
      );
      // One statement: what belongs together is made from one row of numbers.
      await rawSql(tx)`
        with people as (
          select n, gen_random_uuid() as customer_id, gen_random_uuid() as cart_id, gen_random_uuid() as recovery_id
          from generate_series(${from}::int, ${to}::int) as n
        ), known as (
          insert into customers (store_id, id) select ${storeId}, customer_id from people
        ), identified as (
          insert into identities (store_id, kind, value, customer_id, address_hash)
          select ${storeId}, ${kind}, address, customer_id, hash from people
          join unnest(${numbers}::int[], ${addresses}::text[], ${addresses.map((one) => addressHash(tx, one))}::text[])
            as addressed (number, address, hash) on addressed.number = people.n
        ), agreed as (
          insert into consents (store_id, customer_id, channel, status, at, event_id)
          select ${storeId}, customer_id, ${channel}, 'granted', now(), 'yes' from people
        ), left_carts as (
          insert into carts (store_id, id, external_id, customer_id, status, stage, lines, currency, value_minor, fold,
            version, last_activity_at, abandoned_at, active_recovery_id, recoveries)
          select ${storeId}, cart_id, cart_id::text, customer_id, 'open', 'cart', ${lines}::jsonb, 'EUR', 1250, '{}'::json,
            1, now() - interval '2 hours', now() - interval '1 hour', recovery_id, 1 from people
        )
        insert into recoveries (store_id, id, cart_id, customer_id, campaign_id, campaign_version, n, workflow_id, stage,
          abandoned_at)
        select ${storeId}, recovery_id, cart_id, customer_id, ${campaignId}, 1, 1, 'recovery/' || recovery_id, 'waiting',
          now() - interval '1 hour' from people`;
    });
  }
  return storeId;
}
