import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, vi } from 'vitest';
import { connectPostgres } from '../db/postgres/connect.ts';
import { type Database, openDatabase, rawSql, withEngine } from '../db/postgres/tenancy.ts';
import { connectRedis } from '../db/redis/connect.ts';
import { system } from '../domain/actor.ts';
import type { FlagRule } from '../domain/flags/rule.ts';
import { mapBounded } from '../runtime/map-bounded.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { sendMessage } from '../services/messaging/messages/send.ts';
import { RetryLaterError } from '../services/shared/retry-later-error.ts';
import { resetFlag, setFlag } from '../services/state/flags/change.ts';
import { addressHasher } from '../test/address-hasher.ts';
import { onlyProvider } from '../test/only-provider.ts';
import { linkSettings } from '../test/sent-message.ts';
import { test as base } from '../test/system-of-record.ts';
import { openFlags } from './open-flags.ts';

const operator = { kind: 'operator', storeId: null } as const;
const off: FlagRule = { kind: 'off' };

/** Makes processes that know of flags, all of one installation. */
const test = base.extend('newProcess', { scope: 'file' }, async ({ systemOfRecord, redis: { url } }) => {
  return async ({
    database = systemOfRecord,
    dataDir = newFolder(),
  }: {
    database?: Database;
    dataDir?: string;
  } = {}) => {
    const redis = connectRedis(url, { purpose: 'request' });
    const opened = await openFlags({
      ...{
        config: { dataDir },
        database,
        redis,
        log: pino({ level: 'silent' }),
        metrics: createMetrics({ role: 'test' }),
      },
      newBlockingRedis: () => connectRedis(url, { purpose: 'blocking' }),
    });
    onTestFinished(async () => {
      await opened.close();
      await redis.quit();
    });
    const deps = { database: systemOfRecord, news: opened.flagNews, now: Date.now };
    return { ...opened, dataDir, deps };
  };
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flags-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A database that nobody answers at. */
function awayDatabase(): Database {
  const away = connectPostgres('postgres://nobody@127.0.0.1:1/none', { maxConnections: 1, applicationName: 'test' });
  onTestFinished(() => away.end({ timeout: 1 }));
  return openDatabase({ app: away, engine: away, addressHasher });
}

test('what is said in one process counts in every other one, and what is taken back too (operations T22)', async ({
  newProcess,
  newShop,
}) => {
  const [one, other] = [await newProcess(), await newProcess()];
  const { storeId } = await newShop();
  const about = { actor: system, storeId, name: 'sending_sms', reason: 'a test' } as const;
  await setFlag(one.deps, { ...about, rule: off });
  await vi.waitFor(() => expect(other.flags.isOnNow('sending_sms', { storeId })).toBe(false));
  expect(other.flags.decideNow('sending_sms', { storeId })).toMatchObject({ isOn: false, by: 'store' });
  await resetFlag(one.deps, about);
  await vi.waitFor(() => expect(other.flags.isOnNow('sending_sms', { storeId })).toBe(true));
});

test('news that is lost costs a look: a row that no engine wrote counts too', { timeout: 15_000 }, async ({
  newProcess,
  newShop,
  systemOfRecord,
}) => {
  const { flags } = await newProcess();
  const { storeId } = await newShop();
  await withEngine(
    systemOfRecord,
    (tx) => rawSql(tx)`
      insert into flags (store_id, name, rule, reason, actor_kind, changed_at)
      values (${storeId}, 'predictions', '{"kind":"off"}', 'by hand', 'operator', now())`,
  );
  await vi.waitFor(() => expect(flags.isOnNow('predictions', { storeId })).toBe(false), { timeout: 10_000 });
});

test('a row that cannot be read leaves the last good rule, also over a restart (operations T22)', async ({
  newProcess,
  newShop,
  systemOfRecord,
}) => {
  const { flags, flagNews, deps, dataDir } = await newProcess();
  const { storeId } = await newShop();
  const about = { actor: system, storeId, name: 'generated_drafts', reason: 'a test' } as const;
  await setFlag(deps, { ...about, rule: off });
  await vi.waitFor(() => expect(flags.isOnNow('generated_drafts', { storeId })).toBe(false));
  await setFlag(deps, { ...about, name: 'sending_push', rule: { kind: 'on' } });
  await vi.waitFor(() => expect(readFileSync(join(dataDir, 'flags.json'), 'utf8')).toContain('sending_push'));
  const spoil = (name: string) =>
    withEngine(
      systemOfRecord,
      (tx) => rawSql(tx)`
        update flags set rule = '{"kind":"percentage","percent":900}' where store_id = ${storeId} and name = ${name}`,
    );
  await spoil('generated_drafts');
  await spoil('sending_push');
  await flagNews.tell({ name: 'generated_drafts' });
  await setFlag(deps, { ...about, name: 'shadow_scores', rule: off });
  await vi.waitFor(() => expect(flags.isOnNow('shadow_scores', { storeId })).toBe(false));
  expect(flags.isOnNow('generated_drafts', { storeId })).toBe(false);
  expect(flags.isOnNow('sending_push', { storeId })).toBe(true);
  const restarted = await newProcess({ dataDir });
  expect(restarted.flags.isOnNow('generated_drafts', { storeId })).toBe(false);
  expect(restarted.flags.isOnNow('sending_push', { storeId })).toBe(true);
  const elsewhere = await newProcess();
  // It never saw a good one: sending stops, and what is no switch goes on.
  expect(elsewhere.flags.isOnNow('sending_push', { storeId })).toBe(false);
  expect(elsewhere.flags.isOnNow('generated_drafts', { storeId })).toBe(true);
});

test('a blank row cannot be written at all (operations T22)', async ({ newShop, systemOfRecord }) => {
  const { storeId } = await newShop();
  const write = (rule: string | null) =>
    withEngine(
      systemOfRecord,
      (tx) => rawSql(tx)`
        insert into flags (store_id, name, rule, reason, actor_kind, changed_at)
        values (${storeId}, 'sending', ${rule}::text::jsonb, 'by hand', 'operator', now())`,
    );
  await expect(write(null)).rejects.toMatchObject({ code: '23502' });
  for (const blank of ['null', '{}', '[]', '{"kind":null}', '"on"'])
    await expect(write(blank)).rejects.toMatchObject({ code: '23514' });
});

test('without a database a start goes by what was known last, and without that nothing is sent (operations T22)', async ({
  newProcess,
  newShop,
}) => {
  const before = await newProcess();
  const { storeId } = await newShop();
  await setFlag(before.deps, { actor: system, storeId, name: 'sending_email', reason: 'a test', rule: off });
  await vi.waitFor(() => expect(readFileSync(join(before.dataDir, 'flags.json'), 'utf8')).toContain(storeId));
  const away = { database: awayDatabase() };
  const { flags } = await newProcess({ ...away, dataDir: before.dataDir });
  const on = (name: 'sending' | 'sending_email' | 'predictions') => flags.isOn(name, { storeId });
  expect([await on('sending'), await on('sending_email')]).toEqual([true, false]);
  writeFileSync(join(before.dataDir, 'flags.json'), '{"rows":[{"na');
  for (const dataDir of [before.dataDir, newFolder()]) {
    const blind = await newProcess({ ...away, dataDir });
    expect(blind.flags.decideNow('sending', { storeId })).toMatchObject({ isOn: false, by: 'unknown' });
    expect(await blind.flags.isOn('predictions', { storeId })).toBe(true);
  }
});

const messagesSent = 60;
const stoppedAfter = 20;

test('a switch that is thrown while many messages go out stops the next one, and none is lost or sent twice (operations T22)', async ({
  newProcess,
  newShop,
  systemOfRecord,
}) => {
  const [operators, sender] = [await newProcess(), await newProcess()];
  const shop = await newShop();
  const { storeId } = shop;
  const due = await Promise.all(
    Array.from({ length: messagesSent }, async () => {
      const cart = await shop.cart({ customerId: await shop.customer() });
      return { recoveryId: await shop.recovery(cart), knownActivityAt: cart.lastActivityAt.getTime() };
    }),
  );
  const handedOver: { readonly to: string; readonly whileOff: boolean }[] = [];
  const enough = Promise.withResolvers<void>();
  const deps = {
    ...{ database: systemOfRecord, flags: sender.flags, links: linkSettings, defaultFrom: 'Shop <shop@example.com>' },
    providers: onlyProvider({
      ...{ name: 'vendor', channel: 'email', recovery: { kind: 'none' } },
      send: async (_message: unknown, { idempotencyKey }: { readonly idempotencyKey: string }) => {
        handedOver.push({ to: idempotencyKey, whileOff: !sender.flags.isOnNow('sending', { storeId }) });
        if (handedOver.length === stoppedAfter) enough.resolve();
        return { kind: 'accepted', providerMessageId: idempotencyKey };
      },
    }) as never,
    renderer: { render: async () => ({ ok: true, message: {} }) as never },
    consistentAsOf: async () => Date.now(),
    now: Date.now,
  };
  const send = async (message: (typeof due)[number]): Promise<string> => {
    try {
      const wanted = { ...message, storeId, ruleId: 'touch-1', template: 't', channel: 'email' as const };
      return (await sendMessage(deps, wanted, new AbortController().signal)).kind;
    } catch (error) {
      if (error instanceof RetryLaterError) return error.code;
      throw error;
    }
  };
  const sendAll = () => mapBounded(due, { concurrencyMax: 4 }, send);

  const first = sendAll();
  await enough.promise;
  await setFlag(operators.deps, { actor: operator, storeId: null, name: 'sending', reason: 'a test', rule: off });
  const outcomes = await first;
  await vi.waitFor(() => expect(sender.flags.isOnNow('sending', { storeId })).toBe(false));
  await sendAll();
  expect(handedOver.filter(({ whileOff }) => whileOff)).toEqual([]);
  expect(handedOver.length).toBeLessThan(messagesSent);
  expect(new Set(outcomes)).toEqual(new Set(['sent', 'sending_stopped']));

  await resetFlag(operators.deps, { actor: operator, storeId: null, name: 'sending', reason: 'mended' });
  await vi.waitFor(() => expect(sender.flags.isOnNow('sending', { storeId })).toBe(true));
  expect(new Set(await sendAll())).toEqual(new Set(['sent']));
  expect(new Set(handedOver.map(({ to }) => to)).size).toBe(messagesSent);
  expect(handedOver).toHaveLength(messagesSent);
});
