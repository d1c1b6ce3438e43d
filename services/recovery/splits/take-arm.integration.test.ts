import { asc } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { campaigns, splitArms, splitShares } from '../../../db/postgres/schema/index.ts';
import { withPipeline } from '../../../db/postgres/tenancy.ts';
import { designOf } from '../../../domain/experiments/split-design.ts';
import type { SplitStep } from '../../../domain/flow/flow.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { mergeExposures } from '../../state/customers/merge-exposures.ts';
import { takeArm } from './take-arm.ts';

const split = (change: Partial<SplitStep> = {}): SplitStep => ({
  ...{ id: 'offer', kind: 'split', by: 'person', allocation: 'learning' },
  arms: ['a', 'b'].map((id) => ({ id, share: 1, next: 'end' })),
  ...change,
});

const test = base.extend('newSplit', ({ systemOfRecord: database, newShop }) => {
  return async () => {
    const shop = await newShop();
    const { storeId, campaignId, write } = shop;
    let clock = Date.UTC(2026, 8, 1);
    let version = 0;
    return {
      ...shop,
      async recoveryOf(customerId: string) {
        const ended = { stage: 'ended', outcome: 'completed', endedAt: new Date() } as const;
        return shop.recovery(await shop.cart({ customerId }), ended);
      },
      async take(recoveryId: string, step = split()) {
        clock += 1_000;
        return (await takeArm(database, { storeId, recoveryId, step }, new Date(clock))).armId;
      },
      learn: (shares: Readonly<Record<string, number>>, step = split()) =>
        write((tx) =>
          tx.insert(splitShares).values({
            ...{ storeId, campaignId, splitId: step.id, version: ++version, design: designOf(step), shares },
            computedAt: new Date(clock),
          }),
        ),
      rows: () => write((tx) => tx.select().from(splitArms).orderBy(asc(splitArms.exposedAt))),
    };
  };
});

describe('the arm of a split', () => {
  test('is kept once, however often it is asked for and whatever the shares became', async ({ newSplit }) => {
    const { customer, recoveryOf, take, learn, rows } = await newSplit();
    const recoveryId = await recoveryOf(await customer());
    await learn({ a: 1, b: 0 });
    expect(await take(recoveryId)).toBe('a');
    await learn({ a: 0, b: 1 });
    expect([await take(recoveryId), await take(recoveryId, split({ allocation: 'fixed' }))]).toEqual(['a', 'a']);
    expect(await rows()).toMatchObject([{ recoveryId, arm: 'a', share: 1, heldOut: false }]);
  });

  test('is one of a person over all their recoveries, or one of each recovery', async ({ newSplit }) => {
    const { customer, recoveryOf, take, learn, rows } = await newSplit();
    const customerId = await customer();
    const [first, second] = [await recoveryOf(customerId), await recoveryOf(customerId)];
    await learn({ a: 1, b: 0 });
    await take(first);
    await learn({ a: 0, b: 1 });
    expect(await take(second)).toBe('a');
    const ofRecovery = split({ id: 'other', by: 'recovery' });
    await learn({ a: 1, b: 0 }, ofRecovery);
    await take(first, ofRecovery);
    await learn({ a: 0, b: 1 }, ofRecovery);
    expect(await take(second, ofRecovery)).toBe('b');
    expect(await rows()).toHaveLength(4);
  });

  test('is drawn by the newest shares of the same arms, and by the written ones where others were learned', async ({
    newSplit,
  }) => {
    const { customer, recoveryOf, take, learn, rows } = await newSplit();
    const three = split({ arms: [...split().arms, { id: 'c', share: 2, next: 'end' }] });
    await learn({ a: 0, b: 1 });
    const taken = new Set<string>();
    for (let n = 0; n < 40; n++) taken.add(await take(await recoveryOf(await customer()), three));
    expect(taken).toContain('a');
    for (const { arm, share } of await rows()) expect(share).toBeCloseTo(arm === 'c' ? 0.5 : 0.25, 9);
  });

  test('that a new version has no more is drawn anew, and both are known', async ({ newSplit }) => {
    const { customer, recoveryOf, take, learn, rows } = await newSplit();
    const recoveryId = await recoveryOf(await customer());
    await learn({ a: 1, b: 0 });
    await take(recoveryId);
    const withoutA = split({ arms: ['b', 'c'].map((id) => ({ id, share: 1, next: 'end' })) });
    const taken = await take(recoveryId, withoutA);
    expect(['b', 'c']).toContain(taken);
    expect((await rows()).map(({ arm }) => arm)).toEqual(['a', taken]);
    expect(await take(recoveryId)).toBe('a');
  });

  test('stays the earlier one where two persons turn out to be one', async ({ newSplit, systemOfRecord }) => {
    const { storeId, customer, recoveryOf, take, learn, rows } = await newSplit();
    const [fromId, intoId] = [await customer(), await customer()];
    await learn({ a: 1, b: 0 });
    await take(await recoveryOf(fromId));
    await learn({ a: 0, b: 1 });
    await take(await recoveryOf(intoId));
    await withPipeline(systemOfRecord, (tx) => mergeExposures(tx, [{ storeId, fromId, intoId }]));
    expect(await take(await recoveryOf(intoId))).toBe('a');
    expect((await rows()).map(({ customerId, arm }) => [customerId, arm])).toEqual([
      [intoId, 'a'],
      [intoId, 'b'],
      [intoId, 'a'],
    ]);
  });

  test('says of whom the holdout gets no message', async ({ newSplit }) => {
    const { campaignId, write, customer, recoveryOf, take, rows } = await newSplit();
    await write((tx) => tx.update(campaigns).set({ holdoutPercent: 50 }));
    for (let n = 0; n < 20; n++) await take(await recoveryOf(await customer()));
    expect(new Set((await rows()).map(({ heldOut }) => heldOut))).toEqual(new Set([true, false]));
    expect(campaignId).toBeTruthy();
  });

  test('is one even where two recoveries of a person come by at once', async ({ newSplit }) => {
    const { customer, recoveryOf, take, rows } = await newSplit();
    const customerId = await customer();
    const recoveries = [await recoveryOf(customerId), await recoveryOf(customerId), await recoveryOf(customerId)];
    const taken = await Promise.all([...recoveries, ...recoveries].map((recoveryId) => take(recoveryId)));
    expect(new Set(taken).size).toBe(1);
    expect(await rows()).toHaveLength(3);
  });
});
