import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished } from 'vitest';
import {
  decisions,
  driftChecks,
  messages,
  modelMoves,
  orders,
  quotaAlerts,
  recoveries,
  replies,
  trainingRuns,
  webhookEndpoints,
} from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine, withPipeline, withStore } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import type { DriftReport } from '../../../domain/drift/drift-report.ts';
import { dayMs, hourMs } from '../../../domain/duration.ts';
import { failingMsMax } from '../../../domain/outgoing/delivery-attempt.ts';
import { type OutgoingEventType, outgoingEventTypes } from '../../../domain/outgoing/event-types.ts';
import { createSealer } from '../../../runtime/sealer.ts';
import { createSentMessage } from '../../../test/sent-message.ts';
import { test } from '../../../test/system-of-record.ts';
import { redeemRestoreLink } from '../../messaging/links/redeem.ts';
import { createEndpoint } from '../endpoints/create.ts';
import { getEndpoint } from '../endpoints/list.ts';
import { rotateEndpointSecret } from '../endpoints/rotate-secret.ts';
import { updateEndpoint } from '../endpoints/update.ts';
import { outgoingEvents } from '../event-catalogue.ts';
import { attemptLimits } from './attempt.ts';
import { createOutgoingRounds } from './delivery-rounds.ts';
import { listEndpointDeliveries } from './list.ts';
import { outgoingKeptMs, purgeOldOutgoing } from './purge-old.ts';
import { replayEndpointDelivery, replayFailedDeliveries } from './replay.ts';
import { sendTestEvent } from './send-test.ts';

interface Received {
  readonly headers: Record<string, string>;
  readonly body: string;
}

type Answer = (response: ServerResponse, headers: IncomingHttpHeaders) => void;

/** A receiver of the store, which answers as it is told. */
async function startReceiver(answer: Answer = (response) => response.writeHead(204).end()) {
  const received: Received[] = [];
  const state = { answer };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      received.push({ headers: request.headers as Record<string, string>, body });
      state.answer(response, request.headers);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received,
    answerWith(next: Answer) {
      state.answer = next;
    },
  };
}

const installationSecret = 'the installation secret of the tests';
const sealer = createSealer(installationSecret);
const status =
  (code: number, body = ''): Answer =>
  (response) =>
    response.writeHead(code).end(body);

/** A store with a message on its way, one endpoint, and a clock that the test moves. */
async function newCase(
  database: Database,
  { eventTypes = [...outgoingEventTypes], answer }: { eventTypes?: OutgoingEventType[]; answer?: Answer } = {},
) {
  const receiver = await startReceiver(answer);
  const sent = await createSentMessage(database);
  const { storeId, cartId, customerId, messageId } = sent;
  let aheadMs = 0;
  const deps = { database, sealer, allowLoopback: true, now: () => Date.now() + aheadMs, random: () => 0 };
  const made = await createEndpoint(deps, { actor: system, storeId, url: receiver.url, eventTypes });
  const key = { storeId, endpointId: made.endpoint.id };
  const [recovery] = await withStore(database, storeId, (tx) =>
    tx.select().from(recoveries).where(eq(recoveries.storeId, storeId)),
  );
  const recoveryId = recovery?.id ?? '';
  const ids = { cartId, customerId, recoveryId };
  const isMessage = and(eq(messages.storeId, storeId), eq(messages.id, messageId));
  const rounds = () =>
    createOutgoingRounds(deps, {
      onEnd: () => {},
      onFailure: (error) => {
        throw error;
      },
    });
  return {
    ...{ ...sent, ...ids, ...made, receiver, deps, key, rounds },
    pass(ms: number) {
      aheadMs += ms;
    },
    async claim() {
      await withStore(database, storeId, (tx) =>
        tx.insert(messages).values({
          ...{ storeId, id: messageId, ...ids, ruleId: 'reminder', channel: 'email', template: 'reminder' },
          ...{ provider: 'ses', addressHash: 'x', basis: 'consent', state: 'sending', cartVersion: 1 },
        }),
      );
    },
    change: (values: Partial<typeof messages.$inferInsert>) =>
      withPipeline(database, (tx) => tx.update(messages).set(values).where(isMessage)),
    async order(values: Partial<typeof orders.$inferInsert> = {}) {
      const order = {
        ...{ storeId, id: randomUUID(), externalId: 'order-1', cartId, customerId, recoveryId },
        ...{ touchMessageId: messageId, totalMinor: 9_900, currency: 'EUR', status: 'placed' as const },
        ...{ placedAt: new Date(), arrivedAt: new Date(), ...values },
      };
      await withPipeline(database, (tx) => tx.insert(orders).values(order));
      return order.id;
    },
    async deliver() {
      const own = rounds();
      while ((await own.next()).begun > 0) await own.finished();
    },
    list: async () => (await listEndpointDeliveries(database, { ...key, limit: 100, after: null })).items.toReversed(),
    look: () => getEndpoint(deps, key),
  };
}

