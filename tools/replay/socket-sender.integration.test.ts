import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect } from 'vitest';
import { createEventSockets } from '../../api/event-socket/event-sockets.ts';
import { socketLimits } from '../../api/event-socket/socket-limits.ts';
import type { StorefrontEvent } from '../../events/event.ts';
import { createMetrics } from '../../runtime/metrics.ts';
import { test } from '../../test/api-fixture.ts';
import { openSocketSender } from './socket-sender.ts';

const happenedAt = new Date().toISOString();
const view = (id: string = randomUUID()): StorefrontEvent => ({
  id,
  type: 'product_viewed',
  occurredAt: happenedAt,
  who: { anonymousId: 'visitor-1' },
  productId: 'lamp',
});

const sockets = () =>
  createEventSockets({
    limits: { ...socketLimits, connectionsMax: 10, storeConnectionsMax: 10 },
    metrics: createMetrics({ role: 'test' }),
    log: pino({ level: 'silent' }),
  });

describe('a sender over a socket', () => {
  test('gets an answer for every event, in order', async ({ api }) => {
    const store = await api.newStore();
    const { address } = await api.serve({ eventSockets: sockets() });
    const sender = openSocketSender({ url: `http://${address}`, key: store.key, giveUpAfterMs: 10_000 });
    const answers = await Promise.all([
      sender.sendOverSocket([view('a'), view('b')]),
      sender.sendOverSocket([view('a')]),
    ]);
    expect(answers.map((batch) => batch.map(({ id, status }) => [id, status]))).toEqual([
      [
        ['a', 'accepted'],
        ['b', 'accepted'],
      ],
      [['a', 'duplicate']],
    ]);
    sender.close();
  });

  test('sends again over a new connection what the old one did not acknowledge', async ({ api }) => {
    const store = await api.newStore();
    let failures = 2;
    const eventLog: typeof api.eventLog = {
      ...api.eventLog,
      append: async (storeId, events) => {
        if (failures-- > 0) throw new Error('the log is away');
        return api.eventLog.append(storeId, events);
      },
    };
    const { address } = await api.serve({ eventSockets: sockets(), eventLog });
    const retries: string[] = [];
    const sender = openSocketSender({
      url: `http://${address}`,
      key: store.key,
      giveUpAfterMs: 10_000,
      onRetry: (reason) => retries.push(reason),
    });
    const answers = await Promise.all(['a', 'b', 'c'].map((id) => sender.sendOverSocket([view(id)])));
    expect(answers.flat().map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(retries.length).toBeGreaterThan(0);
    expect(retries[0]).toContain('1013');
    sender.close();
  });
});
