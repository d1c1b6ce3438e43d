import { randomUUID } from 'node:crypto';
import { desc } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import {
  auditLog,
  campaignVersions,
  messageRates,
  splitArms,
  splitShares,
  splitWinners,
} from '../../../db/postgres/schema/index.ts';
import { rawSql } from '../../../db/postgres/tenancy.ts';
import { type Actor, system } from '../../../domain/actor.ts';
import { dayMs, hourMs } from '../../../domain/duration.ts';
import { designOf } from '../../../domain/experiments/split-design.ts';
import { winnerDelayMs } from '../../../domain/experiments/split-winner.ts';
import type { FlowProgram, SplitStep } from '../../../domain/flow/flow.ts';
import { contextFeatures } from '../../../domain/personal/split-context.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { decideWinner } from './decide-winner.ts';
import { learnSplits, storesThatLearn } from './learn.ts';
import { readSplit, readSplits } from './read.ts';

const now = new Date();
/** The time to buy of whoever came then is over. */
const longAgo = new Date(now.getTime() - 10 * dayMs);
const splitId = 'split-1';

const test = base.extend('newSplit', ({ systemOfRecord: database, newShop }) => {
  return async (change: Partial<SplitStep> = {}) => {
    const shop = await newShop({ campaign: { holdoutPercent: 0 } });
    const { storeId, campaignId, write } = shop;
    const step: SplitStep = {
      ...{ id: splitId, kind: 'split', by: 'person', allocation: 'learning' },
      arms: ['a', 'b'].map((id) => ({ id, share: 1, next: 'end' })),
      ...change,
    };
    const flow: FlowProgram = {
      ...{ entry: {}, exits: [], messagesMax: 3, start: splitId },
      steps: [step, { id: 'end', kind: 'end' }],
    };
    await write((tx) => tx.update(campaignVersions).set({ flow }));
    const key = { storeId, campaignId, splitId };
    return {
      ...shop,
      step,
      key,
      /** People of an arm, the first `buyers` of whom bought on the next day. */
      async people(
        arm: string,
        count: number,
        buyers: number,
        wanted: Partial<typeof splitArms.$inferInsert> & { totalMinor?: number; currency?: string } = {},
      ): Promise<readonly string[]> {
        const { totalMinor = 1_000, currency = 'EUR', ...row } = wanted;
        const exposedAt = row.exposedAt ?? longAgo;
        const ids = Array.from({ length: count }, () => randomUUID());
        await write(async (tx) => {
          await tx.insert(splitArms).values(
            ids.map((customerId) => ({
              ...{ ...key, customerId, recoveryId: randomUUID(), arm, share: 0.5, heldOut: false },
              ...{ design: designOf(step), exposedAt, ...row },
            })),
          );
          const at = new Date(exposedAt.getTime() + dayMs).toISOString();
          await rawSql(tx)`
            insert into orders (store_id, id, external_id, customer_id, status, total_minor, currency, placed_at, placed_stated_at, arrived_at)
            select ${storeId}, id, id::text, customer_id, 'placed', ${totalMinor}, ${currency}, ${at}, ${at}, ${at}
            from (select gen_random_uuid() as id, customer_id from unnest(${ids.slice(0, buyers)}::uuid[]) as bought (customer_id)) o`;
        });
        return ids;
      },
      read: () => readSplit(database, { ...key, nowMs: now.getTime() }),
      learn: (at = now) => learnSplits(database, { storeId, now: at }),
      decide: (decision: 'objected' | 'applied', actor: Actor = system) =>
        decideWinner(database, { ...key, actor, decision, now }),
      shares: () => write((tx) => tx.select().from(splitShares).orderBy(desc(splitShares.version))),
      audited: async () => {
        const rows = await write((tx) => tx.select().from(auditLog).orderBy(auditLog.id));
        return rows.map(({ actorKind, change }) => [actorKind, change['winnerState']?.after]);
      },
    };
  };
});

