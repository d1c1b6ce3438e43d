import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { sandboxMessages, testMessages } from '../../db/postgres/schema/index.ts';
import { dayMs } from '../../domain/duration.ts';
import { test } from '../../test/system-of-record.ts';
import { purgeOldSandbox, sandboxKeptMs } from '../messaging/sandbox-inbox/purge-old.ts';
import { trialLimits } from './limits.ts';
import { purgeOldTrials } from './purge-old.ts';

test('what was tried out goes when its time is over, in every store, and what is younger stays', async ({
  systemOfRecord,
  newShop,
}) => {
  const nowMs = Date.now();
  const shops = [await newShop(), await newShop()];
  const old = new Date(nowMs - trialLimits.keptMs - dayMs);
  const young = new Date(nowMs - trialLimits.keptMs + dayMs);
  for (const shop of shops)
    await shop.write(async (tx) => {
      const { storeId, campaignId } = shop;
      for (const createdAt of [old, young]) {
        const what = { storeId, channel: 'email' as const, createdAt };
        const by = { actorKind: 'operator' as const, provider: 'outbox', ruleId: 'touch-1', campaignId };
        await tx.insert(testMessages).values({ ...what, ...by, id: randomUUID() });
        await tx.insert(sandboxMessages).values({ ...what, messageId: randomUUID(), content: {} });
      }
    });
  expect(await purgeOldTrials(systemOfRecord, { nowMs, limit: 10 })).toBe(2);
  expect(await purgeOldSandbox(systemOfRecord, { nowMs, limit: 1 })).toBe(1);
  expect(await purgeOldSandbox(systemOfRecord, { nowMs, limit: 10 })).toBe(1);
  expect(sandboxKeptMs).toBe(trialLimits.keptMs);
  for (const shop of shops) {
    expect(await shop.write((tx) => tx.$count(testMessages))).toBe(1);
    expect(await shop.write((tx) => tx.$count(sandboxMessages))).toBe(1);
  }
});
