import proto from '@temporalio/proto';
import { describe, expect, inject, vi } from 'vitest';
import { migrateClickhouse } from '../db/clickhouse/migrate.ts';
import { scheduledReports } from '../db/postgres/schema/index.ts';
import { withEngine } from '../db/postgres/tenancy.ts';
import { system } from '../domain/actor.ts';
import { dayMs } from '../domain/duration.ts';
import { updateStore } from '../services/accounts/stores/update.ts';
import { removeReport } from '../services/analytics/scheduled-reports/remove.ts';
import { listRuns } from '../services/analytics/scheduled-reports/runs.ts';
import { scheduleOf } from '../services/analytics/scheduled-reports/schedule-spec.ts';
import { repairReportSchedules, syncReportSchedules } from '../services/analytics/scheduled-reports/sync-schedules.ts';
import { updateReport } from '../services/analytics/scheduled-reports/update.ts';
import { type Engine, startEngine } from '../test/engine.ts';
import { test as base } from '../test/fixtures.ts';
import { createReportedShop } from '../test/report-fixture.ts';
import { reportScheduleId } from '../workflows/contract.ts';

const patience = { timeout: 60_000, interval: 100 };

/** Two processes that send, on one scheduler. */
const test = base.extend('engine', { scope: 'file' }, async ({ database, redis, clickhouse }, { onCleanup }) => {
  await migrateClickhouse(clickhouse);
  const engine = await startEngine({
    ...database,
    ...{ redisUrl: redis.url, clickhouse, senders: 2 },
    temporalCliPath: inject('servers').temporalCliPath,
  });
  onCleanup(() => engine.stop());
  return engine;
});

function scheduleIn({ client }: Engine, storeId: string, reportId: string) {
  const handle = client.schedule.getHandle(reportScheduleId(storeId, reportId));
  const note = async () => (await handle.describe()).state.note;
  return { handle, note };
}

/** When the scheduler would run a schedule, as it says itself. */
async function actionTimes({ client }: Engine, scheduleId: string, from: string, to: string): Promise<string[]> {
  const seconds = (text: string) =>
    proto.google.protobuf.Timestamp.create({ seconds: (Date.parse(text) / 1_000) as never });
  const { startTime } = await client.workflowService.listScheduleMatchingTimes({
    ...{ namespace: 'default', scheduleId, startTime: seconds(from), endTime: seconds(to) },
  });
  return startTime.map((time) => new Date(Number(time.seconds) * 1_000).toISOString());
}

