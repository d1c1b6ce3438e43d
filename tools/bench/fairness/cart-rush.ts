import { eq } from 'drizzle-orm';
import { messages } from '../../../db/postgres/schema/index.ts';
import type { Database } from '../../../db/postgres/tenancy.ts';
import { startEngine } from '../../../test/engine.ts';
import { createShop, oneEmail } from '../../../test/shop-factory.ts';
import { findBinary } from '../../../workers/stack/find-binary.ts';
import type { BenchResult } from '../bench-result.ts';
import { startScratchStores } from '../scratch-stores.ts';
import { fillDue } from './fill-due.ts';
import { untilTrue } from './until-true.ts';

const rushCarts = 20_000;
const rules = oneEmail.map((rule) => ({ ...rule, delayMs: 1_000 }));

/** From the moment when its cart is due until the message of a store is sent, beside another's twenty thousand. */
export async function measureCartRush(): Promise<BenchResult> {
  const stores = await startScratchStores();
  const engine = await startEngine({
    ...stores.database,
    redisUrl: stores.redisUrl,
    sweepIntervalMs: 500,
    temporalCliPath: findBinary('temporal', process.env['TEMPORAL_CLI_PATH']),
  });
  try {
    await delayOfOne(engine.database);
    const alone = await delayOfOne(engine.database);
    const rushing = await createShop(engine.database, { rules });
    await fillDue(rushing, rushCarts);
    const beside = await delayOfOne(engine.database);
    return {
      name: `one due cart until its message, beside ${rushCarts.toLocaleString('en')} due carts of another store`,
      unit: 's',
      ours: beside / 1_000,
      raw: alone / 1_000,
      ratio: alone / beside,
      note: 'raw: the same with nothing else due; the first message is due a second after its cart',
    };
  } finally {
    await engine.stop();
    await stores.stop();
  }
}

async function delayOfOne(database: Database): Promise<number> {
  const shop = await createShop(database, { rules });
  const customerId = await shop.customer();
  const cart = await shop.cart({ customerId, abandonAt: new Date() });
  const isSent = () =>
    shop.write(async (tx) => {
      const sent = await tx
        .select({ settledAt: messages.settledAt })
        .from(messages)
        .where(eq(messages.cartId, cart.id));
      return sent.some(({ settledAt }) => settledAt !== null);
    });
  return untilTrue(isSent);
}
