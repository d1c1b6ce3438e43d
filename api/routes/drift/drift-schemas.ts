import { z } from '@hono/zod-openapi';
import { changeDirections } from '../../../domain/drift/change.ts';
import { cartGroups, driftStates } from '../../../domain/drift/drift-report.ts';
import { notAskedReasons, type Retraining } from '../../../domain/drift/retraining.ts';
import { modelNames } from '../../../domain/model.ts';
import type { DriftCheck } from '../../../services/prediction/drift/checks.ts';
import { momentSchema } from '../../openapi/json-content.ts';

const estimateShape = { value: z.number(), low: z.number(), high: z.number() };
const estimateSchema = z.object(estimateShape).openapi({ description: 'With its 95 % interval.' });
const calibrationErrorSchema = z.object({ ...estimateShape, byChance: z.number() }).openapi({
  description: 'Mean distance of predicted and observed; `byChance`: what it would be if every chance came true.',
});

const shiftShape = {
  psi: z.number().openapi({ description: 'Population stability index.' }),
  psiLimit: z.number().openapi({
    description:
      'What it stays below in 99 of 100 weeks without a change, for so many carts and days that differ so much.',
  }),
  p: z.number().openapi({ description: 'How probable an index this large is without a change.' }),
  moved: z.boolean().openapi({ description: 'It stands among all that was looked at, and is large enough to matter.' }),
};

const spreadSchema = z
  .object({
    ...shiftShape,
    cartsNow: z.int(),
    cartsThen: z.int(),
    kl: z.number().openapi({ description: 'Kullback–Leibler divergence of now from then, in nats.' }),
    now: z.array(z.number()).readonly().openapi({ description: 'Share of the carts in each bin.' }),
    past: z.array(z.number()).readonly().openapi({ description: 'The same, weighted by the weekdays of now.' }),
    bins: z
      .array(z.union([z.object({ to: z.number().nullable() }), z.object({ value: z.number().nullable() })]))
      .readonly()
      .openapi({ description: 'Up to `to` (null: above the last), or exactly `value` (null: any other).' }),
  })
  .openapi('DriftSpread');

const shareSchema = z.object({ now: z.number(), past: z.number(), p: z.number(), moved: z.boolean() });

const realisedSchema = z
  .object({
    carts: z.int(),
    bought: z.int(),
    predicted: z.number(),
    auc: estimateSchema.nullable(),
    logLoss: estimateSchema,
    calibrationError: calibrationErrorSchema,
    slope: estimateSchema,
    bins: z.array(z.object({ carts: z.int(), predicted: z.number(), observed: z.number() })).readonly(),
  })
  .openapi('DriftRealised');

const changeSchema = z.object({
  direction: z.enum(changeDirections).openapi({
    description: 'They buy `more` or `fewer` than before at the same chance, or the chances no longer tell who buys.',
  }),
  sinceDay: z.int().openapi({ description: 'Days from `fromDay`.' }),
  seenOnDay: z.int(),
  afterCarts: z.int().openapi({ description: 'Carts from its beginning until it was certain.' }),
  days: z.int(),
  lasts: z.boolean().openapi({ description: 'It is seen on the newest days by themselves too.' }),
});

const groupSchema = z.enum(cartGroups).openapi({
  description:
    '`untouched`: drawn to get no message, or not to be reached by any; `others`: what they do hangs on messages.',
});
const sliceShape = { feature: z.string(), value: z.number().nullable() };

const alarmSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('stopped'), expected: z.int() }),
    z.object({ kind: z.literal('missing'), feature: z.string(), now: z.number(), past: z.number() }),
    z.object({ kind: z.literal('unseen'), feature: z.string(), now: z.number() }),
    z.object({
      kind: z.literal('realised'),
      group: groupSchema,
      ...changeSchema.pick({ direction: true, sinceDay: true, afterCarts: true, lasts: true }).shape,
    }),
    z.object({ kind: z.literal('scores'), psi: z.number(), psiLimit: z.number() }),
    z.object({ kind: z.literal('slice'), ...sliceShape, what: z.enum(['scores', 'outcome']) }),
  ])
  .openapi('DriftAlarm');

const causeSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('quality'), feature: z.string().nullable() }),
    z.object({
      kind: z.literal('behaviour'),
      group: groupSchema,
      direction: z.enum(changeDirections).nullable(),
      slice: z.object(sliceShape).nullable(),
    }),
    z.object({ kind: z.literal('visitors'), feature: z.string().nullable() }),
  ])
  .openapi('DriftCause', {
    description:
      'What is most likely behind it: `quality`, the data is not what it was; `behaviour`, the same carts end otherwise; `visitors`, other carts come and do what was predicted.',
  });

