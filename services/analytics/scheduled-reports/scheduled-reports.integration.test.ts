import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { and, eq } from 'drizzle-orm';
import { describe, expect, onTestFinished } from 'vitest';
import { readProvidersConfig } from '../../../channels/provider-config.ts';
import { createProviders } from '../../../channels/providers.ts';
import { providerUnits } from '../../../channels/registry.ts';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import {
  memberships,
  reportDeliveries,
  reportRuns,
  scheduledReports,
  stores,
} from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { dayMs } from '../../../domain/duration.ts';
import { newestPeriod } from '../../../domain/report-period.ts';
import { attemptLeaseMs } from '../../../domain/send-attempt.ts';
import { verifyStandardWebhook } from '../../../runtime/standard-webhook.ts';
import { startRecordingProvider } from '../../../test/recording-provider.ts';
import { createReportedShop } from '../../../test/report-fixture.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { createSandboxStore } from '../../messaging/sandbox-inbox/put.ts';
import { sweepCarts } from '../../recovery/abandonment/sweep.ts';
import { RetryLaterError } from '../../shared/retry-later-error.ts';
import { exportFacts } from '../facts/export-facts.ts';
import { factSources } from '../facts/fact-sources.ts';
import { type AnalyticsReader, createAnalyticsReader } from '../queries/analytics-reader.ts';
import { countRun } from './count-run.ts';
import { type DeliverDeps, deliverReport, giveUpDelivery } from './deliver.ts';
import { endRun } from './end-run.ts';
import { openRun } from './open-run.ts';
import { createPostReport } from './report-webhook.ts';
import { askForTest, listRuns } from './runs.ts';
import { updateReport } from './update.ts';

const test = base.extend('analytics', { scope: 'file' }, async ({ clickhouse, systemOfRecord }) => {
  await migrateClickhouse(clickhouse);
  const reader = createAnalyticsReader({ clickhouse, database: systemOfRecord, now: Date.now });
  const holder = randomUUID();
  return {
    query: reader.query,
    async copy() {
      for (const source of factSources)
        await exportFacts({ database: systemOfRecord, clickhouse, holder, onLag: () => {} }, source);
    },
  };
});

const never = new AbortController().signal;

/** A store with a report that is due, a vendor that behaves as ordered, and a clock that the test moves. */
async function newCase(
  database: Database,
  analytics: Pick<AnalyticsReader, 'query'>,
  { webhookUrl }: { readonly webhookUrl?: string } = {},
) {
  const vendor = await startRecordingProvider();
  onTestFinished(() => vendor.close());
  const shop = await createReportedShop(database);
  const { report, secret } = await shop.report({ ...(webhookUrl && { webhookUrl }) });
  const env = { EMAIL_PROVIDER: 'resend', RESEND_API_KEY: 're_test', RESEND_BASE_URL: vendor.url };
  let clock = Date.now();
  const deps: DeliverDeps = {
    ...{ database, sealer: shop.deps.sealer, from: 'Engine <engine@shop.example>', now: () => clock },
    providers: createProviders(readProvidersConfig(providerUnits, env).config, {
      outbox: createSandboxStore(database),
      publicUrl: 'http://localhost:3000',
    }),
    post: createPostReport({ allowLoopback: true }),
    publicUrl: () => 'https://engine.example',
  };
  const its = { storeId: shop.storeId, reportId: report.id };
  const open = () => openRun(deps, { ...its, runId: null, atMs: clock });

  /** As Temporal retries: when the failure says so, until there is an end. */
  async function deliver(deliveryId: string, attemptsMax = 5): Promise<string> {
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      try {
        return await deliverReport(deps, { storeId: shop.storeId, deliveryId }, never);
      } catch (error) {
        if (!(error instanceof RetryLaterError)) throw error;
        clock += (error.retryAfterMs ?? 0) + 1;
      }
    }
    return 'still trying';
  }
  return {
    ...{ vendor, shop, report, secret, its, deps, open, deliver },
    /** Opens and counts; the deliveries. */
    async begin(): Promise<readonly string[]> {
      const opened = await open();
      if (opened.kind !== 'open') throw new Error(`the run is ${opened.kind}`);
      return countRun({ database, analytics }, { storeId: shop.storeId, runId: opened.runId }, never);
    },
    runs: () => listRuns(database, { ...its, limit: 10 }),
    wait: (milliseconds: number) => {
      clock += milliseconds;
    },
    write: <T>(work: Parameters<typeof withStore<T>>[2]) => withStore(database, shop.storeId, work),
  };
}

