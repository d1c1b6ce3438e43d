import { pino } from 'pino';
import { expect, onTestFinished } from 'vitest';
import { createMetrics } from '../runtime/metrics.ts';
import { test } from '../test/api-fixture.ts';
import { openRefusedItems } from './open-refused-items.ts';
import { startRepairLoop } from './repair-loop.ts';

test('what the endpoints refuse gets a proposal by itself, also for a name that no dictionary has', async ({ api }) => {
  const { database, eventLog } = api;
  const parts = { database, eventLog, log: pino({ level: 'silent' }), metrics: createMetrics({ role: 'test' }) };
  const store = await api.newStore();
  const refusedItems = openRefusedItems(parts);
  const loop = startRepairLoop(parts);
  onTestFinished(async () => {
    await loop.stop();
    await refusedItems.stop();
  });
  const { call } = api.appWith({ refusedItems });
  const event = {
    id: 'e-1',
    type: 'cart_updated',
    occurredAt: new Date().toISOString(),
    who: { anonymousId: 'visitor-1' },
    trolley_key: 'c-8f1',
    tax_rate: 0.2,
    lines: [{ productId: 'lamp', quantity: 1 }],
  };
  expect((await call('/v1/events', { method: 'POST', key: store.key, body: event })).status).toBe(422);
  const letters = async () => (await call('/v1/dead-letters?state=proposed', { key: store.key })).json.items;
  await expect.poll(async () => (await letters()).length, { timeout: 60_000 }).toBe(1);
  const [{ id }] = await letters();
  const { json } = await call(`/v1/dead-letters/${id}`, { key: store.key });
  expect(json.proposal).toMatchObject({
    steps: [{ kind: 'move', from: ['trolley_key'], to: ['cartId'], by: 'matcher' }],
    lossless: true,
    guarded: [],
  });
});
