import { z } from '@hono/zod-openapi';
import { peopleGroups } from '../../../domain/uplift/people-group.ts';
import type { PolicyEvaluation } from '../../../domain/uplift/policy-evaluation.ts';

const intervalSchema = z.object({ low: z.number(), high: z.number() });

/** Minor units per decision; the interval holds however often one looks. */
const estimateSchema = z.object({ value: z.number(), interval: intervalSchema });

/** Why nothing is estimated. */
const refusals = {
  no_decisions: { reason: z.literal('no_decisions') },
  action_unsupported: {
    reason: z.literal('action_unsupported'),
    actions: z.array(z.string()).readonly().openapi({ description: 'That were never taken where the policy would.' }),
    decisions: z.int(),
  },
  sample_too_small: {
    reason: z.literal('sample_too_small'),
    effectiveSample: z.number().openapi({ description: 'Of 1,000 that are needed.' }),
    missing: z.int().nullable().openapi({ description: 'About so many decisions more, as they are logged now.' }),
  },
} as const;

const refusalSchema = z.union([
  z.object(refusals.no_decisions),
  z.object(refusals.action_unsupported),
  z.object(refusals.sample_too_small),
]);
const refused = { kind: z.literal('refused') };
const refusedSchemas = [
  z.object({ ...refused, ...refusals.no_decisions }),
  z.object({ ...refused, ...refusals.action_unsupported }),
  z.object({ ...refused, ...refusals.sample_too_small }),
] as const;
const sizes = { decisions: z.int(), people: z.int(), effectiveSample: z.number() };

const valueSchema = z.union([
  z.object({
    kind: z.literal('estimated'),
    ...sizes,
    ips: estimateSchema,
    snips: estimateSchema,
    doublyRobust: estimateSchema.nullable(),
  }),
  ...refusedSchemas,
]);

const differenceSchema = z.union([
  z.object({ kind: z.literal('estimated'), ...sizes, difference: estimateSchema }),
  ...refusedSchemas,
]);

const measuredSchema = z.object({ value: z.number(), interval: intervalSchema });

const chancesSchema = z.object({ none: z.number(), message: z.number() });

export const evaluationSchema = z.object({
  decisions: z.int().openapi({ description: 'Drawn by chance, their seven days to buy over.' }),
  judgedOn: z.int().openapi({ description: 'Of these: of the half of the people by which policies are judged.' }),
  judged: z.int().openapi({ description: 'Policies that were judged so far: the interval holds for all together.' }),
  currency: z.string(),
  difference: differenceSchema.openapi({ description: 'More than the current rules; without any model.' }),
  policy: valueSchema,
  rules: valueSchema,
  leftAlone: z.object({
    decisions: z.int(),
    people: z.int(),
    boughtAnyway: z.object({ share: z.number(), interval: intervalSchema }).nullable().openapi({
      description: 'Of those who got nothing.',
    }),
    spentMinor: z.number().openapi({ description: 'On them, by the current rules.' }),
    saved: z.object({ minor: z.number(), interval: intervalSchema }).nullable().openapi({
      description: 'By leaving all of them alone: spending saved less purchases lost.',
    }),
    refused: refusalSchema.nullable(),
  }),
  groups: z
    .array(
      z.object({
        group: z.enum(peopleGroups),
        people: z.int(),
        told: chancesSchema.nullable().openapi({ description: 'Chances of a purchase, as the policy has them.' }),
        seen: z.object({ none: z.number().nullable(), message: z.number().nullable() }).openapi({
          description: 'Shares that bought, without and with messages.',
        }),
        difference: z.number().nullable(),
        interval: intervalSchema.nullable(),
      }),
    )
    .readonly(),
  ranking: z
    .object({
      people: z.int(),
      treated: z.int(),
      qini: measuredSchema.openapi({
        description: 'Area between the Qini curve and its line, as a share of that of the perfect ranking.',
      }),
      auuc: measuredSchema.openapi({ description: 'The same of the uplift curve.' }),
      curve: z
        .array(z.object({ share: z.number(), perPerson: z.number(), low: z.number(), high: z.number() }))
        .readonly()
        .openapi({ description: 'By share of the people with the highest scores: purchases more per person of all.' }),
    })
    .nullable(),
});

evaluationSchema satisfies z.ZodType<PolicyEvaluation>;

export const evaluationExample = {
  ...{ decisions: 14_210, judgedOn: 7_098, judged: 2, currency: 'EUR' },
  difference: {
    ...{ kind: 'estimated', decisions: 7_098, people: 6_870, effectiveSample: 1_312.4 },
    difference: { value: 31.2, interval: { low: 4.1, high: 58.3 } },
  },
  policy: {
    ...{ kind: 'estimated', decisions: 7_098, people: 6_870, effectiveSample: 1_312.4 },
    ips: { value: 352.7, interval: { low: 297.5, high: 407.9 } },
    snips: { value: 349.8, interval: { low: 301.2, high: 398.4 } },
    doublyRobust: { value: 350.6, interval: { low: 304.9, high: 396.3 } },
  },
  rules: { kind: 'refused', reason: 'sample_too_small', effectiveSample: 412.3, missing: 10_118 },
  leftAlone: {
    ...{ decisions: 2_240, people: 2_190, boughtAnyway: { share: 0.41, interval: { low: 0.35, high: 0.47 } } },
    ...{ spentMinor: 96_400, saved: { minor: 71_200, interval: { low: 12_900, high: 129_500 } }, refused: null },
  },
  groups: [
    {
      ...{ group: 'persuadable', people: 3_902, told: { none: 0.08, message: 0.13 } },
      ...{ seen: { none: 0.079, message: 0.121 }, difference: 0.042, interval: { low: 0.011, high: 0.073 } },
    },
  ],
  ranking: {
    ...{ people: 7_098, treated: 6_390 },
    qini: { value: 0.061, interval: { low: 0.018, high: 0.104 } },
    auuc: { value: 0.055, interval: { low: 0.014, high: 0.096 } },
    curve: [
      { share: 0, perPerson: 0, low: 0, high: 0 },
      { share: 1, perPerson: 0.021, low: 0.006, high: 0.036 },
    ],
  },
} as const;
