import { describe, expect } from 'vitest';
import { system } from '../../../domain/actor.ts';
import { dayMs, hourMs } from '../../../domain/duration.ts';
import { oneEmail, type Shop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { saveDraft } from '../campaigns/save-draft.ts';
import { readSuggestion } from './read.ts';

const now = Date.now();
const abandonedAt = now - 6 * dayMs;

/** Somebody whose cart was abandoned; hours from then until a message went out, and until they bought. */
interface Course {
  readonly messageAfter?: number;
  readonly boughtAfter?: number;
  readonly stoppedAfter?: number;
}

async function lives(shop: Shop, count: number, { messageAfter, boughtAfter, stoppedAfter }: Course): Promise<void> {
  const at = (hours: number) => new Date(abandonedAt + hours * hourMs);
  for (let person = 0; person < count; person++) {
    const customerId = await shop.customer();
    const cart = await shop.cart({ customerId, abandonAt: new Date(abandonedAt) });
    const end =
      stoppedAfter === undefined
        ? ({ outcome: 'completed', endedAt: at(48) } as const)
        : ({ outcome: 'stopped', endedAt: at(stoppedAfter) } as const);
    const recoveryId = await shop.recovery(cart, {
      ...{ stage: 'ended', abandonedAt: new Date(abandonedAt), createdAt: at(0), startedAt: at(0), ...end },
    });
    if (messageAfter !== undefined) await shop.sentMessage(cart, recoveryId, { claimedAt: at(messageAfter) });
    if (boughtAfter !== undefined)
      await shop.order({ cartId: cart.id, customerId, placedAt: at(boughtAfter), arrivedAt: at(boughtAfter) });
  }
}

describe('what a campaign could try', () => {
  test('is to wait longer where people who got no message bought by themselves', async ({
    newShop,
    systemOfRecord: database,
  }) => {
    const shop = await newShop({ rules: oneEmail });
    // What those do who were written to after an hour says nothing of the hours after it.
    await lives(shop, 60, { messageAfter: 1, boughtAfter: 3 });
    await lives(shop, 80, { boughtAfter: 3 });
    await lives(shop, 160, {});
    const asked = { actor: system, storeId: shop.storeId, campaignId: shop.campaignId };
    const found = await readSuggestion(database, { ...asked, nowMs: now });
    expect(found).toMatchObject({
      kind: 'suggested',
      nowMs: hourMs,
      suggestion: { kind: 'wait_longer', ms: 4 * hourMs, evidence: { people: 240, bought: 80 } },
    });
    if (found.kind !== 'suggested') throw new Error('something was suggested');
    const saved = await saveDraft(database, {
      ...{ ...asked, expectedRevision: null, name: 'Cart reminders', flow: found.asArm },
    });
    expect(saved.draft?.flow?.start).toBe('first-message-time');
  });

  test('waits until enough people were seen without a message, and stopped recoveries are seen until then', async ({
    newShop,
    systemOfRecord: database,
  }) => {
    const shop = await newShop({ rules: oneEmail });
    await lives(shop, 30, {});
    await lives(shop, 10, { stoppedAfter: 0.5, boughtAfter: 3 });
    const found = await readSuggestion(database, {
      ...{ actor: system, storeId: shop.storeId, campaignId: shop.campaignId, nowMs: now },
    });
    expect(found).toEqual({ kind: 'too_early', missingPeople: 170 });
  });
});