/** A version is promoted and taken out again, a check raises an alarm that lasts, and a run brings no model. */
async function tellOfModels(database: Database, storeId: string | null) {
  const [versionId, previousVersionId, runId] = [randomUUID(), randomUUID(), randomUUID()];
  const [now, common] = [new Date(), { storeId, model: 'purchase' } as const];
  const move = {
    ...common,
    at: now,
    versionId,
    previousVersionId,
    actorKind: 'system',
    reason: 'Ada said so',
  } as const;
  const report: DriftReport = {
    ...{
      state: 'alarmed' as const,
      cartsNow: 1_204,
      cartsThen: 3_391,
      scores: null,
      features: [],
      slices: [],
      realised: [],
    },
    alarms: [
      { kind: 'scores', psi: 0.14, psiLimit: 0.03 },
      { kind: 'missing', feature: 'weekend', now: 1, past: 0 },
    ],
    cause: { kind: 'visitors', feature: null },
  };
  const check = (toDay: string, checkedAt: Date) => ({
    ...{ ...common, id: randomUUID(), version: `next-${runId}`, fromDay: '2026-10-27', toDay, checkedAt, report },
    ...({ state: 'alarmed', alarmedSince: now, retraining: { kind: 'asked' } } as const),
  });
  await withEngine(database, async (tx) => {
    await tx.insert(modelMoves).values([
      { ...move, id: randomUUID(), what: 'promoted' },
      { ...move, id: randomUUID(), what: 'rolled_back' },
      { ...move, id: randomUUID(), what: 'archived' },
    ]);
    await tx
      .insert(driftChecks)
      .values([check('2026-11-23', now), check('2026-11-24', new Date(now.getTime() + dayMs))]);
    await tx.insert(trainingRuns).values({
      ...{ ...common, id: runId, reason: 'asked', actorKind: 'system', requestedAt: now },
      progress: { step: 'writing', done: 0 },
    });
    const ended = { state: 'refused', endReason: 'too_few_carts', endedAt: now } as const;
    await tx.update(trainingRuns).set(ended).where(eq(trainingRuns.id, runId));
  });
  return { versionId, previousVersionId };
}

async function tellOfQuotas(database: Database, storeId: string) {
  const alert = { storeId, period: '2026-11', meter: 'messages', used: 400, included: 500 } as const;
  await withEngine(database, (tx) =>
    tx.insert(quotaAlerts).values([
      { ...alert, id: randomUUID(), state: 'near' },
      { ...alert, id: randomUUID(), state: 'over', used: 500 },
    ]),
  );
}

type Case = Awaited<ReturnType<typeof newCase>>;

/** As a receiver would: throws for a delivery that its secret did not sign. */
function verify({ received }: Case['receiver'], secret: string) {
  return received.map(
    ({ body, headers }) =>
      new Webhook(secret).verify(body, headers) as {
        type: OutgoingEventType;
        version: number;
        timestamp: string;
        storeId: string;
        test: boolean;
        data: Record<string, unknown>;
      },
  );
}

