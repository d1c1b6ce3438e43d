import { z } from '@hono/zod-openapi';
import { campaignStatuses } from '../../../domain/campaign.ts';
import { winnerStates } from '../../../domain/experiments/split-winner.ts';
import { splitAllocations, splitChoosers, splitGoals } from '../../../domain/flow/flow.ts';
import { splitVerdicts } from '../../../services/analytics/splits/split-result.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import { uuidSchema } from '../../openapi/parameters.ts';

/** `{id}` is the campaign's, `{splitId}` that of a step of its flow. */
export const splitParams = z.object({
  id: uuidSchema.openapi({ param: { name: 'id', in: 'path' }, example: '0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10' }),
  splitId: z
    .string()
    .regex(/^[a-z0-9_][a-z0-9_-]{0,49}$/, 'must be the id of a step, e.g. split-1')
    .openapi({ param: { name: 'splitId', in: 'path' }, example: 'split-1' }),
});

const differenceSchema = z
  .object({
    difference: z.number().nullable().openapi({ description: 'Less the first arm, per person.' }),
    interval: z.object({ low: z.number(), high: z.number() }).nullable().openapi({
      description:
        'Where the true difference lies, in 95 of 100 splits for all arms together, however often one looks; null: too few bought.',
    }),
  })
  .openapi('ArmDifference');

const armSchema = z
  .object({
    id: z.string(),
    share: z.number().openapi({
      description:
        'Of the people who come now, 0 to 1; of a split that chooses for each person, of those who came so far.',
    }),
    people: z.int().openapi({ description: 'Came to the split, are not held back, and were in no other arm.' }),
    matured: z.int().openapi({ description: 'Their seven days to buy are over: only these are compared.' }),
    buyers: z.int().openapi({ description: 'Of the matured: bought at least once.' }),
    orders: z.int(),
    amountMinor: z.int().openapi({ description: 'Minor units, net of refunds.' }),
    buyingShare: z.number().nullable().openapi({
      description: 'Of the matured; with learned shares each counts by how probable their arm was when they came.',
    }),
    perPersonMinor: z.number().nullable(),
    than: z.object({ recovered: differenceSchema, revenue: differenceSchema }).nullable().openapi({
      description: 'Beside the first arm; null: it is the first arm, or the arms were chosen for different people.',
    }),
  })
  .openapi('SplitArmResult');

const groupSchema = z
  .object({
    people: z.int(),
    matured: z.int(),
    buyers: z.int(),
    orders: z.int(),
    amountMinor: z.int(),
    buyingShare: z.number().nullable(),
    perPersonMinor: z.number().nullable(),
  })
  .openapi('PersonalGroupResult');

const personalSchema = z
  .object({
    baselinePercent: z.int().openapi({ description: 'Of the people: their arm is drawn evenly.' }),
    chosen: groupSchema,
    baseline: groupSchema,
    difference: z
      .object({ recovered: differenceSchema, revenue: differenceSchema })
      .openapi({ description: 'People whose arm was chosen, less the baseline.' }),
  })
  .openapi('PersonalSplitResult');