describe('the arms of a split', () => {
  test('are compared by people whose time to buy is over, with the first one as baseline', async ({ newSplit }) => {
    const { people, read } = await newSplit();
    await people('a', 400, 40);
    await people('b', 400, 120, { totalMinor: 3_000 });
    await people('b', 50, 50, { exposedAt: new Date(now.getTime() - hourMs) });
    const { arms, verdict, currency, sampleRatio } = await read();
    expect([verdict, currency, sampleRatio]).toEqual(['best', 'EUR', null]);
    expect(arms).toMatchObject([
      { id: 'a', people: 400, matured: 400, buyers: 40, orders: 40, amountMinor: 40_000, buyingShare: 0.1, than: null },
      { id: 'b', people: 450, matured: 400, buyers: 120, amountMinor: 360_000, buyingShare: 0.3, perPersonMinor: 900 },
    ]);
    expect(arms[1]?.than?.recovered.difference).toBeCloseTo(0.2, 9);
    expect(arms[1]?.than?.recovered.interval?.low).toBeGreaterThan(0);
    expect(arms[1]?.than?.revenue.difference).toBeCloseTo(800, 6);
  });

  test('leave out who is held back or was in two arms, and who came under other arms', async ({ newSplit }) => {
    const { people, read, write } = await newSplit();
    const [twice] = await people('a', 10, 1);
    await people('b', 10, 1);
    await people('b', 3, 3, { heldOut: true });
    await people('a', 5, 5, { design: 'learning a c' });
    await write((tx) =>
      rawSql(tx)`
        insert into split_arms select store_id, campaign_id, split_id, gen_random_uuid(), customer_id, 'b', share, design, held_out,
          exposed_at + interval '1 hour' from split_arms where customer_id = ${twice ?? ''}`.then(() => {}),
    );
    const { arms, crossed, heldOut } = await read();
    expect([arms.map((arm) => arm.people), crossed, heldOut]).toEqual([[9, 10], 1, 3]);
  });

  test('of fixed shares are not compared where they were not filled by them', async ({ newSplit }) => {
    const { people, read, learn, write } = await newSplit({ allocation: 'fixed' });
    await people('a', 500, 50);
    await people('b', 800, 240);
    expect(await read()).toMatchObject({ verdict: 'ratio_wrong', best: null, sampleRatio: { wrong: true } });
    expect(await learn()).toEqual({ shares: 0, proposed: 0, applied: 0 });
    expect(await write((tx) => tx.select().from(splitWinners))).toEqual([]);
  });

  test('are told in one currency, and buyers in all', async ({ newSplit }) => {
    const { people, read } = await newSplit();
    await people('a', 30, 20);
    await people('b', 30, 10, { currency: 'USD' });
    expect(await read()).toMatchObject({
      ...{ currency: 'EUR', otherCurrencyOrders: 10 },
      arms: [
        { buyers: 20, orders: 20 },
        { buyers: 10, orders: 0, amountMinor: 0 },
      ],
    });
  });

  test('of another store are not found', async ({ newSplit, systemOfRecord }) => {
    const [own, other] = [await newSplit(), await newSplit()];
    const asked = { ...other.key, storeId: own.storeId, nowMs: now.getTime() };
    await expect(readSplit(systemOfRecord, asked)).rejects.toMatchObject({ code: 'not_found' });
    const listed = await readSplits(systemOfRecord, { storeId: own.storeId, nowMs: now.getTime() });
    expect(listed.map(({ campaignId }) => campaignId)).toEqual([own.campaignId]);
  });
});

