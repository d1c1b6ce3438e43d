import { randomUUID } from 'node:crypto';
import { asc } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { campaignExposures } from '../../../db/postgres/schema/index.ts';
import { withPipeline } from '../../../db/postgres/tenancy.ts';
import type { HoldoutArm } from '../../../domain/experiments/holdout.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { mergeExposures } from './merge-exposures.ts';

const [from, other, into] = [randomUUID(), randomUUID(), randomUUID()];

const test = base.extend('merge', ({ systemOfRecord, newShop }) => {
  /** What is left after two persons, `from` and `other`, turned out to be `into`. */
  return async (arms: readonly { customerId: string; arm: HoldoutArm; at: number; crossed?: boolean }[]) => {
    const { storeId, campaignId, write } = await newShop();
    await write((tx) =>
      tx.insert(campaignExposures).values(
        arms.map(({ at, ...row }) => ({
          ...{ storeId, campaignId, recoveryId: randomUUID(), percent: 10, exposedAt: new Date(at) },
          ...row,
        })),
      ),
    );
    await withPipeline(systemOfRecord, (tx) =>
      mergeExposures(
        tx,
        [from, other].map((fromId) => ({ storeId, fromId, intoId: into })),
      ),
    );
    const rows = await write((tx) => tx.select().from(campaignExposures).orderBy(asc(campaignExposures.exposedAt)));
    return rows.map(({ customerId, arm, exposedAt, crossed }) => ({
      customerId,
      arm,
      at: exposedAt.getTime(),
      crossed,
    }));
  };
});

describe('two persons who turn out to be one', () => {
  test('keep the earlier arm, and are marked when they were on both sides (field 56)', async ({ merge }) => {
    for (const [first, second] of [
      [from, into],
      [into, from],
      [from, other],
    ] as const)
      expect(
        await merge([
          { customerId: first, arm: 'holdout', at: 1 },
          { customerId: second, arm: 'treated', at: 2 },
        ]),
      ).toEqual([{ customerId: into, arm: 'holdout', at: 1, crossed: true }]);
  });

  test('of the same arm stay in it, unmarked', async ({ merge }) => {
    expect(
      await merge([
        { customerId: from, arm: 'treated', at: 2 },
        { customerId: other, arm: 'treated', at: 1 },
        { customerId: into, arm: 'treated', at: 3 },
      ]),
    ).toEqual([{ customerId: into, arm: 'treated', at: 1, crossed: false }]);
  });

  test('bring the arm along that only one of them has, and a mark stays', async ({ merge }) => {
    expect(await merge([{ customerId: from, arm: 'holdout', at: 5, crossed: true }])).toEqual([
      { customerId: into, arm: 'holdout', at: 5, crossed: true },
    ]);
  });
});
