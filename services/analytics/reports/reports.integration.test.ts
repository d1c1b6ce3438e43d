import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { forStore } from '../../../db/clickhouse/for-store.ts';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import { funnel } from '../../../db/clickhouse/reports/funnel.ts';
import type { MessageFact, RecoveryFact } from '../../../db/clickhouse/tables/facts.ts';
import { messages, orders, recoveries } from '../../../db/postgres/schema/index.ts';
import { rawSql } from '../../../db/postgres/tenancy.ts';
import { dayMs, hourMs } from '../../../domain/duration.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { exportFacts } from '../facts/export-facts.ts';
import { factSources } from '../facts/fact-sources.ts';
import { createReportReader } from './report-reader.ts';

const test = base.extend('analytics', { scope: 'file' }, async ({ clickhouse }): Promise<ClickHouseClient> => {
  await migrateClickhouse(clickhouse);
  return clickhouse;
});

const from = new Date('2026-03-20T00:00:00Z');
const to = new Date('2026-04-10T00:00:00Z');

/** One change of the system of record; `which` chooses among what is there, `at` lies in the range or just outside. */
interface Change {
  readonly kind: 'abandon' | 'not_started' | 'not_sent' | 'claim' | 'settle' | 'end' | 'order' | 'amend' | 'cancel';
  readonly which: number;
  readonly at: number;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly state: 'accepted' | 'rejected' | 'unknown' | 'retry';
}

const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Change['kind'][]>(
      ...(['abandon', 'abandon', 'not_started', 'not_sent', 'claim', 'claim', 'settle', 'settle', 'end'] as const),
      ...(['order', 'order', 'amend', 'cancel'] as const),
    ),
    which: fc.nat(100),
    at: fc.integer({ min: from.getTime() - 2 * dayMs, max: to.getTime() + 2 * dayMs }),
    amount: fc.option(fc.constantFrom(1, 4_200, 2 ** 45)),
    currency: fc.option(fc.constantFrom('EUR', 'JPY')),
    state: fc.constantFrom<Change['state'][]>('accepted', 'accepted', 'rejected', 'unknown', 'retry'),
  }),
  { minLength: 10, maxLength: 40 },
);

describe('the reports', () => {
  test('equal the counts in PostgreSQL, whatever the order in which changes are copied, and how often', async ({
    systemOfRecord: database,
    analytics: clickhouse,
    newShop,
  }) => {
    const reader = createReportReader({ clickhouse, database });
    await fc.assert(
      fc.asyncProperty(
        changes,
        fc.constantFrom('UTC', 'Europe/Vienna', 'Pacific/Auckland'),
        fc.infiniteStream(fc.nat()),
        async (made, timeZone, dice) => {
          const shop = await newShop();
          const batches: { table: string; values: readonly object[] }[] = [];
          const capture = {
            insert: async ({ table, values }: { table: string; values: readonly object[] }) => {
              batches.push({ table, values });
            },
          } as unknown as Pick<ClickHouseClient, 'insert'>;
          const known: Known = { carts: [], recoveries: [], messages: [], orders: [] };
          const deps = { database, clickhouse: capture, holder, onLag: () => {} };
          for (const change of made) {
            await make(shop, known, change);
            for (const source of factSources) await exportFacts(deps, source);
          }
          const twice = [...batches, ...batches].map((batch) => ({ batch, at: dice.next().value }));
          for (const { batch } of twice.sort((a, b) => a.at - b.at))
            await clickhouse.insert({ ...batch, format: 'JSONEachRow' });

          const range = { storeId: shop.storeId, from, to };
          expect((await reader.recoveredRevenue({ ...range, timeZone })).rows).toEqual(await revenueOf(shop, timeZone));
          expect((await reader.funnel(range)).rows).toEqual(await funnelOf(shop));
          const nonSends = (await reader.nonSends(range)).rows.map(({ reasonText: _, ...row }) => row);
          expect(nonSends).toEqual(await nonSendsOf(shop));
          expect((await reader.messageStates(range)).rows).toEqual(await messageStatesOf(shop));
        },
      ),
      { numRuns: 8, endOnFailure: true },
    );
  });

  test('tell delivered, opened and clicked from what providers reported', async ({ analytics: clickhouse }) => {
    const storeId = randomUUID();
    const states = ['', 'delivered', 'opened', 'clicked', 'bounced', 'complained', 'failed'];
    const started = states.map(() => recoveryFact(storeId));
    const sent = started.map(({ id, cart_id }, index) => messageFact(storeId, id, cart_id, states[index] ?? ''));
    await clickhouse.insert({ table: 'recoveries', values: started, format: 'JSONEachRow' });
    await clickhouse.insert({ table: 'messages', values: sent, format: 'JSONEachRow' });
    expect(await funnel(forStore(clickhouse, storeId), { from, to })).toMatchObject({
      ...{ started: 7, messaged: 7, reported: 6, delivered: 4, opened: 2, clicked: 1 },
    });
  });
});

