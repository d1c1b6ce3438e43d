import { z } from '@hono/zod-openapi';
import { campaignStatuses } from '../../../domain/campaign.ts';
import { channels } from '../../../domain/channel.ts';
import { verdicts } from '../../../domain/experiments/comparison.ts';
import { momentSchema } from '../../openapi/json-content.ts';

const intervalSchema = z.object({ low: z.number(), high: z.number() }).nullable();

const comparedSchema = z
  .object({
    difference: z.number().nullable().openapi({ description: 'Treated less holdout, per person.' }),
    interval: intervalSchema.openapi({
      description:
        'Where the true difference lies, in 95 of 100 experiments, however often one looks; null: too few bought.',
    }),
    lift: z.number().nullable().openapi({ description: 'The difference as a share of what the holdout does.' }),
    liftInterval: intervalSchema,
  })
  .openapi('Compared');

const armSchema = z
  .object({
    people: z.int().openapi({ description: 'Exposed: a message would have gone out, and did or was held back.' }),
    matured: z.int().openapi({ description: 'Their seven days to buy are over: only these are compared.' }),
    buyers: z.int().openapi({ description: 'Of the matured: bought at least once.' }),
    crossed: z
      .int()
      .openapi({ description: 'Were in both arms before they turned out to be one person; not compared.' }),
    otherCampaigns: z.int().openapi({ description: 'Got a message of another campaign in their seven days.' }),
    ownMessages: z.int().openapi({ description: 'Got a message of this campaign in their seven days.' }),
  })
  .openapi('ExperimentArm');

const armMoneySchema = z.object({
  buyers: z.int(),
  orders: z.int(),
  amountMinor: z.int().openapi({ description: 'Minor units, net of refunds.' }),
  perPersonMinor: z.number().nullable().openapi({ description: 'Minor units per matured person.' }),
});

const creditSchema = z.object({ orders: z.int(), amountMinor: z.int() });

const moneySchema = z.object({
  currency: z.string().openapi({ description: 'ISO 4217; empty: the shop told none.' }),
  treated: armMoneySchema,
  holdout: armMoneySchema,
  perPerson: comparedSchema.openapi({ description: 'Minor units per person.' }),
  withoutPast: z
    .object({ difference: z.number().nullable(), interval: intervalSchema })
    .nullable()
    .openapi({ description: 'The same without what people had spent in 28 days before; null: nobody had.' }),
  incremental: z
    .object({ amountMinor: z.number().nullable(), interval: intervalSchema })
    .openapi({ description: 'What the treated spent more than they would have without messages.' }),
  link: creditSchema.openapi({ description: 'Of the treated: ordered within seven days after following a link.' }),
  lastTouch: z
    .array(creditSchema.extend({ channel: z.enum(channels) }))
    .readonly()
    .openapi({ description: 'Of the treated: the newest message before the order was one of this campaign.' }),
});

const courseSchema = z
  .array(comparedSchema.extend({ day: z.iso.date() }))
  .readonly()
  .openapi({ description: 'How it stood at the end of each day of the store, at most the last 366.' });

export const experimentSummarySchema = z
  .object({
    campaignId: z.string(),
    name: z.string(),
    status: z.enum(campaignStatuses),
    holdoutPercent: z.int(),
    since: momentSchema.openapi({ description: 'People are compared who were exposed since then.' }),
    verdict: z.enum(verdicts).openapi({
      description:
        'By the share of people that buys: `more` or `less` than without messages, `undecided`, `too_early`, `ratio_wrong` (the arms were not filled by their shares), `no_holdout`.',
    }),
    treated: armSchema,
    holdout: armSchema,
    sampleRatio: z.object({
      p: z.number().openapi({ description: 'How probable such uneven arms are, at every look at once.' }),
      limit: z.number(),
      wrong: z.boolean(),
    }),
    share: comparedSchema.openapi({ description: 'The share of people that buys.' }),
    missing: z
      .object({
        plannedLift: z.number(),
        people: z.int().openapi({ description: 'Of both arms together.' }),
        days: z.int().nullable().openapi({ description: 'At the pace of late; null: nobody comes.' }),
      })
      .nullable()
      .openapi({ description: 'What is missing to find the planned lift in 80 of 100 experiments.' }),
    money: z.array(moneySchema).readonly().openapi({ description: 'By currency, most orders first.' }),
  })
  .openapi('ExperimentSummary');

export const experimentSchema = experimentSummarySchema
  .extend({ shareCourse: courseSchema, money: z.array(moneySchema.extend({ course: courseSchema })).readonly() })
  .openapi('Experiment');

const share = {
  difference: 0.0142,
  interval: { low: 0.0021, high: 0.0263 },
  lift: 0.315,
  liftInterval: { low: 0.032, high: 0.91 },
};
const perPerson = {
  difference: 121.4,
  interval: { low: -12.1, high: 254.9 },
  lift: 0.36,
  liftInterval: { low: -0.03, high: 1.2 },
};
const money = {
  currency: 'EUR',
  treated: { buyers: 1_068, orders: 1_102, amountMinor: 8_264_900, perPersonMinor: 459.2 },
  holdout: { buyers: 90, orders: 92, amountMinor: 675_600, perPersonMinor: 337.8 },
  perPerson,
  withoutPast: null,
  incremental: { amountMinor: 2_185_200, interval: { low: -217_800, high: 4_588_200 } },
  link: { orders: 391, amountMinor: 2_963_300 },
  lastTouch: [{ channel: 'email', orders: 702, amountMinor: 5_301_000 }],
} as const;

export const experimentSummaryExample = {
  campaignId: '0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10',
  name: 'Cart reminder',
  status: 'active',
  holdoutPercent: 10,
  since: '2026-09-01T10:00:00.000Z',
  verdict: 'more',
  treated: { people: 18_640, matured: 18_000, buyers: 1_068, crossed: 3, otherCampaigns: 0, ownMessages: 18_612 },
  holdout: { people: 2_071, matured: 2_000, buyers: 90, crossed: 1, otherCampaigns: 0, ownMessages: 0 },
  sampleRatio: { p: 1, limit: 0.001, wrong: false },
  share,
  missing: null,
  money: [money],
} as const;

export const experimentExample = {
  ...experimentSummaryExample,
  shareCourse: [{ day: '2026-11-22', ...share }],
  money: [{ ...money, course: [{ day: '2026-11-22', ...perPerson }] }],
} as const;
