import { asc, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import {
  campaigns,
  campaignVersions,
  customers,
  links,
  messageRates,
  messages,
  splitArms,
  splitShares,
} from '../../../db/postgres/schema/index.ts';
import { withPipeline } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import { designOf } from '../../../domain/experiments/split-design.ts';
import type { FlowStep, SendStep, SplitStep } from '../../../domain/flow/flow.ts';
import { contextShares, learnContext } from '../../../domain/personal/learned-context.ts';
import { contextFeatures } from '../../../domain/personal/split-context.ts';
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

const mail = (id: string, hour: string): SendStep => ({
  ...{ id, kind: 'send', channel: 'email', template: 'reminder', conditions: {}, probabilityMin: null },
  ...{ staleAfterMs: null, window: { from: `${hour}:00`, until: `${hour}:59` }, next: 'end' },
});
const personal: SplitStep = split({
  allocation: 'personal',
  baselinePercent: 10,
  arms: ['morning', 'evening', 'text'].map((id) => ({ id, share: 1, next: id })),
});
const steps: readonly FlowStep[] = [
  ...[personal, mail('morning', '09'), mail('evening', '19'), { ...mail('text', '13'), channel: 'sms' as const }],
  { id: 'end', kind: 'end' },
];

/** A store with a campaign whose split chooses for each person; its people live in India. */
const personalTest = test.extend('newChooser', ({ newSplit }) => {
  return async () => {
    const shop = await newSplit();
    const { storeId, write } = shop;
    const flow = { entry: {}, exits: [], messagesMax: 3, start: personal.id, steps };
    await write((tx) => tx.update(campaignVersions).set({ flow }));
    const newest = () => shop.rows().then((rows) => rows.at(-1));
    const person = async (): Promise<string> => {
      const customerId = await shop.customer({ email: `${crypto.randomUUID()}@shopper.example` });
      await write((tx) => tx.update(customers).set({ timeZone: 'Asia/Kolkata' }).where(eq(customers.id, customerId)));
      return customerId;
    };
    return {
      ...shop,
      newest,
      person,
      /** Mails that went out some days ago, at an hour of the person's clocks. */
      async mailed(
        customerId: string,
        hour: number,
        messages: readonly ('ignored' | 'clicked' | 'by machine' | 'bought' | 'opened')[],
      ) {
        const cart = await shop.cart({ customerId });
        const recoveryId = await shop.recovery(cart, { stage: 'ended', outcome: 'completed', endedAt: new Date() });
        for (const [index, outcome] of messages.entries()) {
          const claimedAt = new Date(Date.UTC(2026, 7, 20 - index, hour, 0) - 5.5 * 3_600_000);
          const id = await shop.sentMessage(cart, recoveryId, {
            ...{ ruleId: `touch-${index}`, template: 'reminder', claimedAt },
            deliveryTimes: outcome === 'opened' ? { opened: claimedAt.toISOString() } : {},
          });
          const followed = outcome === 'clicked' ? { redeemedAt: claimedAt } : { machineAt: claimedAt };
          if (outcome === 'clicked' || outcome === 'by machine')
            await write((tx) => tx.update(links).set(followed).where(eq(links.messageId, id)));
          if (outcome === 'bought') await shop.order({ customerId, touchMessageId: id, arrivedAt: claimedAt });
        }
      },
      /** What the store's people do: better in the morning. */
      knows: () =>
        write((tx) =>
          tx.insert(messageRates).values({
            ...{ storeId, computedAt: new Date() },
            counted: [
              { channel: 'email', band: 'morning', template: 'reminder', messages: 500, clicked: 100, bought: 40 },
              { channel: 'email', band: 'evening', template: 'reminder', messages: 500, clicked: 50, bought: 10 },
            ],
          }),
        ),
      /** Somebody of the wanted group: who is in which follows from their id. */
      async chosen(prepare: (customerId: string) => Promise<unknown> = async () => {}) {
        for (let tries = 0; tries < 30; tries++) {
          const customerId = await person();
          await prepare(customerId);
          const arm = await shop.take(await shop.recoveryOf(customerId), personal);
          const row = await newest();
          if (row?.personalGroup === 'chosen') return { arm, row, customerId };
        }
        throw new Error('the baseline is everybody');
      },
    };
  };
});

describe('the arm that is chosen for a person', () => {
  personalTest('is the store’s best without a history, and says so by giving no reason', async ({ newChooser }) => {
    const { chosen, knows } = await newChooser();
    await knows();
    const { arm, row } = await chosen();
    expect(arm).toBe('morning');
    expect(row).toMatchObject({ design: designOf(personal), because: null });
    // Two arms reach the person: what is chosen, and its part of the draw.
    expect(row.share).toBeCloseTo(0.95, 9);
  });

  personalTest('is the hour at which they click, on their own clocks', async ({ newChooser }) => {
    const { chosen, knows, mailed } = await newChooser();
    await knows();
    const { arm, row } = await chosen((id) => mailed(id, 20, ['clicked', 'bought', 'clicked', 'ignored']));
    expect(arm).toBe('evening');
    expect(row.because).toEqual({ trait: 'band', value: 'evening', messages: 4, clicked: 2, bought: 1 });
  });

  personalTest('knows nothing of opens and of what machines follow', async ({ newChooser }) => {
    const { chosen, knows, mailed } = await newChooser();
    await knows();
    const { arm, row } = await chosen((id) => mailed(id, 20, ['opened', 'by machine', 'opened', 'by machine']));
    expect([arm, row.because]).toEqual(['morning', null]);
  });

  personalTest('stays, whatever the person does then', async ({ newChooser }) => {
    const { chosen, knows, mailed, take, recoveryOf, newest } = await newChooser();
    await knows();
    const { customerId } = await chosen();
    await mailed(customerId, 20, ['bought', 'bought', 'bought', 'bought']);
    expect(await take(await recoveryOf(customerId), personal)).toBe('morning');
    expect(await newest()).toMatchObject({ personalGroup: 'chosen', because: null });
  });

  personalTest(
    'is chosen anew for each cart where the split goes by recovery, in the same group',
    async ({ newChooser }) => {
      const { chosen, knows, mailed, take, recoveryOf, newest } = await newChooser();
      await knows();
      const { customerId } = await chosen();
      const byRecovery = { ...personal, id: 'other', by: 'recovery' } as const;
      const before = await take(await recoveryOf(customerId), byRecovery);
      const group = (await newest())?.personalGroup;
      await mailed(customerId, 20, ['bought', 'bought', 'bought', 'bought']);
      const after = await take(await recoveryOf(customerId), byRecovery);
      expect((await newest())?.personalGroup).toBe(group);
      if (group === 'chosen') expect([before, after]).toEqual(['morning', 'evening']);
    },
  );

  personalTest('is none that nobody may send them', async ({ newChooser }) => {
    const { person, take, recoveryOf, rows } = await newChooser();
    for (let n = 0; n < 25; n++) await take(await recoveryOf(await person()), personal);
    const taken = await rows();
    expect(taken.map(({ arm }) => arm)).not.toContain('text');
    expect(new Set(taken.map(({ share }) => share))).toEqual(new Set([0.5]));
  });
});

personalTest('a message counts for its person a day after it went out', async ({ newChooser }) => {
  const { chosen, knows, mailed, write } = await newChooser();
  await knows();
  const { arm } = await chosen(async (id) => {
    await mailed(id, 20, ['clicked', 'clicked', 'clicked', 'clicked']);
    const yesterday = new Date(Date.UTC(2026, 8, 1) - dayMs / 2);
    await write((tx) => tx.update(messages).set({ claimedAt: yesterday }).where(eq(messages.customerId, id)));
  });
  expect(arm).toBe('morning');
});

describe('the arm that is chosen by context', () => {
  const byContext: SplitStep = { ...personal, id: 'by-context', by: 'recovery', choosesBy: 'context' };

  personalTest('is drawn evenly until something is known, and keeps what it would go by', async ({ newChooser }) => {
    const { person, take, recoveryOf, rows } = await newChooser();
    for (let n = 0; n < 12; n++) await take(await recoveryOf(await person()), byContext);
    const kept = await rows();
    // A text reaches none of them: two arms do.
    expect(new Set(kept.map(({ share }) => share))).toEqual(new Set([0.5]));
    expect(new Set(kept.map(({ arm }) => arm))).toEqual(new Set(['morning', 'evening']));
    for (const { context } of kept) {
      expect(context).toHaveLength(contextFeatures.length);
      for (const value of context ?? []) expect(Math.abs(value)).toBeLessThanOrEqual(1);
    }
  });

  personalTest(
    'is drawn by how probable it is the best, with the baseline’s part, above the floor',
    async ({ newChooser }) => {
      const { storeId, campaignId, write, person, take, recoveryOf, rows } = await newChooser();
      const outcomes = Array.from({ length: 400 }, (_, n) => ({
        ...{ arm: n % 2 === 0 ? 'morning' : 'evening', context: contextFeatures.map(() => 1) },
        outcome: n % 2 === 0 ? Number(n % 4 === 0) : 0,
      }));
      const learned = learnContext(['morning', 'evening', 'text'], outcomes);
      await write((tx) =>
        tx.insert(splitShares).values({
          ...{ storeId, campaignId, splitId: byContext.id, version: 1, design: designOf(byContext) },
          ...{ shares: {}, context: learned, computedAt: new Date() },
        }),
      );
      for (let n = 0; n < 12; n++) await take(await recoveryOf(await person()), byContext);
      for (const { arm, share, context, personalGroup } of await rows()) {
        const [morning = 0, evening = 0] = contextShares(learned, ['morning', 'evening'], context ?? [], 0.05);
        expect(share).toBeCloseTo(0.1 / 2 + 0.9 * (arm === 'morning' ? morning : evening), 12);
        expect(Math.min(morning, evening)).toBeGreaterThanOrEqual(0.05 - 1e-12);
        expect(personalGroup).not.toBeNull();
      }
    },
  );

  personalTest('knows clicks of people, and none of programs', async ({ newChooser }) => {
    const { person, mailed, take, recoveryOf, newest } = await newChooser();
    const place = contextFeatures.findIndex(({ name }) => name === 'clicked_before');
    const clickedOf = async (outcome: 'clicked' | 'by machine') => {
      const customerId = await person();
      await mailed(customerId, 10, [outcome, outcome]);
      await take(await recoveryOf(customerId), byContext);
      return (await newest())?.context?.[place];
    };
    expect([await clickedOf('clicked'), await clickedOf('by machine')]).toEqual([1, -1]);
  });
});