const holder = randomUUID();
const inside = '2026-03-25 10:00:00.000';

function recoveryFact(store_id: string): RecoveryFact {
  return {
    ...{ store_id, id: randomUUID(), version: '1', created_at: inside, cart_id: randomUUID() },
    ...{ campaign_id: randomUUID(), campaign_version: 1, stage: 'waiting', outcome: '', reason: '' },
    ...{ probability: null, model_version: '', abandoned_at: inside, started_at: null, ended_at: null },
  };
}

function messageFact(store_id: string, recovery_id: string, cart_id: string, delivery_state: string): MessageFact {
  return {
    ...{ store_id, id: randomUUID(), version: '1', claimed_at: inside, recovery_id, cart_id, campaign_id: null },
    ...{ campaign_version: 1, rule_id: 'touch-1', channel: 'email', provider: 'resend', template: 'reminder' },
    ...{ state: 'accepted', delivery_state, reason: '', attempts: 1, settled_at: null, currency: 'EUR' },
    ...{ delivered_at: null, opened_at: null, clicked_at: null },
    ...{ bounced_at: null, unsubscribed_at: null, complained_at: null },
  };
}

/** What the changes before have made. */
interface Known {
  readonly carts: string[];
  readonly recoveries: { readonly id: string; readonly cartId: string; readonly customerId: string }[];
  readonly messages: string[];
  readonly orders: string[];
}

async function make(shop: Shop, known: Known, { kind, which, at, amount, currency, state }: Change): Promise<void> {
  const { storeId, write } = shop;
  const moment = new Date(at);
  const one = <T>(of: readonly T[]): T | undefined => of[which % Math.max(1, of.length)];
  const recovery = one(known.recoveries);
  const orderId = one(known.orders);
  switch (kind) {
    case 'abandon': {
      const customerId = await shop.customer();
      const cart = await shop.cart({ customerId });
      known.recoveries.push({ id: await shop.recovery(cart, { createdAt: moment }), cartId: cart.id, customerId });
      known.carts.push(cart.id);
      return;
    }
    case 'not_started':
    case 'not_sent': {
      const cartId = one([randomUUID(), ...known.carts]) ?? '';
      const channel = kind === 'not_sent' ? 'email' : null;
      const reason = which % 2 ? 'no_consent' : null;
      await write(async (tx) => {
        const key = randomUUID();
        await recordDecision(tx, { storeId, cartId, kind, reason, channel, key });
      });
      return;
    }
    case 'claim': {
      if (!recovery) return;
      const id = randomUUID();
      known.messages.push(id);
      await write((tx) =>
        tx.insert(messages).values({
          ...{ storeId, id, recoveryId: recovery.id, cartId: recovery.cartId, customerId: recovery.customerId },
          ...{ ruleId: id, channel: 'email', template: 'reminder', provider: which % 2 ? 'resend' : 'outbox' },
          ...{ addressHash: 'hash', basis: 'consent', state: 'sending', cartVersion: 1, claimedAt: moment },
        }),
      );
      return;
    }
    case 'settle': {
      const id = one(known.messages);
      if (id) await write((tx) => tx.update(messages).set({ state, attempts: which }).where(eq(messages.id, id)));
      return;
    }
    case 'end': {
      const ended = { stage: 'ended', outcome: 'completed', endedAt: moment } as const;
      if (recovery) await write((tx) => tx.update(recoveries).set(ended).where(eq(recoveries.id, recovery.id)));
      return;
    }
    case 'order': {
      const recoveryId = which % 4 ? recovery?.id : null;
      const arrivedAt = new Date(at + (which % 3) * hourMs);
      known.orders.push(await shop.order({ recoveryId, placedAt: moment, arrivedAt, totalMinor: amount, currency }));
      return;
    }
    case 'amend': {
      const amended = { totalMinor: amount, refundedMinor: which, currency };
      if (orderId) await write((tx) => tx.update(orders).set(amended).where(eq(orders.id, orderId)));
      return;
    }
    case 'cancel':
      if (orderId) await write((tx) => tx.update(orders).set({ status: 'cancelled' }).where(eq(orders.id, orderId)));
  }
}

