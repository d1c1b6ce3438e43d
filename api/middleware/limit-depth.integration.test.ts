import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect } from 'vitest';
import { platforms } from '../../platforms/registry.ts';
import { createMetrics } from '../../runtime/metrics.ts';
import { deadLetterLimits } from '../../services/ingest/dead-letters/letter-limits.ts';
import { createRefusedItems, type WaitingDeadLetter } from '../../services/ingest/dead-letters/refused-items.ts';
import { processDelivery } from '../../services/ingest/webhooks/process-delivery.ts';
import { type ApiFixture, test } from '../../test/api-fixture.ts';
import { connectSocket } from '../../test/event-socket-client.ts';
import { createEventSockets } from '../event-socket/event-sockets.ts';
import { socketLimits } from '../event-socket/socket-limits.ts';

/** Beyond what the stack of a recursive walk holds, and beyond what any body of this size can add to it. */
const depths = [70, 8_000, 60_000];
const brackets = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const records = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const deepTexts = [...depths.map(brackets), ...depths.slice(0, 2).map(records)];

const good = () => ({
  id: randomUUID(),
  type: 'product_viewed',
  occurredAt: new Date().toISOString(),
  who: { anonymousId: 'visitor-of-depths' },
  productId: 'kettle',
});
/** A good event as text, with one more field that is deep. */
const deep = (text: string) => `${JSON.stringify(good()).slice(0, -1)},"extra":${text}}`;

function keepingDeadLetters() {
  const letters: WaitingDeadLetter[] = [];
  const refusedItems = createRefusedItems({
    keep: async (waiting) => {
      letters.push(...waiting);
      return { droppedFull: 0 };
    },
    onDropped: (reason) => {
      throw new Error(`dropped: ${reason}`);
    },
    onFailure: (error) => {
      throw error;
    },
    now: Date.now,
    limits: { ...deadLetterLimits, deadLetterBytesMax: 1024 * 1024 },
  });
  return { letters, refusedItems };
}

describe('an event with too many levels', () => {
  test('is refused with where it is and what would be right, at the app and at a server, and kept without them', async ({
    api,
  }) => {
    const { letters, refusedItems } = keepingDeadLetters();
    const { key } = await api.newStore();
    for (const door of [api.appWith({ refusedItems }), await api.serve({ refusedItems })])
      for (const text of deepTexts) {
        const { status, json } = await door.call('/v1/events', { method: 'POST', key, body: deep(text) });
        expect([status, json.error]).toMatchObject([
          422,
          { code: 'invalid', path: expect.stringMatching(/^extra/), message: expect.stringContaining('64 levels') },
        ]);
      }
    await refusedItems.stop();
    expect(letters).toHaveLength(2 * deepTexts.length);
    for (const { text } of letters) expect(JSON.parse(text)).toMatchObject({ productId: 'kettle' });
  });

  test('does not spoil its neighbours in a batch', async ({ api }) => {
    const { key } = await api.newStore();
    for (const text of deepTexts) {
      const body = `{"events":[${JSON.stringify(good())},${deep(text)},${JSON.stringify(good())}]}`;
      const { status, json } = await api.call('/v1/events', { method: 'POST', key, body });
      expect([status, json]).toMatchObject([
        202,
        { accepted: 2, rejected: 1, items: [{}, { status: 'rejected', error: { path: expect.any(String) } }, {}] },
      ]);
    }
  });

  test('does not spoil its neighbours in a frame, nor end the connection', async ({ api }) => {
    const store = await api.newStore();
    const eventSockets = createEventSockets({
      limits: { ...socketLimits, connectionsMax: 10, storeConnectionsMax: 10 },
      metrics: createMetrics({ role: 'test' }),
      log: pino({ level: 'silent' }),
    });
    const { letters, refusedItems } = keepingDeadLetters();
    const { address } = await api.serve({ eventSockets, refusedItems });
    const { send, next, socket } = await connectSocket(address, { key: store.key });
    expect(await next()).toMatchObject({ type: 'hello' });
    for (const text of deepTexts) {
      send(`[${JSON.stringify(good())},${deep(text)}]`);
      expect(await next()).toMatchObject({
        type: 'acks',
        acks: [{ status: 'accepted' }, { status: 'rejected', error: { code: 'invalid' } }],
      });
    }
    await refusedItems.stop();
    expect(letters).toHaveLength(deepTexts.length);
    socket.close();
  });

  test('does not spoil its neighbours when a browser sends it', async ({ api }) => {
    const { key } = await api.newStore();
    await api.call('/v1/store', { method: 'PATCH', key, body: { url: 'https://shop.example' } });
    const { json: snippet } = await api.call('/v1/snippet', {
      method: 'PATCH',
      key,
      body: { consentRequired: false },
    });
    for (const text of deepTexts.slice(0, 2)) {
      const { status, json } = await api.call(`/v1/browser/events?key=${snippet.publishableKey}`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain', origin: 'https://shop.example' },
        body: `{"events":[${JSON.stringify(good())},${deep(text)}]}`,
      });
      expect([status, json]).toMatchObject([202, { accepted: 1, rejected: 1 }]);
    }
  });
});

