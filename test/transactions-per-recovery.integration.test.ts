import type { Client } from '@temporalio/client';
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { messages } from '../db/postgres/schema/index.ts';
import type { Database } from '../db/postgres/tenancy.ts';
import { connectRedis } from '../db/redis/connect.ts';
import { featureSetHash } from '../ml/features.ts';
import { catchUp } from '../services/ingest/events/catch-up.ts';
import { consistentAsOf } from '../services/messaging/messages/consistent-as-of.ts';
import { sendMessage } from '../services/messaging/messages/send.ts';
import { createFeatureStore } from '../services/prediction/features/feature-store.ts';
import { sweepCarts } from '../services/recovery/abandonment/sweep.ts';
import { endRecovery } from '../services/recovery/recoveries/end.ts';
import { openRecovery } from '../services/recovery/recoveries/open.ts';
import { recordPrediction } from '../services/recovery/recoveries/predict.ts';
import { startRecoveries } from '../services/recovery/recoveries/start.ts';
import { createTurns } from '../services/shared/turns/plan-round.ts';
import type { RecoverCart } from '../workflows/contract.ts';
import { allOn } from './flags-fixture.ts';
import { onlyProvider } from './only-provider.ts';
import { linkSettings } from './sent-message.ts';
import { test } from './system-of-record.ts';

/** Each costs several round trips: history events and transactions are what a recovery costs the servers. */
const transactionsMax = 8;

test('from the sweep to the accepted message a recovery takes at most eight transactions', async ({
  systemOfRecord,
  newShop,
  redis,
}) => {
  const { database, transactions } = counting(systemOfRecord);
  const cache = connectRedis(redis.url, { purpose: 'request' });
  const shop = await newShop();
  const { storeId } = shop;
  const cart = await shop.cart({ customerId: await shop.customer(), abandonAt: new Date(Date.now() - 1_000) });

  await sweepCarts(database, { nowMs: Date.now(), limit: 10 });
  const started: RecoverCart[] = [];
  const start = async (_type: unknown, { args }: { args: [RecoverCart] }) => started.push(args[0]);
  const client = { workflow: { start } } as unknown as Client;
  await startRecoveries({ database, client }, { limit: 10, concurrency: 1, turns: createTurns() });
  const [input] = started;
  if (!input) throw new Error('no recovery was started');
  const { recoveryId } = input;
  await openRecovery(database, input);
  const features = createFeatureStore({ redis: cache, database, onRead: () => {}, onFailure: () => {} });
  const found = await features.get(storeId, cart.id);
  if (!found) throw new Error('the cart has no features');
  const prediction = { probability: 0.2, modelVersion: 'm', featureSetHash, reasons: [] };
  await recordPrediction(database, { storeId, recoveryId, cartId: cart.id, input: found, prediction });
  const eventLog = { partitions: 1, end: async () => null, hasPassed: () => true };
  const sent = await sendMessage(
    {
      database,
      providers: onlyProvider({
        name: 'vendor',
        channel: 'email',
        recovery: { kind: 'none' },
        send: async () => ({ kind: 'accepted', providerMessageId: 'm-1' }),
      }) as never,
      flags: allOn,
      renderer: { render: async () => ({ ok: true, message: {} }) as never },
      links: linkSettings,
      defaultFrom: 'Shop <shop@example.com>',
      consistentAsOf: (id, signal) =>
        consistentAsOf(
          { wait: (of, until) => catchUp({ database, eventLog, now: Date.now }, of, until), now: Date.now },
          id,
          signal,
        ),
      now: Date.now,
    },
    {
      storeId,
      recoveryId,
      ruleId: 'touch-1',
      channel: 'email',
      template: 'cart-reminder-1',
      knownActivityAt: cart.lastActivityAt.getTime(),
    },
    new AbortController().signal,
  );

  expect(sent).toEqual({ kind: 'sent' });
  expect(transactions()).toBeLessThanOrEqual(transactionsMax);
  const [message] = await shop.write((tx) => tx.select().from(messages).where(eq(messages.recoveryId, recoveryId)));
  expect(message).toMatchObject({ state: 'accepted', providerMessageId: 'm-1' });

  const end = { outcome: 'completed', reason: 'no_touch_left' } as const;
  await endRecovery(database, { storeId, recoveryId, cartId: cart.id, end, skipped: [] });
  expect(transactions(), 'with its end').toBeLessThanOrEqual(transactionsMax + 1);
  await cache.quit();
});

/** The same database, with the transactions counted that begin in either role. */
function counting({ app, engine }: Database): { database: Database; transactions: () => number } {
  let begun = 0;
  const counted = <T extends object>(role: T): T =>
    new Proxy(role, {
      get(target, name, receiver) {
        if (name === 'transaction') begun += 1;
        return Reflect.get(target, name, receiver);
      },
    });
  return { database: { app: counted(app), engine: counted(engine) }, transactions: () => begun };
}
