import { pino } from 'pino';
import { expect } from 'vitest';
import { system } from '../../../domain/actor.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { createIntegration } from '../integrations/create.ts';
import { createWebhookInbox } from './inbox.ts';
import { listDeliveries } from './list.ts';
import { processDueDeliveries } from './process-due.ts';
import { purgeDeliveriesOverCap } from './purge-over-cap.ts';

const silent = pino({ level: 'silent' });
const startedAt = Date.parse('2026-11-20T10:00:00Z');

async function storeWith(api: ApiFixture, bodies: readonly string[], settle: boolean) {
  const { id: storeId } = await api.newStore();
  const { integration } = await createIntegration(api.integrations, {
    actor: system,
    storeId,
    platform: 'shopify',
    secret: 'shpss_0123456789abcdef',
  });
  const keep = createWebhookInbox(api.database);
  for (const [index, body] of bodies.entries()) {
    const about = { topic: `t${index}`, headers: {}, receivedAt: startedAt + index * 1_000 };
    await keep({ storeId, id: integration.id }, { id: uuidV7(), deliveryId: null, body: Buffer.from(body), ...about });
  }
  const deps = {
    ...api.integrations,
    database: api.database,
    eventLog: api.eventLog,
    flags: allOn,
    clientOf: () => null,
    log: silent,
  };
  if (settle) while ((await processDueDeliveries(deps, { limit: 100, concurrency: 4 })).taken > 0);
  return async () => {
    const page = { storeId, integrationId: integration.id, limit: 100, after: null };
    return (await listDeliveries(api.database, page)).items.map(({ topic }) => topic);
  };
}

const body = 'x'.repeat(100);

test('of a store that keeps more than its share the oldest settled deliveries go, and of no other store', async ({
  api,
}) => {
  const kept = await storeWith(api, [body, body, body, body, body], true);
  const small = await storeWith(api, [body, body], true);
  expect(await purgeDeliveriesOverCap(api.database, { limit: 100, bytesMax: 250 })).toBe(3);
  expect(await kept()).toEqual(['t4', 't3']);
  expect(await small()).toEqual(['t1', 't0']);
  expect(await purgeDeliveriesOverCap(api.database, { limit: 100, bytesMax: 250 })).toBe(0);
});

test('what is not worked on yet is never forgotten, however much it is', async ({ api }) => {
  const kept = await storeWith(api, [body, body, body], false);
  await purgeDeliveriesOverCap(api.database, { limit: 100, bytesMax: 50 });
  expect(await kept()).toEqual(['t2', 't1', 't0']);
});