describe('an endpoint', () => {
  test('is told of each kind of event once, as the catalogue says, signed so that the official library verifies it', async ({
    systemOfRecord: database,
  }) => {
    const one = await newCase(database);
    const { storeId, customerId, cartId, recoveryId, messageId } = one;
    await one.claim();
    await one.change({ state: 'accepted', settledAt: new Date() });
    await one.change({
      state: 'accepted',
      deliveryState: 'delivered',
      deliveryTimes: { delivered: '2026-11-24T09:12:04.512Z' },
    });
    await one.change({
      deliveryState: 'complained',
      deliveryTimes: {
        delivered: '2026-11-24T09:12:04.512Z',
        bounced: '2026-11-24T09:13:04.512Z',
        complained: '2026-11-24T09:14:04.512Z',
      },
    });
    await redeemRestoreLink(database, { token: one.restoreToken, now: Date.now() });
    await redeemRestoreLink(database, { token: one.restoreToken, now: Date.now() });
    await withEngine(database, (tx) =>
      tx.insert(decisions).values([
        {
          ...{ storeId, id: randomUUID(), kind: 'not_sent', cartId, recoveryId },
          ...{ ruleId: 'second', channel: 'sms', reason: 'no_consent' },
        },
        { storeId, id: randomUUID(), kind: 'predicted', cartId, recoveryId },
      ]),
    );
    await withPipeline(database, (tx) =>
      tx.insert(replies).values({
        ...{
          storeId,
          id: randomUUID(),
          customerId,
          messageId,
          recoveryId,
          cartId,
          channel: 'email',
          class: 'question',
        },
        ...{ identity: 'mail-1', subject: 'Re: Your cart', text: 'Is it blue?', forwardState: 'none' },
        ...{ forwardDueAt: new Date(), receivedAt: new Date() },
      }),
    );
    const orderId = await one.order();
    await withPipeline(database, (tx) => tx.update(orders).set({ refundedMinor: 10 }).where(eq(orders.id, orderId)));
    await withEngine(database, (tx) =>
      tx
        .update(recoveries)
        .set({ endedAt: new Date(), outcome: 'purchased', reason: 'purchased', stage: 'ended' })
        .where(eq(recoveries.id, recoveryId)),
    );
    await withStore(database, storeId, (tx) =>
      tx.insert(recoveries).values({
        ...{ storeId, id: randomUUID(), cartId, customerId, campaignId: randomUUID(), campaignVersion: 1, n: 2 },
        ...{ workflowId: randomUUID(), stage: 'starting', abandonedAt: new Date() },
      }),
    );
    await tellOfModels(database, storeId);
    await tellOfQuotas(database, storeId);
    await one.deliver();

    const told = verify(one.receiver, one.secret);
    expect(told.map(({ type }) => type).toSorted()).toEqual([...outgoingEventTypes].toSorted());
    for (const { type, version, storeId: of, test: isTest, data } of told) {
      expect([version, of, isTest]).toEqual([1, storeId, false]);
      expect(outgoingEvents[type].data.safeParse(data).error?.issues ?? [], type).toEqual([]);
      expect(JSON.stringify(data), 'nothing personal').not.toMatch(/@|Ada|\+49/);
    }
    expect(told.find(({ type }) => type === 'message.clicked')?.data).toMatchObject({ messageId, seenBy: 'link' });
    expect(told.find(({ type }) => type === 'order.recovered')?.data).toMatchObject({ orderId, totalMinor: 9_900 });
    const ids = one.receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(outgoingEventTypes.length);
    expect((await one.list()).map(({ state, attempts, statusCode }) => [state, attempts, statusCode])).toEqual(
      outgoingEventTypes.map(() => ['delivered', 1, 204]),
    );
  });

  test('of every store that asked for it is told of the platform’s models, and of a store’s own only its own', async ({
    systemOfRecord: database,
  }) => {
    const [one, other] = [await newCase(database), await newCase(database)];
    const without = await newCase(database, { eventTypes: ['message.sent'] });
    const { versionId, previousVersionId } = await tellOfModels(database, null);
    await tellOfModels(database, other.storeId);
    await one.deliver();
    const [own, others] = [verify(one.receiver, one.secret), verify(other.receiver, other.secret)];
    expect(own.map(({ type, data }) => [type, data['scope']]).sort()).toEqual([
      ['model.drifted', 'platform'],
      ['model.promoted', 'platform'],
      ['model.rolled_back', 'platform'],
      ['model.training_failed', 'platform'],
    ]);
    expect(others).toHaveLength(8);
    expect(without.receiver.received).toEqual([]);
    expect(own.find(({ type }) => type === 'model.promoted')?.data).toMatchObject({ versionId, previousVersionId });
    // What was taken out is told by its name, and what answers now beside it.
    expect(own.find(({ type }) => type === 'model.rolled_back')?.data).toMatchObject({
      ...{ versionId: previousVersionId, answeringVersionId: versionId },
    });
    expect(own.find(({ type }) => type === 'model.drifted')?.data['alarms']).toEqual(['missing', 'scores']);
  });

  test('is told only what it asked for, and nothing that was rolled back', async ({ systemOfRecord: database }) => {
    const one = await newCase(database, { eventTypes: ['message.sent'] });
    await one.claim();
    const failing = withPipeline(database, async (tx) => {
      await tx.update(messages).set({ state: 'accepted' }).where(eq(messages.id, one.messageId));
      throw new Error('the transaction fails');
    });
    await expect(failing).rejects.toThrow('the transaction fails');
    await one.change({ deliveryTimes: { bounced: '2026-11-24T09:12:04.512Z' } });
    expect(await one.list()).toEqual([]);
    await one.change({ state: 'accepted' });
    expect((await one.list()).map(({ type }) => type)).toEqual(['message.sent']);
  });

  test('of another store is told nothing', async ({ systemOfRecord: database }) => {
    const [one, other] = [await newCase(database), await newCase(database)];
    await one.order();
    await one.deliver();
    expect([one.receiver.received.length, other.receiver.received.length]).toEqual([1, 0]);
  });

  test('with a new secret is signed for by both for a day, and by the new one alone after it', async ({
    systemOfRecord: database,
  }) => {
    const one = await newCase(database);
    const { secret: newer } = await rotateEndpointSecret(one.deps, { actor: system, ...one.key });
    await one.order();
    await one.deliver();
    for (const secret of [one.secret, newer]) expect(verify(one.receiver, secret)).toHaveLength(1);
    one.receiver.received.length = 0;
    one.pass(dayMs);
    await one.order({ externalId: 'order-2' });
    await one.deliver();
    // The library looks at the clock of this machine: only the signature is looked at here.
    expect(one.receiver.received[0]?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
  });
});

describe('a delivery', () => {
  test('that was in hand when its process was killed is made again, under the same webhook-id', async ({
    systemOfRecord: database,
    database: { engineUrl },
  }) => {
    const one = await newCase(database, { answer: () => {} });
    await one.order();
    const program = join(import.meta.dirname, '../../../test/outgoing-process.ts');
    const killed = spawn(process.execPath, [program, engineUrl, installationSecret], { stdio: 'inherit' });
    while (one.receiver.received.length === 0) await new Promise(setImmediate);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const next = one.rounds();
    expect((await next.next()).begun).toBe(0);
    expect(await one.list()).toMatchObject([{ state: 'waiting', attempts: 1 }]);
    one.pass(attemptLimits.leaseMs);
    one.receiver.answerWith(status(200, 'ok'));
    expect((await next.next()).begun).toBe(1);
    await next.finished();
    const [first, second] = one.receiver.received.map(({ headers, body }) => [headers['webhook-id'], body]);
    expect(second).toEqual(first);
    expect(await one.list()).toMatchObject([{ state: 'delivered', attempts: 2, answer: 'ok' }]);
  });

  test('that another process took over meanwhile is not changed by an attempt that comes to its end late', async ({
    systemOfRecord: database,
  }) => {
    const one = await newCase(database, { answer: () => {} });
    await one.order();
    const late = one.rounds();
    await late.next();
    while (one.receiver.received.length === 0) await new Promise(setImmediate);
    one.pass(attemptLimits.leaseMs);
    one.receiver.answerWith(status(200));
    await one.deliver();
    await late.stop();
    expect(await one.list()).toMatchObject([{ state: 'delivered', attempts: 2 }]);
  });

  test('that a stopping process broke off is given back as if it had not been tried', async ({
    systemOfRecord: database,
  }) => {
    const one = await newCase(database, { answer: () => {} });
    await one.order();
    const rounds = one.rounds();
    await rounds.next();
    while (one.receiver.received.length === 0) await new Promise(setImmediate);
    await rounds.stop();
    expect(await one.list()).toMatchObject([{ state: 'waiting', attempts: 0 }]);
    one.receiver.answerWith(status(200));
    await one.deliver();
    expect(await one.list()).toMatchObject([{ state: 'delivered', attempts: 1 }]);
  });

  test('that fails is tried ten times over three days, keeps the beginning of the answer, and then has failed', async ({
    systemOfRecord: database,
  }) => {
    const one = await newCase(database, { answer: status(500, `${'a'.repeat(1_023)}ß and more`) });
    await one.order();
    let attempts = 0;
    for (let state = 'waiting'; state === 'waiting'; attempts += 1) {
      await one.deliver();
      const [delivery] = await one.list();
      state = delivery?.state ?? '';
      expect(delivery).toMatchObject({ attempts: attempts + 1, reason: 'http_500', statusCode: 500 });
      expect(delivery?.answer).toBe(`${'a'.repeat(1_023)}\uFFFD`);
      if (delivery?.dueAt) one.pass(delivery.dueAt.getTime() - one.deps.now());
    }
    expect([attempts, one.receiver.received.length]).toEqual([10, 10]);
    expect(new Set(one.receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  test.for([
    ['a redirect', status(302), 'redirect_refused'],
    ['410', status(410), 'http_410'],
  ] as const)('that meets %s is not tried again', async ([, answer, reason], { systemOfRecord: database }) => {
    const one = await newCase(database, { answer });
    await one.order();
    await one.deliver();
    expect(await one.list()).toMatchObject([{ state: 'failed', attempts: 1, reason }]);
    expect((await one.look()).offReason).toBe(reason === 'http_410' ? 'gone' : null);
  });

  test.for([
    'https://169.254.169.254/',
    'https://[::1]/',
    'https://10.0.0.8/hook',
    'http://127.0.0.1:9/',
    'https://localhost/',
  ])('to %s is refused by us at the first attempt, and finally', async (url, { systemOfRecord: database }) => {
    const one = await newCase(database);
    await withStore(database, one.storeId, (tx) =>
      tx.update(webhookEndpoints).set({ url }).where(eq(webhookEndpoints.id, one.key.endpointId)),
    );
    await one.order();
    const rounds = createOutgoingRounds(
      { ...one.deps, allowLoopback: false },
      { onEnd: () => {}, onFailure: () => {} },
    );
    await rounds.next();
    await rounds.finished();
    expect(await one.list()).toMatchObject([{ state: 'failed', attempts: 1, reason: 'address_forbidden' }]);
  });

  test('that waits for a retry ends when its endpoint is switched off, and is sent again only when it is on (field 58)', async ({
    systemOfRecord: database,
  }) => {
    const one = await newCase(database, { answer: status(503) });
    await one.order();
    await one.deliver();
    const change = (to: 'active' | 'off') =>
      updateEndpoint(one.deps, { actor: system, ...one.key, expectedRevision: null, change: { status: to } });
    await change('off');
    const [ended] = await one.list();
    expect(ended).toMatchObject({ state: 'ended', reason: 'endpoint_off', dueAt: null });
    one.pass(hourMs);
    await one.order({ externalId: 'order-2' });
    await one.deliver();
    expect(one.receiver.received).toHaveLength(1);
    const replay = () =>
      replayEndpointDelivery(one.deps, { actor: system, storeId: one.storeId, deliveryId: ended?.id ?? '' });
    await expect(replay()).rejects.toMatchObject({ code: 'conflict' });
    await change('active');
    one.receiver.answerWith(status(200));
    await replay();
    await one.deliver();
    expect(await one.list()).toMatchObject([
      { id: ended?.id, eventId: ended?.eventId, state: 'delivered', attempts: 1 },
    ]);
  });

  test('that failed is sent again with all that failed since a moment, and none from before', async ({
    systemOfRecord: database,
  }) => {
    const one = await newCase(database, { answer: status(302) });
    await one.order();
    await one.deliver();
    const since = new Date((await one.list())[0]?.createdAt.getTime() ?? 0);
    const asked = (from: Date) => replayFailedDeliveries(one.deps, { actor: system, ...one.key, since: from });
    expect(await asked(new Date(since.getTime() + 1))).toEqual({ replayed: 0, more: false });
    one.receiver.answerWith(status(200));
    expect(await asked(since)).toEqual({ replayed: 1, more: false });
    await one.deliver();
    expect(await one.list()).toMatchObject([{ state: 'delivered' }]);
    expect(await asked(since)).toEqual({ replayed: 0, more: false });
  });

  test('that a person sends as a test says so in its body, and a failure of it says nothing against the endpoint', async ({
    systemOfRecord: database,
  }) => {
    const one = await newCase(database, { eventTypes: ['message.sent'], answer: status(500) });
    await sendTestEvent(one.deps, { actor: system, ...one.key, type: 'order.recovered' });
    await one.deliver();
    expect(verify(one.receiver, one.secret)).toMatchObject([
      { type: 'order.recovered', test: true, data: outgoingEvents['order.recovered'].example },
    ]);
    expect((await one.look()).failingSince).toBeNull();
  });

  test('is purged when it is older than it is kept (I31)', async ({ systemOfRecord: database }) => {
    const one = await newCase(database);
    await one.order();
    const limit = 1_000;
    await purgeOldOutgoing(database, { now: one.deps.now() + outgoingKeptMs - hourMs, limit });
    expect(await one.list()).toHaveLength(1);
    await purgeOldOutgoing(database, { now: one.deps.now() + outgoingKeptMs + hourMs, limit });
    expect(await one.list()).toEqual([]);
  });
});

describe('several processes', () => {
  test('make each attempt once, and one store’s rush leaves places for another in each of them', async ({
    systemOfRecord: database,
  }) => {
    const busy = await newCase(database);
    for (let n = 0; n < 60; n += 1) await busy.order({ externalId: `order-${n}` });
    const other = await newCase(database);
    await other.order();
    const processes = [busy.rounds(), busy.rounds(), busy.rounds()];
    await Promise.all(processes.map((rounds) => rounds.next()));
    await Promise.all(processes.map((rounds) => rounds.finished()));
    expect(other.receiver.received).toHaveLength(1);
    await busy.deliver();
    const ids = busy.receiver.received.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([60, 60]);
    expect(new Set((await busy.list()).map(({ attempts }) => attempts))).toEqual(new Set([1]));
  });
});

describe('endpoints that fail', () => {
  test('are switched off after five days without a success, with what waits for them', async ({
    systemOfRecord: database,
  }) => {
    const one = await newCase(database, { answer: status(500) });
    await one.order();
    await one.deliver();
    expect((await one.look()).failingSince).not.toBeNull();
    one.receiver.answerWith(status(200));
    one.pass(hourMs);
    await one.deliver();
    expect((await one.look()).failingSince).toBeNull();
    one.receiver.answerWith(status(500));
    await one.order({ externalId: 'order-2' });
    await one.deliver();
    one.pass(failingMsMax - hourMs);
    await one.order({ externalId: 'order-3' });
    await one.deliver();
    expect((await one.look()).status).toBe('active');
    one.pass(2 * hourMs);
    await one.deliver();
    expect(await one.look()).toMatchObject({ status: 'off', offReason: 'failing' });
    expect((await one.list()).map(({ state }) => state)).not.toContain('waiting');
  });

  test('delay no other: while one answers nothing to a rush, another store’s event arrives', async ({
    systemOfRecord: database,
  }) => {
    const silent = await newCase(database, { answer: () => {} });
    for (let n = 0; n < 40; n += 1) await silent.order({ externalId: `order-${n}` });
    const rounds = silent.rounds();
    while ((await rounds.next()).begun > 0);
    // A store whose endpoint answers nothing has a few places, and no more.
    expect(rounds.underWay()).toBe(8);
    const other = await newCase(database);
    await other.order();
    expect((await rounds.next()).begun).toBe(1);
    while (other.receiver.received.length === 0) await new Promise(setImmediate);
    await rounds.stop();
  });
});