export const splitSchema = z
  .object({
    campaignId: z.string(),
    campaignName: z.string(),
    campaignStatus: z.enum(campaignStatuses),
    splitId: z.string(),
    by: z.enum(['recovery', 'person']),
    allocation: z.enum(splitAllocations),
    choosesBy: z.enum(splitChoosers).nullable().openapi({
      description: 'Of `personal`: by what an arm is chosen; null: a policy chooses, or nothing does.',
    }),
    goal: z.enum(splitGoals),
    floorPercent: z.int().nullable().openapi({ description: 'Least share of an arm; null: the shares are fixed.' }),
    verdict: z.enum(splitVerdicts),
    best: z.string().nullable().openapi({ description: 'The arm that is surely better than every other.' }),
    arms: z.array(armSchema).readonly(),
    currency: z.string().nullable().openapi({ description: 'Of the amounts: the one of most orders.' }),
    otherCurrencyOrders: z.int(),
    crossed: z.int().openapi({
      description:
        'Were in two arms, or both groups of `personal`, before they turned out to be one person; not compared.',
    }),
    heldOut: z.int().openapi({ description: 'Get no message by the holdout of the campaign; not compared.' }),
    sampleRatio: z.object({ p: z.number(), limit: z.number(), wrong: z.boolean() }).nullable().openapi({
      description:
        'Whether the arms, or the groups of `personal`, were filled by their shares; null: they are learned.',
    }),
    personal: personalSchema.nullable().openapi({
      description: 'Whether choosing an arm for each person pays so far; null: the split does not choose.',
    }),
    missing: z
      .object({ plannedLift: z.number(), people: z.int() })
      .nullable()
      .openapi({ description: 'People that are still missing to tell the planned lift.' }),
    winner: z
      .object({
        arm: z.string(),
        state: z.enum(winnerStates),
        proposedAt: momentSchema,
        dueAt: momentSchema.openapi({ description: 'When it takes all new people, unless somebody objects.' }),
        decidedAt: momentSchema.nullable(),
      })
      .nullable(),
  })
  .openapi('SplitResult');

export const splitExample = {
  campaignId: '0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10',
  campaignName: 'Cart reminder',
  campaignStatus: 'active',
  splitId: 'split-1',
  by: 'person',
  allocation: 'learning',
  choosesBy: null,
  goal: 'recovered',
  floorPercent: 5,
  verdict: 'best',
  best: 'b',
  arms: [
    {
      ...{ id: 'a', share: 0.05, people: 4_120, matured: 3_900, buyers: 195, orders: 201, amountMinor: 1_507_500 },
      ...{ buyingShare: 0.05, perPersonMinor: 386.5, than: null },
    },
    {
      ...{ id: 'b', share: 0.95, people: 9_870, matured: 8_700, buyers: 661, orders: 690, amountMinor: 5_175_000 },
      ...{ buyingShare: 0.076, perPersonMinor: 594.8 },
      than: {
        recovered: { difference: 0.026, interval: { low: 0.01, high: 0.042 } },
        revenue: { difference: 208.3, interval: { low: 62.5, high: 354.1 } },
      },
    },
  ],
  currency: 'EUR',
  otherCurrencyOrders: 0,
  crossed: 2,
  heldOut: 1_540,
  sampleRatio: null,
  personal: null,
  missing: null,
  winner: {
    ...{ arm: 'b', state: 'proposed', proposedAt: '2026-11-20T09:05:00.000Z', dueAt: '2026-11-23T09:05:00.000Z' },
    decidedAt: null,
  },
} as const;

/** The same of a split that chooses an arm for each person. */
export const personalSplitExample = {
  ...splitExample,
  allocation: 'personal',
  choosesBy: 'history',
  floorPercent: null,
  verdict: 'choosing_pays',
  best: null,
  arms: [
    {
      ...{ id: 'a', share: 0.41, people: 5_740, matured: 5_330, buyers: 320, orders: 331, amountMinor: 2_482_500 },
      ...{ buyingShare: null, perPersonMinor: null, than: null },
    },
    {
      ...{ id: 'b', share: 0.59, people: 8_250, matured: 7_270, buyers: 528, orders: 552, amountMinor: 4_140_000 },
      ...{ buyingShare: null, perPersonMinor: null, than: null },
    },
  ],
  sampleRatio: { p: 0.62, limit: 0.001, wrong: false },
  personal: {
    baselinePercent: 20,
    chosen: {
      ...{ people: 11_190, matured: 10_080, buyers: 716, orders: 746, amountMinor: 5_595_000 },
      ...{ buyingShare: 0.071, perPersonMinor: 555.1 },
    },
    baseline: {
      ...{ people: 2_800, matured: 2_520, buyers: 132, orders: 137, amountMinor: 1_027_500 },
      ...{ buyingShare: 0.0524, perPersonMinor: 407.7 },
    },
    difference: {
      recovered: { difference: 0.0186, interval: { low: 0.001, high: 0.0362 } },
      revenue: { difference: 147.4, interval: { low: -12.3, high: 307.1 } },
    },
  },
  winner: null,
} as const;