describe('a report', () => {
  test('of one period goes to each recipient once, in their language, however often it fires', async ({ engine }) => {
    const shop = await createReportedShop(engine.database);
    const { report } = await shop.report();
    const { handle, note } = scheduleIn(engine, shop.storeId, report.id);
    await vi.waitFor(async () => expect(await note()).toBe('daily 08:00'), patience);
    // As after an outage: everything that was missed comes at once, and somebody pulls the trigger beside it.
    const until = new Date();
    await handle.backfill({ start: new Date(until.getTime() - 5 * dayMs), end: until, overlap: 'ALLOW_ALL' });
    await handle.trigger('ALLOW_ALL');
    await handle.trigger('ALLOW_ALL');
    await vi.waitFor(async () => expect((await handle.describe()).info.numActionsTaken).toBeGreaterThan(5), patience);
    await vi.waitFor(async () => {
      const { runningActions } = (await handle.describe()).info;
      expect(runningActions).toEqual([]);
      expect(await shop.mail()).toHaveLength(2);
    }, patience);
    await vi.waitFor(async () => {
      const runs = await listRuns(engine.database, { storeId: shop.storeId, reportId: report.id, limit: 10 });
      expect(runs).toMatchObject([
        { kind: 'scheduled', state: 'done', deliveries: [{ state: 'accepted' }, { state: 'accepted' }] },
      ]);
    }, patience);
    const [german, english] = await shop.mail();
    expect([german?.subject, english?.subject]).toEqual([
      expect.stringMatching(/^Tagesbericht: .*\d{4}$/),
      expect.stringMatching(/^Daily report: .*\d{4}$/),
    ]);
    expect(german?.text).toContain('Zeitzone Europe/Vienna');
  });

  test('is told to the scheduler anew when its time or the zone of its store changes, and is ended with it', async ({
    engine,
  }) => {
    const { database } = engine;
    const shop = await createReportedShop(database);
    const { report } = await shop.report({ frequency: 'weekly' });
    const its = { actor: system, storeId: shop.storeId, reportId: report.id };
    const { handle, note } = scheduleIn(engine, shop.storeId, report.id);
    const zone = async () => (await handle.describe()).spec.timezone;
    await vi.waitFor(
      async () => expect([await note(), await zone()]).toEqual(['weekly 08:00', 'Europe/Vienna']),
      patience,
    );
    await updateReport(shop.deps, {
      ...its,
      expectedRevision: 1,
      change: { frequency: 'monthly', timeOfDay: '09:15' },
    });
    await vi.waitFor(async () => expect(await note()).toBe('monthly 09:15'), patience);
    const change = { timeZone: 'Asia/Kathmandu' };
    const configured = { email: [], sms: [], push: [] };
    await updateStore(database, { actor: system, storeId: shop.storeId, change, configured });
    await vi.waitFor(async () => expect(await zone()).toBe('Asia/Kathmandu'), patience);
    await updateReport(shop.deps, { ...its, expectedRevision: null, change: { status: 'paused' } });
    await vi.waitFor(() => expect(note()).rejects.toThrow(), patience);
    await updateReport(shop.deps, { ...its, expectedRevision: null, change: { status: 'active' } });
    await vi.waitFor(async () => expect(await note()).toBe('monthly 09:15'), patience);
    await removeReport(shop.deps, its);
    await vi.waitFor(() => expect(note()).rejects.toThrow(), patience);
    await vi.waitFor(async () => {
      const rows = await withEngine(database, (tx) => tx.select({ id: scheduledReports.id }).from(scheduledReports));
      expect(rows.map(({ id }) => id)).not.toContain(report.id);
    }, patience);
  });

  test('that the scheduler lost, or that somebody stopped there, is told again; one of nobody goes', async ({
    engine,
  }) => {
    const { database, client } = engine;
    const shop = await createReportedShop(database);
    const [lost, stopped] = [(await shop.report()).report, (await shop.report({ timeOfDay: '09:00' })).report];
    const [first, second] = [lost, stopped].map(({ id }) => scheduleIn(engine, shop.storeId, id));
    await vi.waitFor(
      async () => expect([await first?.note(), await second?.note()]).toEqual(['daily 08:00', 'daily 09:00']),
      patience,
    );
    await first?.handle.delete();
    await second?.handle.pause('by hand');
    const stray = reportScheduleId(shop.storeId, crypto.randomUUID());
    await client.schedule.create({
      ...{ scheduleId: stray, spec: {} },
      action: { type: 'startWorkflow', workflowType: 'sendReport', taskQueue: 'recovery' },
    });
    const deps = { database, client, now: Date.now };
    // Lists of the scheduler are a moment behind.
    await vi.waitFor(async () => {
      await repairReportSchedules(deps);
      await syncReportSchedules(deps, { limit: 100 });
      expect([await first?.note(), await second?.note()]).toEqual(['daily 08:00', 'daily 09:00']);
      expect((await second?.handle.describe())?.state.paused).toBe(false);
      await expect(client.schedule.getHandle(stray).describe()).rejects.toThrow();
    }, patience);
  });
});

describe('the scheduler', () => {
  test.for([
    ['Europe/Vienna', '02:30', '2026-03-28', '2026-03-31', ['28T01:30', '29T01:30', '30T00:30']],
    ['Europe/Vienna', '02:30', '2026-10-24', '2026-10-27', ['24T00:30', '25T01:30', '26T01:30']],
    ['Asia/Kathmandu', '08:00', '2026-10-24', '2026-10-26', ['24T02:15', '25T02:15']],
    ['Australia/Lord_Howe', '02:15', '2026-10-03', '2026-10-05', ['03T15:45', '04T15:15']],
    ['+05:45', '08:00', '2026-01-02', '2026-01-04', ['02T02:15', '03T02:15']],
  ] as const)(
    'runs a daily report of %s at %s once each day from %s to %s',
    async ([zone, timeOfDay, from, to, runs], { engine }) => {
      const scheduleId = `tried/${crypto.randomUUID()}`;
      const { spec } = scheduleOf({ frequency: 'daily', timeOfDay }, zone, Date.parse('2026-01-01T00:00:00Z'));
      await engine.client.schedule.create({
        ...{ scheduleId, spec, state: { paused: true } },
        action: { type: 'startWorkflow', workflowType: 'sendReport', taskQueue: 'recovery' },
      });
      const times = await actionTimes(engine, scheduleId, `${from}T00:00:00Z`, `${to}T00:00:00Z`);
      expect(times.map((time) => time.slice(8, 16))).toEqual(runs);
    },
  );
});