describe('a split that chooses for each person', () => {
  const personal = { allocation: 'personal', baselinePercent: 20 } as const;

  test('compares whom it chose for with whom it drew for, and not the arms', async ({ newSplit }) => {
    const { people, read } = await newSplit(personal);
    const [chosen, baseline] = [{ personalGroup: 'chosen' }, { personalGroup: 'baseline' }] as const;
    await people('a', 300, 60, { ...chosen, share: 0.9 });
    await people('b', 500, 140, { ...chosen, share: 0.9, totalMinor: 2_000 });
    await people('a', 100, 4, { ...baseline, share: 0.1 });
    await people('b', 100, 16, { ...baseline, share: 0.1 });
    const result = await read();
    expect(result).toMatchObject({
      ...{ verdict: 'choosing_pays', best: null, missing: null, sampleRatio: { wrong: false } },
      arms: [
        { id: 'a', people: 400, buyers: 64, share: 0.4, buyingShare: null, than: null },
        { id: 'b', people: 600, buyers: 156, share: 0.6, buyingShare: null, than: null },
      ],
      personal: {
        baselinePercent: 20,
        chosen: { people: 800, matured: 800, buyers: 200, orders: 200, amountMinor: 340_000, buyingShare: 0.25 },
        baseline: { people: 200, matured: 200, buyers: 20, buyingShare: 0.1, perPersonMinor: 100 },
      },
    });
    expect(result.personal?.difference.recovered.difference).toBeCloseTo(0.15, 9);
    expect(result.personal?.difference.recovered.interval?.low).toBeGreaterThan(0);
    expect(result.personal?.difference.revenue.difference).toBeCloseTo(325, 6);
  });

  test('says that it is too early, and about how many people are missing', async ({ newSplit }) => {
    const { people, read } = await newSplit(personal);
    await people('a', 80, 10, { personalGroup: 'chosen' });
    await people('b', 20, 2, { personalGroup: 'baseline' });
    const { verdict, missing } = await read();
    expect(verdict).toBe('too_early');
    expect(missing?.people).toBeGreaterThan(1_000);
  });

  test('compares nobody where the groups are not as large as they should be', async ({ newSplit }) => {
    const { people, read } = await newSplit(personal);
    await people('a', 500, 100, { personalGroup: 'chosen' });
    await people('b', 300, 30, { personalGroup: 'baseline' });
    expect(await read()).toMatchObject({ verdict: 'ratio_wrong', sampleRatio: { wrong: true } });
  });

  test('leaves out who was in both groups, and not who took another arm with another cart', async ({ newSplit }) => {
    const { people, read, write } = await newSplit({ ...personal, by: 'recovery' });
    const [both, again] = await people('a', 10, 0, { personalGroup: 'chosen' });
    await people('b', 5, 0, { personalGroup: 'baseline' });
    await write(async (tx) => {
      for (const [customerId, group] of [
        [both ?? '', 'baseline'],
        [again ?? '', 'chosen'],
      ] as const)
        await rawSql(tx)`
          insert into split_arms (store_id, campaign_id, split_id, recovery_id, customer_id, arm, share, design, held_out, personal_group, exposed_at)
          select store_id, campaign_id, split_id, gen_random_uuid(), customer_id, 'b', share, design, held_out, ${group},
            exposed_at + interval '1 hour' from split_arms where customer_id = ${customerId}`;
    });
    expect(await read()).toMatchObject({
      crossed: 1,
      personal: { chosen: { people: 9 }, baseline: { people: 5 } },
    });
  });

  test('has the messages of its store counted by the scheduled pass, and proposes no winner', async ({
    newSplit,
    systemOfRecord,
  }) => {
    const { storeId, people, learn, write, customer, cart, recovery, sentMessage } = await newSplit(personal);
    const left = await cart({ customerId: await customer() });
    const noon = new Date(Date.UTC(2026, 6, 1, 12));
    await sentMessage(left, await recovery(left), { template: 'reminder', claimedAt: noon });
    await people('a', 400, 40, { personalGroup: 'chosen' });
    await people('b', 400, 120, { personalGroup: 'chosen' });
    expect(await storesThatLearn(systemOfRecord, null)).toContain(storeId);
    const counted = () => write((tx) => tx.select().from(messageRates));
    for (const at of [now, new Date(now.getTime() + hourMs)]) {
      expect(await learn(at)).toEqual({ shares: 0, proposed: 0, applied: 0 });
      expect(await counted()).toMatchObject([
        {
          computedAt: at,
          counted: [{ channel: 'email', band: 'afternoon', template: 'reminder', messages: 1, clicked: 0, bought: 0 }],
        },
      ]);
    }
  });
});

describe('the scheduled pass', () => {
  test('learns from matured people only, and writes shares down when they moved', async ({ newSplit }) => {
    const { people, learn, shares, read } = await newSplit();
    await people('a', 100, 100, { exposedAt: new Date(now.getTime() - hourMs) });
    expect(await learn()).toEqual({ shares: 0, proposed: 0, applied: 0 });
    await people('a', 100, 5);
    await people('b', 100, 15);
    expect(await learn()).toMatchObject({ shares: 1 });
    expect(await learn()).toMatchObject({ shares: 0 });
    const [newest] = await shares();
    expect(newest).toMatchObject({ version: 1 });
    expect(newest?.shares['b']).toBeGreaterThan(0.9);
    expect((await read()).arms.map(({ share }) => share)).toEqual([newest?.shares['a'], newest?.shares['b']]);
  });

  test('finds stores with a split that learns', async ({ newSplit, systemOfRecord }) => {
    const [learning, fixed] = [await newSplit(), await newSplit({ allocation: 'fixed' })];
    const found = await storesThatLearn(systemOfRecord, null);
    expect(found).toContain(learning.storeId);
    expect(found).not.toContain(fixed.storeId);
    expect(await storesThatLearn(systemOfRecord, found.at(-1) ?? null)).toEqual([]);
  });

  test('proposes a winner once, and lets it take everybody on its date', async ({ newSplit }) => {
    const { people, learn, read, shares, audited } = await newSplit();
    await people('a', 400, 40);
    await people('b', 400, 120);
    expect(await learn()).toEqual({ shares: 0, proposed: 1, applied: 0 });
    expect(await learn()).toMatchObject({ proposed: 0, applied: 0 });
    expect((await read()).winner).toMatchObject({
      ...{ arm: 'b', state: 'proposed', decidedAt: null },
      dueAt: new Date(now.getTime() + winnerDelayMs),
    });
    const dueAt = new Date(now.getTime() + winnerDelayMs);
    expect(await learn(dueAt)).toMatchObject({ applied: 1 });
    expect((await shares())[0]?.shares).toEqual({ a: 0, b: 1 });
    expect(await learn(new Date(dueAt.getTime() + dayMs))).toEqual({ shares: 0, proposed: 0, applied: 0 });
    expect(await audited()).toEqual([
      ['system', 'proposed'],
      ['system', 'applied'],
    ]);
  });
});