const revenueOf = ({ write }: Shop, timeZone: string) =>
  write(async (tx) => [
    ...(await rawSql(tx)`
      select (placed_at at time zone ${timeZone})::date::text as day, r.campaign_id as "campaignId",
        coalesce(o.currency, '') as currency, (count(*) filter (where aided))::float8 as orders,
        (count(*) filter (where aided and total_minor is null))::float8 as "ordersWithoutAmount",
        coalesce(sum(total_minor) filter (where aided), 0)::float8 as "amountMinor",
        coalesce(sum(refunded_minor) filter (where aided), 0)::float8 as "refundedMinor",
        (count(*) filter (where not aided))::float8 as "unaidedOrders",
        coalesce(sum(total_minor) filter (where not aided), 0)::float8 as "unaidedAmountMinor"
      from orders o join recoveries r on r.store_id = o.store_id and r.id = o.recovery_id
      cross join lateral (
        select exists (
          select from messages m where m.recovery_id = r.id and m.state = 'accepted' and m.claimed_at <= o.arrived_at
        ) as aided
      ) message
      where o.status = 'placed' and o.placed_at >= ${from.toISOString()} and o.placed_at < ${to.toISOString()}
      group by 1, 2, 3 order by 1, 2, 3`),
  ]);

const funnelOf = ({ write }: Shop) =>
  write(async (tx) => [
    ...(await rawSql(tx)`
      with started as (
        select * from recoveries where created_at >= ${from.toISOString()} and created_at < ${to.toISOString()}
      ), judged as (
        select cart_id from started union select cart_id from decisions
        where kind = 'not_started' and at >= ${from.toISOString()} and at < ${to.toISOString()}
      ), stages as (
        select exists (select from messages m where m.recovery_id = started.id and m.state = 'accepted') as messaged,
          exists (select from orders o where o.recovery_id = started.id and o.status = 'placed') as bought,
          exists (
            select from orders o join messages m on m.recovery_id = o.recovery_id and m.state = 'accepted'
            where o.recovery_id = started.id and o.status = 'placed' and m.claimed_at <= o.arrived_at
          ) as recovered
        from started
      )
      select (select count(*) from judged)::float8 as abandoned, count(*)::float8 as started,
        (count(*) filter (where messaged))::float8 as messaged, 0 as reported, 0 as delivered, 0 as opened, 0 as clicked,
        (count(*) filter (where recovered))::float8 as recovered,
        (count(*) filter (where bought and not recovered))::float8 as unaided
      from stages`),
  ]);

const nonSendsOf = ({ write }: Shop) =>
  write(async (tx) => [
    ...(await rawSql(tx)`
      select kind, reason, channel, count(*)::float8 as decisions, count(distinct cart_id)::float8 as carts
      from decisions where at >= ${from.toISOString()} and at < ${to.toISOString()}
      group by 1, 2, 3 order by 4 desc, 1, 2, 3`),
  ]);

const messageStatesOf = ({ write }: Shop) =>
  write(async (tx) => [
    ...(await rawSql(tx)`
      select channel, provider, state, null as "deliveryState", count(*)::float8 as messages, sum(attempts)::float8 as attempts
      from messages where claimed_at >= ${from.toISOString()} and claimed_at < ${to.toISOString()}
      group by 1, 2, 3 order by 1, 2, 3`),
  ]);
