import { expect, inject, vi } from 'vitest';
import { system } from '../domain/actor.ts';
import { platforms } from '../platforms/registry.ts';
import { createSealer } from '../runtime/sealer.ts';
import { createIntegration } from '../services/ingest/integrations/create.ts';
import { getIntegration } from '../services/ingest/integrations/get.ts';
import { removeIntegration } from '../services/ingest/integrations/remove.ts';
import { updateIntegration } from '../services/ingest/integrations/update.ts';
import { engineSecret, startEngine } from '../test/engine.ts';
import { test } from '../test/fixtures.ts';
import { createShop } from '../test/shop-factory.ts';
import { reconciliationScheduleId } from '../workflows/contract.ts';

const patience = { timeout: 60_000, interval: 100 };

test('an integration with access to its platform is looked at on its schedule until it is switched off or removed', async ({
  database: urls,
  redis,
  onTestFinished,
}) => {
  const engine = await startEngine({
    ...urls,
    redisUrl: redis.url,
    temporalCliPath: inject('servers').temporalCliPath,
  });
  onTestFinished(() => engine.stop());
  const { database, client } = engine;
  const { storeId } = await createShop(database);
  const deps = {
    database,
    platforms,
    sealer: createSealer(engineSecret),
    allowLoopbackApis: true,
    now: Date.now,
  };
  const { integration } = await createIntegration(deps, {
    actor: system,
    storeId,
    platform: 'woocommerce',
    // The engine of the tests asks nobody on this machine, so every look comes to the same end.
    api: { url: 'http://127.0.0.1:9', token: 'ck_1:cs_1' },
    reconcileEveryMs: 600_000,
  });
  const its = { storeId, integrationId: integration.id };
  const schedule = client.schedule.getHandle(reconciliationScheduleId(storeId, integration.id));
  const interval = async () => (await schedule.describe()).spec.intervals?.[0]?.every;
  await vi.waitFor(async () => expect(await interval()).toBe(600_000), patience);

  // A look begins with what changed since the integration was made, two minutes ago at the earliest.
  await database.engine.transaction((tx) =>
    tx.execute(`update integrations set created_at = now() - interval '1 hour'`),
  );
  await schedule.trigger();
  await vi.waitFor(async () => {
    const { reconciliations } = await getIntegration(database, its);
    expect(reconciliations).toMatchObject([{ status: 'failed', cause: 'strange' }]);
  }, patience);

  await updateIntegration(deps, { actor: system, ...its, change: { reconcileEveryMs: 900_000 } });
  await vi.waitFor(async () => expect(await interval()).toBe(900_000), patience);
  await updateIntegration(deps, { actor: system, ...its, change: { status: 'disabled' } });
  await vi.waitFor(() => expect(interval()).rejects.toThrow(), patience);

  await updateIntegration(deps, { actor: system, ...its, change: { status: 'active' } });
  await vi.waitFor(async () => expect(await interval()).toBe(900_000), patience);
  await removeIntegration(database, { actor: system, ...its });
  await schedule.trigger();
  await vi.waitFor(() => expect(interval()).rejects.toThrow(), patience);
});
