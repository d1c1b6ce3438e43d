import { eq } from 'drizzle-orm';
import { messages } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql } from '../../../db/postgres/tenancy.ts';
import { startEngine } from '../../../test/engine.ts';
import { createShop, oneEmail, type Shop } from '../../../test/shop-factory.ts';
import { findBinary } from '../../../workers/stack/find-binary.ts';
import type { BenchResult } from '../bench-result.ts';
import { startScratchStores } from '../scratch-stores.ts';
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
    await fillDue(rushing);
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

/** Carts of as many persons who may be written to, all due since the same moment. */
async function fillDue(shop: Shop): Promise<void> {
  const cart = await shop.cart({ customerId: null, abandonAt: null });
  const { storeId } = shop;
  await shop.write(async (tx) => {
    const sql = rawSql(tx);
    const persons = sql`select md5('person' || n)::uuid as id, n from generate_series(1, ${rushCarts}::int) n`;
    await sql`insert into customers (store_id, id) select ${storeId}::uuid, id from (${persons}) p`;
    await sql`
      insert into identities (store_id, kind, value, customer_id)
      select ${storeId}::uuid, 'email', n || '@shopper.example', id from (${persons}) p`;
    await sql`
      insert into consents (store_id, customer_id, channel, status, event_id, at, granted_at)
      select ${storeId}::uuid, id, 'email', 'granted', gen_random_uuid(), to_timestamp(0), to_timestamp(0)
      from (${persons}) p`;
    await sql`
      insert into carts
      select copy.* from carts c
      cross join (${persons}) p
      cross join lateral jsonb_populate_record(c, jsonb_build_object(
        'id', gen_random_uuid(), 'external_id', 'cart-' || p.n, 'customer_id', p.id, 'abandon_at', now()
      )) copy
      where c.store_id = ${storeId}::uuid and c.id = ${cart.id}::uuid`;
  });
}
