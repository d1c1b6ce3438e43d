import { z } from '@hono/zod-openapi';
import { actorKinds } from '../../../domain/actor.ts';
import { describeGate, gateReasons, gates, gateVerdicts } from '../../../domain/rollout/gates.ts';
import { rollBackReasons, rolloutStates } from '../../../domain/rollout/rollout.ts';
import type { ShownLook, ShownRollout } from '../../../services/prediction/rollouts/read.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import { modelNameSchema, scopeSchema } from '../models/model-schemas.ts';

const gateSchema = z
  .object({
    gate: z.enum(gates),
    verdict: z.enum(gateVerdicts).openapi({
      description:
        '`hold`: the rollout stays where it is, because too little was seen or it looks worse and may be chance.',
    }),
    reason: z.enum(gateReasons),
    text: z.string().openapi({ description: 'The same in a sentence, in English.' }),
    figure: z.number().nullable().openapi({ description: 'In the gate’s own unit; null: nothing was seen.' }),
    limit: z.number().nullable(),
    sample: z.int(),
    sampleMin: z.int(),
    cartsMissing: z
      .int()
      .nullable()
      .openapi({ description: 'About so many carts until enough is seen; null: enough is, or nobody can say.' }),
  })
  .openapi('RolloutGate');

const lookSchema = z.object({
  id: z.string(),
  stage: z.int().openapi({ description: 'Index in `stages`.' }),
  at: momentSchema,
  verdict: z.enum(gateVerdicts),
  p99Ms: z.number().nullable().openapi({ description: 'One in a hundred scores took longer, milliseconds.' }),
  gates: z.array(gateSchema).readonly(),
});

const shape = {
  id: z.string(),
  scope: scopeSchema,
  model: modelNameSchema,
  versionId: z.string(),
  version: z.string(),
  primaryVersionId: z.string().openapi({ description: 'Which answered when it began, and is compared with.' }),
  primaryVersion: z.string(),
  state: z.enum(rolloutStates),
  stages: z
    .array(z.object({ percent: z.number(), hoursMin: z.number() }))
    .readonly()
    .openapi({ description: 'Shares of carts; 0 is the shadow. After the last one the version answers for all.' }),
  stage: z.int(),
  stageSince: momentSchema.nullable(),
  reason: z.string().nullable().openapi({ description: 'Of whoever held, resumed or undid it last, in their words.' }),
  endReason: z
    .enum(rollBackReasons)
    .nullable()
    .openapi({ description: '`superseded`: something else was made to answer meanwhile.' }),
  startedBy: z.enum(actorKinds),
  createdAt: momentSchema,
  endedAt: momentSchema.nullable(),
};

export const rolloutSchema = z.object({ ...shape, lastLook: lookSchema.nullable() }).openapi('Rollout');
export const rolloutDetailSchema = z
  .object({
    ...shape,
    lastLook: lookSchema.nullable(),
    looks: z.array(lookSchema).readonly().openapi({ description: 'Newest first.' }),
  })
  .openapi('RolloutDetail');

export function shownLook(look: ShownLook) {
  return { ...look, gates: look.gates.map((gate) => ({ ...gate, text: describeGate(gate) })) };
}

const hourMs = 3_600_000;

export function shownRollout({ storeId, plan, actorKind, lastLook, ...rollout }: ShownRollout) {
  return {
    ...rollout,
    scope: storeId === null ? ('platform' as const) : ('store' as const),
    stages: plan.stages.map(({ percent, msMin }) => ({ percent, hoursMin: msMin / hourMs })),
    startedBy: actorKind,
    lastLook: lastLook === null ? null : shownLook(lastLook),
  };
}

const lookExample = {
  id: '0199b7a1-0c1e-7d52-a9a4-6f0c7a5f2c01',
  stage: 1,
  at: '2026-11-27T10:00:00.000Z',
  verdict: 'hold',
  p99Ms: 3.1,
  gates: [
    {
      gate: 'errors',
      verdict: 'pass',
      reason: 'within',
      text: 'Failed scores: 0.00, limit 0.0100; within its limit (212 seen)',
      figure: 0,
      limit: 0.01,
      sample: 212,
      sampleMin: 100,
      cartsMissing: null,
    },
    {
      gate: 'unsubscribes',
      verdict: 'hold',
      reason: 'too_few',
      text: 'Unsubscribes beside the version that answers: 1.00, limit 1.25; 31 of 50 seen, about 4100 more carts',
      figure: 1,
      limit: 1.25,
      sample: 31,
      sampleMin: 50,
      cartsMissing: 4_100,
    },
  ],
} as const;

export const rolloutExample = {
  id: '0199b6f0-52c1-7e20-8a11-0c9d4b7e6f31',
  scope: 'store',
  model: 'purchase',
  versionId: '0199b6e0-1111-7d52-a9a4-6f0c7a5f2b12',
  version: '2026-11-25',
  primaryVersionId: '0199a3c0-1111-7d52-a9a4-6f0c7a5f2b11',
  primaryVersion: '1.0.0',
  state: 'running',
  stages: [
    { percent: 0, hoursMin: 24 },
    { percent: 1, hoursMin: 12 },
    { percent: 5, hoursMin: 24 },
    { percent: 25, hoursMin: 48 },
  ],
  stage: 1,
  stageSince: '2026-11-26T22:00:00.000Z',
  reason: null,
  endReason: null,
  startedBy: 'user',
  createdAt: '2026-11-23T09:12:00.000Z',
  endedAt: null,
  lastLook: lookExample,
} as const;

export const rolloutDetailExample = { ...rolloutExample, looks: [lookExample] } as const;
