import { expect, test } from 'vitest';
import { minuteMs, secondMs } from './duration.ts';
import { backupAgeMsMax, type OperationsSituation, operationProblems } from './operation-problems.ts';
import type { SecretDue } from './secret-due.ts';

const nowMs = 1_800_000_000_000;
const calm: OperationsSituation = {
  nowMs,
  dependencies: [{ name: 'postgres', ok: true, sinceMs: 0 }],
  roles: { all: ['api', 'pipeline'], running: new Set(['api', 'pipeline']) },
  partitions: [{ partition: 0, eventsLagMs: 0, analyticsLagMs: 900 }],
  carts: { waiting: 3, oldestMs: nowMs - secondMs },
  recoveries: { waiting: 0, oldestMs: null },
  queues: [{ name: 'recovery', waiting: 0, oldestMs: null, workers: 2 }],
  inboxes: [{ name: 'webhooks', waiting: 2, oldestMs: nowMs - secondMs }],
  relays: [{ topic: 'events.raw', waiting: 1, oldestMs: nowMs - secondMs }],
  senders: [],
  stoppedDomains: [],
  usedPlans: [],
  senderDomains: [],
  ownDomains: [],
  silentStores: [],
  backups: { heldSince: null, backupAsOf: nowMs - minuteMs, openErasures: 0 },
  secrets: { away: null, all: [] },
  certificatesDue: [],
};

const of = (change: Partial<OperationsSituation>) =>
  operationProblems({ ...calm, ...change }).map(({ kind, severity, subject, sinceMs, count }) => [
    ...[kind, severity, subject],
    ...[sinceMs === null ? null : nowMs - sinceMs, count],
  ]);

test('an installation in order has no problem, and a part that cannot be read invents none', () => {
  expect(of({})).toEqual([]);
  const blind = { roles: null, partitions: null, carts: null, recoveries: null, queues: null, inboxes: null };
  expect(
    of({
      ...blind,
      relays: null,
      senders: null,
      stoppedDomains: null,
      usedPlans: null,
      senderDomains: null,
      ownDomains: null,
      silentStores: null,
      backups: null,
      secrets: null,
      certificatesDue: null,
    }),
  ).toEqual([]);
});

test('what waits is told from its limit on, and is bad from the next', () => {
  const waiting = (ageMs: number) => of({ carts: { waiting: 7, oldestMs: nowMs - ageMs } });
  expect(waiting(30 * secondMs - 1)).toEqual([]);
  expect(waiting(30 * secondMs)).toEqual([['carts_waiting', 'warn', null, 30 * secondMs, 7]]);
  expect(waiting(5 * minuteMs)).toEqual([['carts_waiting', 'bad', null, 5 * minuteMs, 7]]);
});

test('a domain whose e-mail is stopped is bad at once (field 23)', () => {
  expect(of({ stoppedDomains: [{ domain: 'shop.example', sinceMs: nowMs - minuteMs }] })).toEqual([
    ['from_domain_stopped', 'bad', 'shop.example', minuteMs, null],
  ]);
});

test('a plan that is used up, or nearly, is told and bad for nobody at once', () => {
  const usedPlans = [
    { storeId: 'store-1', state: 'near' },
    { storeId: 'store-2', state: 'over' },
  ] as const;
  expect(of({ usedPlans })).toEqual([
    ['plan_used_up', 'warn', 'store-2', null, null],
    ['plan_nearly_used_up', 'warn', 'store-1', null, null],
  ]);
});

test('secrets that cannot be read again are told, and are bad for nobody as long as those at hand work (operations T3)', () => {
  expect(of({ secrets: { away: { code: 'sealed', sinceMs: nowMs - minuteMs }, all: [] } })).toEqual([
    ['secrets_away', 'warn', 'sealed', minuteMs, null],
  ]);
});

