import { isNotNull, sql } from 'drizzle-orm';
import { messages } from '../../../db/postgres/schema/index.ts';
import type { Database } from '../../../db/postgres/tenancy.ts';
import { startEngine } from '../../../test/engine.ts';
import { startRecordingProvider, type VendorBehaviour } from '../../../test/recording-provider.ts';
import { createShop, oneEmail } from '../../../test/shop-factory.ts';
import { findBinary } from '../../../workers/stack/find-binary.ts';
import type { BenchResult } from '../bench-result.ts';
import { startScratchStores } from '../scratch-stores.ts';
import { fillDue } from './fill-due.ts';
import { untilTrue } from './until-true.ts';

const rushMessages = 10_000;
const fewMessages = 10;
const rules = oneEmail.map((rule) => ({ ...rule, delayMs: 1_000 }));

/** What the provider of the store with the rush does with all of its messages. */
const faults = [
  ['does not answer', { kind: 'accept_then_stall' }],
  ['throttles', { kind: 'throttle', retryAfterSeconds: 20 }],
] as const satisfies readonly (readonly [string, VendorBehaviour])[];

/** Until the last of a store's ten messages is sent, beside ten thousand of another one whose provider is in trouble. */
export async function measureSendRushes(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const [fault, behaviour] of faults) results.push(await measureSendRush(fault, behaviour));
  return results;
}

async function measureSendRush(fault: string, behaviour: VendorBehaviour): Promise<BenchResult> {
  const stores = await startScratchStores();
  const vendor = await startRecordingProvider();
  vendor.always(behaviour);
  const engine = await startEngine({
    ...stores.database,
    redisUrl: stores.redisUrl,
    sweepIntervalMs: 500,
    temporalCliPath: findBinary('temporal', process.env['TEMPORAL_CLI_PATH']),
    settings: { RESEND_API_KEY: 're_bench', RESEND_BASE_URL: vendor.url, EMAIL_PROVIDER: 'outbox' },
  });
  try {
    await delayOfFew(engine.database);
    const alone = await delayOfFew(engine.database);
    const rushing = await createShop(engine.database, { rules, providers: { email: 'resend' } });
    await fillDue(rushing, rushMessages);
    // From then on its provider is as busy as it may be.
    await untilTrue(async () => vendor.requests.length >= fewMessages);
    const beside = await delayOfFew(engine.database);
    return {
      name: `ten messages of a store, beside ${rushMessages.toLocaleString('en')} of another one whose provider ${fault}`,
      unit: 's',
      ours: beside / 1_000,
      raw: alone / 1_000,
      ratio: alone / beside,
      note: 'from the moment when their carts are due until the last is sent, a second of which they wait; raw: with nothing else due',
    };
  } finally {
    await engine.stop();
    await vendor.close();
    await stores.stop();
  }
}

async function delayOfFew(database: Database): Promise<number> {
  const shop = await createShop(database, { rules });
  for (let index = 0; index < fewMessages; index++)
    await shop.cart({ customerId: await shop.customer(), abandonAt: null });
  await shop.write((tx) => tx.execute(sql`update carts set abandon_at = now() where store_id = ${shop.storeId}`));
  return untilTrue(async () => {
    const sent = await shop.write((tx) => tx.$count(messages, isNotNull(messages.settledAt)));
    return sent === fewMessages;
  });
}