/** A program of somebody, which answers as ordered and then with 204. */
async function startReceiver(...statuses: number[]) {
  const got: { readonly headers: Readonly<Record<string, unknown>>; readonly body: string }[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    got.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
    const status = statuses.shift() ?? 204;
    if (status === 0) return void request.socket.destroy();
    response.writeHead(status, status === 302 ? { location: 'http://10.0.0.1/' } : {}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in?from=engine` };
}

describe('a period', () => {
  test('is permitted once, whoever asks at the same time, and not again', async ({ systemOfRecord, analytics }) => {
    const { open, runs, its } = await newCase(systemOfRecord, analytics);
    const opened = await Promise.all([open(), open(), open(), open()]);
    expect(new Set(opened.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await runs()).toHaveLength(1);
    const [run] = opened;
    if (run?.kind !== 'open') throw new Error('it is open');
    const key = { storeId: its.storeId, runId: run.runId };
    await countRun({ database: systemOfRecord, analytics }, key, never);
    await endRun({ database: systemOfRecord, now: Date.now }, { ...key, reason: null });
    expect(await open()).toEqual({ kind: 'ended' });
  });

  test('that nobody reported while the engine was down is left out: the newest one goes out alone', async ({
    systemOfRecord,
    analytics,
  }) => {
    const { open, wait, runs } = await newCase(systemOfRecord, analytics);
    await open();
    wait(5 * dayMs);
    await open();
    const found = await runs();
    expect(found).toHaveLength(2);
    const newest = newestPeriod('daily', 'Europe/Vienna', Date.now() + 5 * dayMs).key;
    expect(found[0]?.period).toBe(newest);
  });

  test('of a store that is paused is noted and not sent; of a report that is paused or deleted it is not even noted', async ({
    systemOfRecord,
    analytics,
  }) => {
    const { open, runs, write, its, shop } = await newCase(systemOfRecord, analytics);
    await updateReport(shop.deps, { actor: system, ...its, expectedRevision: null, change: { status: 'paused' } });
    expect([await open(), await runs()]).toEqual([{ kind: 'off' }, []]);
    await updateReport(shop.deps, { actor: system, ...its, expectedRevision: null, change: { status: 'active' } });
    await write((tx) => tx.update(stores).set({ status: 'paused' }).where(eq(stores.id, its.storeId)));
    expect(await open()).toEqual({ kind: 'ended' });
    expect(await runs()).toMatchObject([{ state: 'not_sent', reason: 'store_paused', deliveries: [] }]);
    await write((tx) => tx.update(scheduledReports).set({ status: 'deleted' }));
    expect(await open()).toEqual({ kind: 'off' });
  });
});

describe('what a report says', () => {
  test('is what analytics says of the same days, counted once', async ({ systemOfRecord, analytics }) => {
    const { begin, its, write, shop } = await newCase(systemOfRecord, analytics);
    const { rows } = shop;
    const yesterday = new Date(Date.now() - dayMs);
    await rows.cart({ customerId: await rows.customer(), abandonAt: yesterday, lastActivityAt: yesterday });
    await sweepCarts(systemOfRecord, { nowMs: Date.now(), limit: 100 });
    await analytics.copy();
    await begin();
    const [run] = await write((tx) => tx.select().from(reportRuns));
    const content = run?.content;
    if (!content) throw new Error('it is counted');
    for (const { query, value, previous } of content.figures) {
      const answer = await analytics.query({
        ...{ ...its, timeZone: 'Europe/Vienna', timeRange: content.days, compareTo: 'previous_period', top: 10 },
        ...{ metric: query.metric, dimensions: [], filters: {} },
      });
      expect([value, previous], query.metric).toEqual([answer.total.value, answer.total.previous]);
    }
    expect(content.figures).toHaveLength(7);
    expect(content.figures.find(({ query }) => query.metric === 'abandoned_carts')?.value).toBe(1);
    expect(JSON.stringify(content)).not.toMatch(/@/);
  });

  test('waits until analytics has heard of the whole period', async ({ systemOfRecord, analytics }) => {
    const { open, its, wait } = await newCase(systemOfRecord, analytics);
    wait(2 * dayMs);
    const opened = await open();
    const runId = opened.kind === 'open' ? opened.runId : '';
    const counting = countRun({ database: systemOfRecord, analytics }, { storeId: its.storeId, runId }, never);
    await expect(counting).rejects.toMatchObject({ code: 'numbers_behind' });
  });
});

describe('a report by e-mail', () => {
  test.for([
    ['takes it and says so', []],
    ['takes it and cuts the connection', [{ kind: 'accept_then_drop' }]],
    ['cuts the connection and takes nothing', [{ kind: 'drop' }]],
    ['takes it and fails', [{ kind: 'accept_then_fail' }]],
    ['is away first', [{ kind: 'unavailable' }]],
    ['has too much to do first', [{ kind: 'throttle', retryAfterSeconds: 7 }]],
  ] as const)('arrives once where its provider %s', async ([, behaviours], { systemOfRecord, analytics }) => {
    const { vendor, begin, deliver, runs } = await newCase(systemOfRecord, analytics);
    const [first = '', second = ''] = await begin();
    vendor.next(...behaviours);
    expect(await deliver(first)).toBe('accepted');
    expect(await deliver(second)).toBe('accepted');
    // Again, as after a crash of the worker that was about to note it.
    expect(await deliver(first)).toBe('accepted');
    expect(vendor.accepted).toHaveLength(2);
    expect(await runs()).toMatchObject([{ deliveries: [{ state: 'accepted' }, { state: 'accepted' }] }]);
  });

  test('is sent by one of two workers that take it up at once', async ({ systemOfRecord, analytics }) => {
    const { vendor, begin, deps, its } = await newCase(systemOfRecord, analytics);
    const [deliveryId = ''] = await begin();
    const attempts = Array.from({ length: 4 }, () => deliverReport(deps, { storeId: its.storeId, deliveryId }, never));
    const ends = await Promise.allSettled(attempts);
    // Not even asked twice, though this vendor would know the key.
    expect(vendor.requests).toHaveLength(1);
    expect(ends.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
  });

  test('that a crash left between its permission and its sending goes out under the same key, or not at all', async ({
    systemOfRecord,
    analytics,
  }) => {
    const { vendor, begin, deliver, write, wait } = await newCase(systemOfRecord, analytics);
    const [known = '', forgotten = ''] = await begin();
    const crashed = {
      state: 'sending',
      provider: 'resend',
      attempts: 1,
      claimedAt: new Date(),
      attemptedAt: new Date(),
    } as const;
    await write((tx) => tx.update(reportDeliveries).set(crashed));
    expect(await deliver(known)).toBe('accepted');
    expect(vendor.accepted).toHaveLength(1);
    // The vendor forgets keys after a day: nothing can tell any more what became of it.
    wait(2 * dayMs + attemptLeaseMs);
    expect(await deliver(forgotten)).toBe('unknown');
    expect(vendor.accepted).toHaveLength(1);
  });

  test('goes to members only: whoever left the store gets nothing, and of a list without members it says so', async ({
    systemOfRecord,
    analytics,
  }) => {
    const { vendor, begin, deliver, write, runs, shop, wait } = await newCase(systemOfRecord, analytics);
    const leave = (userId = '') =>
      write((tx) =>
        tx.delete(memberships).where(and(eq(memberships.storeId, shop.storeId), eq(memberships.userId, userId))),
      );
    const deliveries = await begin();
    await leave(shop.memberIds[0]);
    const ends = await Promise.all(deliveries.map((id) => deliver(id)));
    expect(ends.toSorted()).toEqual(['accepted', 'rejected']);
    expect(vendor.accepted).toHaveLength(1);
    const [run] = await runs();
    expect(run?.deliveries.map(({ reason }) => reason).toSorted()).toEqual(['left', null]);
    await leave(shop.memberIds[1]);
    await write((tx) => tx.delete(reportRuns));
    wait(1);
    expect(await begin()).toEqual([]);
    expect(await runs()).toMatchObject([{ state: 'not_sent', reason: 'no_recipients' }]);
  });

  test('that its retries could not bring is given up as what it is', async ({ systemOfRecord, analytics }) => {
    const { vendor, begin, deliver, deps, its } = await newCase(systemOfRecord, analytics);
    const [refused = '', unclear = ''] = await begin();
    vendor.always({ kind: 'unavailable' });
    expect(await deliver(refused)).toBe('still trying');
    expect(await giveUpDelivery(deps, { storeId: its.storeId, deliveryId: refused })).not.toBe('accepted');
    vendor.always({ kind: 'drop' });
    expect(await deliver(unclear)).toBe('still trying');
    expect(await giveUpDelivery(deps, { storeId: its.storeId, deliveryId: unclear })).toBe('unknown');
    expect(await giveUpDelivery(deps, { storeId: its.storeId, deliveryId: unclear })).toBe('unknown');
  });
});

describe('a test', () => {
  test('goes to the person who asks and to nobody else, and leaves the period to be reported', async ({
    systemOfRecord,
    analytics,
  }) => {
    const { vendor, shop, its, deliver, open, begin } = await newCase(systemOfRecord, analytics);
    const [userId = ''] = shop.memberIds;
    const actor = { kind: 'user', userId, storeId: its.storeId, role: 'analyst' } as const;
    const asked = await askForTest(shop.deps, { actor, ...its });
    expect(asked).toMatchObject({ kind: 'test', state: 'preparing', deliveries: [] });
    const opened = await openRun({ database: systemOfRecord }, { ...its, runId: asked.id, atMs: Date.now() });
    expect(opened).toEqual({ kind: 'open', runId: asked.id });
    const deliveries = await countRun(
      { database: systemOfRecord, analytics },
      { storeId: its.storeId, runId: asked.id },
      never,
    );
    expect(await Promise.all(deliveries.map((id) => deliver(id)))).toEqual(['accepted']);
    expect(vendor.requests.at(-1)?.body).toContain('[Test]');
    expect((await open()).kind).toBe('open');
    expect(await begin()).toHaveLength(2);
    await expect(askForTest(shop.deps, { actor: system, ...its })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a report by webhook', () => {
  test('is posted as JSON that its secret signs, and again under the same id until it is taken', async ({
    systemOfRecord,
    analytics,
  }) => {
    const receiver = await startReceiver(500, 0);
    const { begin, deliver, secret, its, report } = await newCase(systemOfRecord, analytics, {
      webhookUrl: receiver.url,
    });
    const [deliveryId = ''] = await begin();
    expect(await deliver(deliveryId)).toBe('accepted');
    expect(receiver.got).toHaveLength(3);
    for (const { headers, body } of receiver.got) {
      expect(headers['webhook-id']).toBe(deliveryId);
      const message = {
        ...{ id: deliveryId, timestamp: String(headers['webhook-timestamp']), body: Buffer.from(body) },
        ...{
          signatures: String(headers['webhook-signature']),
          receivedAtMs: Number(headers['webhook-timestamp']) * 1_000,
        },
      };
      expect(verifyStandardWebhook(message, [secret ?? ''])).toEqual({ ok: true });
      expect(verifyStandardWebhook(message, ['whsec_AAAA'])).toMatchObject({ ok: false });
    }
    expect(new Set(receiver.got.map(({ body }) => body)).size).toBe(1);
    expect(JSON.parse(receiver.got[0]?.body ?? '')).toMatchObject({
      ...{ type: 'report.ready', test: false, storeId: its.storeId, reportId: report.id, timeZone: 'Europe/Vienna' },
      figures: [{ query: { metric: 'recovered_revenue' }, unit: 'money' }, {}, {}, {}, {}, {}, {}],
    });
  });

  test('that cannot be reached is tried again, and given up as not sent', async ({ systemOfRecord, analytics }) => {
    const webhookUrl = 'http://127.0.0.1:9/in';
    const { begin, deliver, deps, its } = await newCase(systemOfRecord, analytics, { webhookUrl });
    const [deliveryId = ''] = await begin();
    expect(await deliver(deliveryId)).toBe('still trying');
    expect(await giveUpDelivery(deps, { storeId: its.storeId, deliveryId })).toBe('rejected');
  });

  test.for([
    ['is gone', 410, 'http_410'],
    ['leads elsewhere', 302, 'http_302'],
  ] as const)('whose address %s is not tried again', async ([, status, reason], { systemOfRecord, analytics }) => {
    const receiver = await startReceiver(status);
    const { begin, deliver, runs } = await newCase(systemOfRecord, analytics, { webhookUrl: receiver.url });
    const [deliveryId = ''] = await begin();
    expect(await deliver(deliveryId)).toBe('rejected');
    expect(receiver.got).toHaveLength(1);
    expect(await runs()).toMatchObject([{ deliveries: [{ recipientId: null, state: 'rejected', reason }] }]);
  });

  test('goes to no private address, whatever its name leads to', async ({ systemOfRecord, analytics }) => {
    const receiver = await startReceiver();
    const { begin, deps, its } = await newCase(systemOfRecord, analytics, { webhookUrl: receiver.url });
    const [deliveryId = ''] = await begin();
    const guarded = { ...deps, post: createPostReport({ allowLoopback: false }) };
    expect(await deliverReport(guarded, { storeId: its.storeId, deliveryId }, never)).toBe('rejected');
    expect(receiver.got).toEqual([]);
  });
});