describe('any other body with too many levels', () => {
  const campaign = { name: 'Carts of today', rules: [] };

  test('is refused with 422, with a key for the request as without', async ({ api }) => {
    const { key } = await api.newStore();
    for (const text of deepTexts)
      for (const headers of [undefined, { 'idempotency-key': randomUUID() }]) {
        const body = `${JSON.stringify(campaign).slice(0, -1)},"extra":${text}}`;
        const { status, json } = await api.call('/v1/campaigns', { method: 'POST', key, headers, body });
        expect([status, json.error]).toMatchObject([
          422,
          { code: 'invalid', message: expect.stringContaining('64 levels') },
        ]);
      }
  });

  test('is no fault of ours either where a request has a key and calls itself something else than JSON', async ({
    api,
  }) => {
    const { key } = await api.newStore();
    const headers = { 'idempotency-key': randomUUID(), 'content-type': 'text/plain' };
    const { status } = await api.call('/v1/campaigns', { method: 'POST', key, headers, body: brackets(8_000) });
    expect(status).toBeLessThan(500);
  });
});

describe('a platform’s request with too many levels', () => {
  const track = () => ({
    type: 'track',
    event: 'Product Viewed',
    messageId: randomUUID(),
    anonymousId: 'visitor-of-depths',
    timestamp: new Date().toISOString(),
    properties: { product_id: 'kettle' },
  });
  const deepTrack = (text: string) =>
    JSON.stringify(track()).replace('"product_id"', () => `"extra":${text},"product_id"`);

  const ofAnyPlatform = (text: string) => `{"data":[{"a":${text}}],"events":[{"a":${text}}],"extra":${text}}`;

  async function understand(api: ApiFixture, platformName: string, body: string) {
    const store = await api.newStore();
    const platform = platforms.get(platformName);
    if (!platform) throw new Error(`no platform ${platformName}`);
    const { letters, refusedItems } = keepingDeadLetters();
    const headers = { 'x-shopify-topic': 'orders/create', 'x-wc-webhook-topic': 'order.created' };
    const request = { headers, body: Buffer.from(body), receivedAt: Date.now() };
    platform.describe(request);
    const outcome = await processDelivery(api.eventLog, {
      storeId: store.id,
      platform,
      settings: { currency: 'EUR', orderStatuses: {} },
      client: null,
      active: true,
      request,
      refusedItems,
    });
    await refusedItems.stop();
    return { outcome, letters };
  }

  test('is refused, says why and is kept', async ({ api }) => {
    for (const text of deepTexts.slice(0, 2))
      for (const name of platforms.keys()) {
        const { outcome, letters } = await understand(api, name, ofAnyPlatform(text));
        expect([name, outcome]).toMatchObject([name, { status: 'refused', message: expect.any(String) }]);
        expect(letters).toMatchObject([{ kind: 'body' }]);
      }
  });

  test('is refused in that part only, where it is a batch', async ({ api }) => {
    for (const text of deepTexts.slice(0, 2)) {
      const body = `{"batch":[${JSON.stringify(track())},${deepTrack(text)}]}`;
      const { outcome } = await understand(api, 'segment', body);
      expect(outcome).toMatchObject({
        status: 'processed_in_part',
        events: [{ status: 'accepted' }, { status: 'rejected', path: '1', message: expect.stringContaining('levels') }],
      });
    }
  });
});
