import { randomUUID } from 'node:crypto';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { openDatabase } from '../../db/postgres/tenancy.ts';
import type { CampaignStep } from '../../domain/campaign.ts';
import { dayMs, hourMs } from '../../domain/duration.ts';
import { startDryRun } from '../../services/recovery/campaigns/dry-run/dry-run.ts';
import { createRunPlaces } from '../../services/recovery/campaigns/dry-run/run-places.ts';
import { addressHasher } from '../../test/address-hasher.ts';
import { createShop } from '../../test/shop-factory.ts';
import type { BenchResult } from './bench-result.ts';
import { startScratchStores } from './scratch-stores.ts';

/** `DRY_RUN_CARTS` makes the store larger or smaller. */
const carts = Number(process.env['DRY_RUN_CARTS'] ?? 100_000);
const days = 30;
const pageRows = 2_000;
const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** A ladder of three, one of them at a time of the day and one on every channel. */
const rules: readonly CampaignStep[] = [
  {
    ...{ id: 'touch-1', trigger: 'cart_abandoned', delayMs: hourMs, channel: 'email', template: 'cart-reminder-1' },
    conditions: {},
  },
  {
    ...{ id: 'touch-2', trigger: 'time_based', delayMs: dayMs, localTime: '10:00', channel: 'all' },
    ...{ template: 'cart-reminder-2', conditions: {} },
  },
  {
    ...{ id: 'touch-3', trigger: 'cart_abandoned', delayMs: 3 * dayMs, channel: 'email', template: 'cart-reminder-3' },
    conditions: { valueMinorMin: 4_000 },
  },
];

/**
 * How long a dry run of a ladder takes, to what is told first and to its end. Raw: the rows of the same abandonments and carts,
 * read page after page over the same connection and not looked at.
 */
export async function benchDryRun(): Promise<BenchResult[]> {
  const stores = await startScratchStores();
  const engine = connectPostgres(stores.database.engineUrl, { maxConnections: 2, applicationName: 'bench' });
  const app = connectPostgres(stores.database.appUrl, { maxConnections: 3, applicationName: 'bench' });
  const superuser = connectPostgres(stores.superuserUrl, {
    ...{ maxConnections: 1, applicationName: 'bench' },
  });
  try {
    const database = openDatabase({ app, engine, addressHasher });
    const quietHours = { from: '21:00', until: '08:00', channels: ['sms', 'push'] } as const;
    const shop = await createShop(database, {
      ...{ rules, timeZone: 'Europe/Vienna', quietHours, countryRules: 'by_country' },
    });
    const { storeId, campaignId } = shop;
    const nowMs = Math.floor(Date.now() / dayMs) * dayMs;
    await fill(superuser, storeId, nowMs - days * dayMs);
    const range = { from: day(nowMs - (days + 1) * dayMs), to: day(nowMs) };
    const run = async () => {
      const since = performance.now();
      let firstMs = 0;
      let done = { carts: 0, messages: 0, reports: 0 };
      const reports = await startDryRun(
        { database, places: createRunPlaces() },
        {
          ...{ actor: { kind: 'operator', storeId: null }, storeId, campaignId, rules: [...rules], ...range },
          ...{ nowMs: Date.now(), signal: new AbortController().signal },
        },
      );
      for await (const report of reports) {
        firstMs ||= performance.now() - since;
        const { email, sms, push } = report.messages;
        done = { carts: report.carts, messages: email + sms + push, reports: done.reports + 1 };
      }
      return { firstMs, allMs: performance.now() - since, ...done };
    };
    const rawMs = async () => {
      const since = performance.now();
      await database.app.transaction(async (tx) => {
        await tx.sql`select set_config('app.store_id', ${storeId}, true)`;
        const pages = tx.sql`
          select a.*, c.customer_id, c.status, c.last_activity_at from abandonments a
          join carts c on c.store_id = a.store_id and c.id = a.cart_id
          where a.store_id = ${storeId} order by a.abandoned_at, a.id`.cursor(pageRows);
        for await (const _ of pages);
      });
      return performance.now() - since;
    };
    await rawMs();
    const [ours, raw] = [await run(), await rawMs()];
    return [
      {
        ...{ name: `dry run of ${carts.toLocaleString('en')} abandoned carts, to its end`, unit: 's' },
        ...{ ours: ours.allMs / 1_000, raw: raw / 1_000, ratio: raw / ours.allMs },
        note: `${ours.carts} carts, ${ours.messages} messages, ${ours.reports} reports; raw: the same rows read bare`,
      },
      {
        ...{ name: 'dry run, to what is told first', unit: 's' },
        ...{ ours: ours.firstMs / 1_000, raw: raw / 1_000, ratio: raw / ours.firstMs },
        note: 'raw: as above, to the end of all rows',
      },
    ];
  } finally {
    await Promise.all([engine.end(), app.end(), superuser.end()]);
    await stores.stop();
  }
}

/** People with an e-mail address, half of them with a number too, one in five of whom bought; spread over the days. */
async function fill(sql: ReturnType<typeof connectPostgres>, storeId: string, fromMs: number): Promise<void> {
  const lines = JSON.stringify([{ productId: 'p-1', quantity: 2, unitPriceMinor: 1_250, name: 'Lipstick' }]);
  const salt = randomUUID();
  await sql`
    create temporary table made as
    select n, md5(${salt} || 'person' || n)::uuid as person, md5(${salt} || 'cart' || n)::uuid as cart,
      to_timestamp(${fromMs / 1_000}::float8 + n * ${(days * dayMs) / carts / 1_000}::float8) as at
    from generate_series(0, ${carts - 1}::int) n`;
  await sql`insert into customers (store_id, id, time_zone, country)
    select ${storeId}::uuid, person, (array['Europe/Vienna', 'Europe/Berlin', null])[1 + n % 3], (array['AT', 'DE', 'FR'])[1 + n % 3] from made`;
  await sql`insert into identities (store_id, kind, value, customer_id, address_hash)
    select ${storeId}::uuid, 'email', 'p' || n || '@shopper.example', person, md5('p' || n) from made
    union all select ${storeId}::uuid, 'phone', '+33612' || lpad(n::text, 6, '0'), person, md5('+' || n) from made where n % 2 = 0`;
  await sql`insert into consents (store_id, customer_id, channel, status, at, event_id)
    select ${storeId}::uuid, person, channel, 'granted', at, n || channel from made, unnest(array['email', 'sms']) channel`;
  await sql`insert into carts (store_id, id, external_id, customer_id, status, stage, lines, currency, value_minor, fold, version, last_activity_at)
    select ${storeId}::uuid, cart, n::text, person, 'open', 'cart', ${lines}::text::jsonb, 'EUR', 2000 + n % 5000, '{}', 1, at - interval '1 hour' from made`;
  await sql`insert into abandonments (store_id, id, cart_id, n, abandoned_at, value_minor, currency, stage, reach)
    select ${storeId}::uuid, gen_random_uuid(), cart, 1, at, 2000 + n % 5000, 'EUR', 'cart', 'reachable' from made`;
  await sql`insert into orders (store_id, id, external_id, customer_id, status, total_minor, currency, arrived_at, placed_at)
    select ${storeId}::uuid, gen_random_uuid(), n::text, person, 'placed', 2500, 'EUR', at + interval '5 hours', at + interval '5 hours'
    from made where n % 5 = 0`;
  await sql`analyze`;
}