describe('a proposed winner', () => {
  const user = (storeId: string, role: 'marketer' | 'analyst'): Actor => ({
    ...{ kind: 'user', userId: randomUUID(), storeId, role },
  });

  test('is applied at once by who may change campaigns, and then nobody is compared any longer', async ({
    newSplit,
  }) => {
    const { storeId, people, learn, decide, read, shares, audited } = await newSplit();
    await people('a', 400, 40);
    await people('b', 400, 120);
    await learn();
    await expect(decide('applied', user(storeId, 'analyst'))).rejects.toMatchObject({ code: 'forbidden' });
    const applied = await decide('applied', user(storeId, 'marketer'));
    expect(applied.winner).toMatchObject({ arm: 'b', state: 'applied', decidedAt: now });
    expect((await shares())[0]?.shares).toEqual({ a: 0, b: 1 });
    await people('b', 20, 0, { exposedAt: now });
    expect((await read()).arms.map((arm) => arm.people)).toEqual([400, 400]);
    expect(await decide('applied')).toMatchObject({ winner: { state: 'applied' } });
    await expect(decide('objected')).rejects.toMatchObject({ code: 'conflict' });
    expect(await audited()).toEqual([
      ['system', 'proposed'],
      ['user', 'applied'],
    ]);
  });

  test('that somebody objects to never takes everybody, and no other is proposed', async ({ newSplit }) => {
    const { storeId, people, learn, decide, shares } = await newSplit();
    await people('a', 400, 40);
    await people('b', 400, 120);
    await learn();
    await decide('objected', user(storeId, 'marketer'));
    const later = new Date(now.getTime() + 2 * winnerDelayMs);
    expect(await learn(later)).toEqual({ shares: 1, proposed: 0, applied: 0 });
    expect((await shares())[0]?.shares['a']).toBeCloseTo(0.05, 3);
  });

  test('is there only after it was proposed', async ({ newSplit }) => {
    const { decide, key } = await newSplit();
    await expect(decide('applied')).rejects.toMatchObject({ code: 'conflict' });
    expect(key.splitId).toBe(splitId);
  });
});

describe('a split that learns by context', () => {
  const byContext = { allocation: 'personal', choosesBy: 'context', by: 'recovery', baselinePercent: 20 } as const;
  const context = contextFeatures.map(() => 1);
  const chosen = { personalGroup: 'chosen', context } as const;

  test('knows what its arms brought, by purchases of people whose time is over, and by nothing else', async ({
    newSplit,
  }) => {
    const { people, learn, shares } = await newSplit(byContext);
    await people('a', 200, 10, chosen);
    await people('b', 200, 60, chosen);
    // Not over yet, held back, or of another design: however many bought.
    await people('a', 90, 90, { ...chosen, exposedAt: new Date(now.getTime() - hourMs) });
    await people('a', 90, 90, { ...chosen, heldOut: true });
    await people('a', 90, 90, { ...chosen, design: 'personal 20 a b' });
    expect(await learn()).toMatchObject({ shares: 1 });
    const [row] = await shares();
    expect(row?.context?.people).toBe(400);
    expect(row?.context?.arms['a']?.people).toBe(200);
    expect(row?.shares['b']).toBeGreaterThan(0.9);
    expect(row?.shares['a']).toBeGreaterThanOrEqual(0.05);
  });

  test('keeps one row, which is renewed when somebody’s time is over', async ({ newSplit }) => {
    const { people, learn, shares } = await newSplit(byContext);
    await people('a', 100, 30, chosen);
    await people('b', 100, 10, chosen);
    await learn();
    expect(await learn()).toMatchObject({ shares: 0 });
    await people('b', 100, 60, chosen);
    expect(await learn()).toMatchObject({ shares: 1 });
    const rows = await shares();
    expect(rows.map(({ version, context: known }) => [version, known?.people])).toEqual([[1, 300]]);
  });

  test('says nothing from a handful of purchases', async ({ newSplit }) => {
    const { people, learn, shares } = await newSplit(byContext);
    await people('a', 100, 5, chosen);
    await people('b', 100, 5, chosen);
    expect(await learn()).toMatchObject({ shares: 0 });
    expect(await shares()).toEqual([]);
  });

  test('shows on the page whether it pays, beside the people whose arm was drawn', async ({ newSplit }) => {
    const { people, read } = await newSplit(byContext);
    await people('b', 400, 120, chosen);
    await people('a', 100, 15, { personalGroup: 'baseline', context });
    expect(await read()).toMatchObject({ choosesBy: 'context', personal: { chosen: { people: 400 } } });
  });
});