test('a backup that is older than a day is told, and so is that nothing is sent since a restore (operations T9)', () => {
  const old = nowMs - backupAgeMsMax;
  expect(of({ backups: { heldSince: nowMs - minuteMs, backupAsOf: old, openErasures: 0 } })).toEqual([
    ['sends_held', 'bad', null, minuteMs, null],
    ['backup_old', 'warn', null, backupAgeMsMax, null],
  ]);
  expect(of({ backups: { heldSince: null, backupAsOf: old + 1, openErasures: 3 } })).toEqual([]);
  // Who never made one keeps copies in another way.
  expect(of({ backups: { heldSince: null, backupAsOf: null, openErasures: 0 } })).toEqual([]);
});

test('whom a restore brought back is told until they are erased again (operations T10)', () => {
  expect(of({ backups: { heldSince: nowMs - minuteMs, backupAsOf: null, openErasures: 2 } })).toEqual([
    ['sends_held', 'bad', null, minuteMs, null],
    ['erasures_open', 'warn', null, minuteMs, 2],
  ]);
});

test('a secret that gets old is told before it is due, and a login that ends with nothing in its place is bad', () => {
  const secret = (name: string, state: SecretDue['state'], ends = false) => ({
    ...{ name, due: { dueMs: nowMs, state }, ends, awaitsRestart: false },
  });
  const all = [
    secret('LINK_SECRET', 'soon'),
    secret('ADMIN_API_KEY', 'good'),
    secret('METRICS_TOKEN', 'unknown'),
    secret('POSTGRES_URL', 'late', true),
    { ...secret('RESEND_API_KEY', 'good'), awaitsRestart: true },
  ];
  expect(of({ secrets: { away: null, all } }).map(([kind, severity, subject]) => [kind, severity, subject])).toEqual([
    ['secret_due', 'bad', 'POSTGRES_URL'],
    ['secret_due', 'warn', 'LINK_SECRET'],
    ['secret_awaits_restart', 'warn', 'RESEND_API_KEY'],
  ]);
});

test('a certificate that nobody renews is bad before it ends, and told by the roles that would lose their servers', () => {
  expect(of({ certificatesDue: ['api', 'pipeline, recovery'] })).toEqual([
    ['certificate_due', 'bad', 'api', null, null],
    ['certificate_due', 'bad', 'pipeline, recovery', null, null],
  ]);
});

test('a queue that nobody works at is bad even while nothing waits there', () => {
  expect(of({ queues: [{ name: 'delivery-sms', waiting: 0, oldestMs: null, workers: 0 }] })).toEqual([
    ['queue_without_workers', 'bad', 'delivery-sms', null, 0],
  ]);
});

test('reports that are behind never outrank what shoppers notice', () => {
  const day = 24 * 60 * minuteMs;
  expect(
    of({
      partitions: [{ partition: 4, eventsLagMs: 2 * minuteMs, analyticsLagMs: day }],
      dependencies: [{ name: 'clickhouse', ok: false, sinceMs: nowMs - day }],
      roles: { all: ['api', 'delivery'], running: new Set(['api']) },
      silentStores: [{ storeId: 's-1', sinceMs: nowMs - 2 * day }],
    }).map(([kind, severity, subject]) => [kind, severity, subject]),
  ).toEqual([
    ['dependency_away', 'bad', 'clickhouse'],
    ['role_missing', 'bad', 'delivery'],
    ['events_waiting', 'bad', '4'],
    ['analytics_behind', 'warn', '4'],
    ['store_silent', 'warn', 's-1'],
  ]);
});

test('of one kind the oldest comes first', () => {
  const inbox = (name: string, minutes: number) => ({ name, waiting: 1, oldestMs: nowMs - minutes * minuteMs });
  expect(of({ inboxes: [inbox('callbacks', 2), inbox('webhooks', 3)] }).map(([, , subject]) => subject)).toEqual([
    'webhooks',
    'callbacks',
  ]);
});

test('a domain that mailboxes refuse is bad, and a name of a store that fails is not', () => {
  const [senderDomains, ownDomains] = [
    [{ domain: 'engine.example' }],
    [{ domain: 'cart.shop.example', sinceMs: nowMs - 5 }],
  ];
  expect(of({ senderDomains, ownDomains })).toEqual([
    ['sender_domain_failing', 'bad', 'engine.example', null, null],
    ['own_domain_failing', 'warn', 'cart.shop.example', 5, null],
  ]);
});