const reportSchema = z
  .object({
    state: z.enum(driftStates),
    cartsNow: z.int(),
    cartsThen: z.int(),
    scores: spreadSchema.nullable(),
    features: z
      .array(z.object({ name: z.string(), spread: spreadSchema.nullable(), missing: shareSchema, unseen: shareSchema }))
      .readonly(),
    slices: z
      .array(
        z.object({
          ...{ ...sliceShape, carts: z.int(), scores: z.object(shiftShape).nullable() },
          outcome: z
            .object({
              ...{ carts: z.int(), expected: z.number(), observed: z.number(), p: z.number(), moved: z.boolean() },
            })
            .nullable(),
        }),
      )
      .readonly(),
    realised: z
      .array(
        z.object({
          group: groupSchema,
          past: realisedSchema.nullable(),
          now: realisedSchema.nullable(),
          change: changeSchema.nullable(),
          cartsToSee: z.int().nullable().openapi({
            description:
              'Carts after which a change from 15 to 10 buyers of 100 is certain on average; null: not known.',
          }),
        }),
      )
      .readonly(),
    alarms: z.array(alarmSchema).readonly().openapi({ description: 'Worst first.' }),
    cause: causeSchema.nullable(),
  })
  .openapi('DriftReport');

const retrainingSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('asked') }),
    z.object({ kind: z.literal('not_asked'), because: z.enum(notAskedReasons), until: momentSchema.nullable() }),
  ])
  .openapi('DriftRetraining', {
    description:
      'Whether a new version was asked for. It answers for as many carts as the gates of its rollout let it.',
  });

export const checkSchema = z
  .object({
    id: z.string(),
    scope: z.enum(['store', 'platform']).openapi({ description: 'In this store, or over all stores.' }),
    model: z.enum(modelNames),
    version: z.string(),
    modelVersionId: z.string().nullable(),
    fromDay: z.iso.date().openapi({ description: 'Of four weeks; the last one is compared with the three before it.' }),
    toDay: z.iso.date(),
    checkedAt: momentSchema,
    state: z.enum(driftStates),
    alarmedSince: momentSchema.nullable(),
    report: reportSchema,
    retraining: retrainingSchema,
    trainingRunId: z.string().nullable(),
  })
  .openapi('DriftCheck');

export const historySchema = z
  .object({
    id: z.string(),
    toDay: z.iso.date(),
    state: z.enum(driftStates),
    psi: z.number().nullable(),
    psiLimit: z.number().nullable(),
    auc: estimateSchema.nullable(),
    calibrationError: calibrationErrorSchema.nullable(),
    asked: z.boolean().openapi({ description: 'Training was asked for.' }),
  })
  .openapi('DriftDay');

export function shownCheck({ report, retraining, ...check }: DriftCheck): z.input<typeof checkSchema> {
  const { alarmedSince, checkedAt } = check;
  return {
    ...{ ...check, report, checkedAt: checkedAt.toISOString(), alarmedSince: alarmedSince?.toISOString() ?? null },
    retraining: shownRetraining(retraining),
  };
}

function shownRetraining(retraining: Retraining): z.input<typeof retrainingSchema> {
  if (retraining.kind === 'asked') return retraining;
  const { until, ...why } = retraining;
  return { ...why, until: until === null ? null : new Date(until).toISOString() };
}

const spread = {
  ...{ psi: 0.142, psiLimit: 0.031, p: 2.1e-9, moved: true, cartsNow: 1_204, cartsThen: 3_391, kl: 0.069 },
  ...{ now: [0.31, 0.69], past: [0.5, 0.5], bins: [{ to: 0.14 }, { to: null }] },
} as const;

export const checkExample = {
  id: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11',
  scope: 'store',
  model: 'purchase',
  version: 'prior-1',
  modelVersionId: null,
  fromDay: '2026-10-30',
  toDay: '2026-11-26',
  checkedAt: '2026-11-27T00:04:10.000Z',
  state: 'alarmed',
  alarmedSince: '2026-11-26T00:03:58.000Z',
  report: {
    ...{ state: 'alarmed', cartsNow: 1_204, cartsThen: 3_391, scores: spread, slices: [] },
    features: [
      {
        ...{ name: 'product_views', spread },
        ...{
          missing: { now: 0.02, past: 0.02, p: 0.7, moved: false },
          unseen: { now: 0, past: 0, p: 1, moved: false },
        },
      },
    ],
    realised: [{ group: 'untouched', past: null, now: null, change: null, cartsToSee: null }],
    alarms: [{ kind: 'scores', psi: 0.142, psiLimit: 0.031 }],
    cause: { kind: 'visitors', feature: 'product_views' },
  },
  retraining: { kind: 'not_asked', because: 'no_change', until: null },
  trainingRunId: null,
} as const;

export const historyExample = {
  ...{ id: checkExample.id, toDay: '2026-11-26', state: 'alarmed', psi: 0.142, psiLimit: 0.031, asked: false },
  auc: { value: 0.68, low: 0.64, high: 0.72 },
  calibrationError: { value: 0.021, low: 0.012, high: 0.034, byChance: 0.014 },
} as const;
