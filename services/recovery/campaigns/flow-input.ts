import { z } from '@hono/zod-openapi';
import { stepDelayMsMax, stepsPerCampaignMax } from '../../../domain/campaign.ts';
import { minuteMs } from '../../../domain/duration.ts';
import {
  armsPerSplitMax,
  exitsPerFlowMax,
  type FlowConditions,
  type FlowProgram,
  messagesPerRecoveryMax,
  pathsPerBranchMax,
  splitAllocations,
  splitBaselinePercent,
  splitChoosers,
  splitFloorPercent,
  splitGoals,
  stepsPerFlowMax,
} from '../../../domain/flow/flow.ts';
import { eventKeys, type FlowEventName, flowEventKeys } from '../../../domain/flow/flow-event.ts';
import { offerKeyPattern } from '../../../domain/offers/offer.ts';
import { idSchema } from '../../shared/read-input.ts';
import { conditionsSchema, localTime, probability, step as rule } from './rule-input.ts';

const id = z
  .string()
  .regex(/^[a-z0-9_][a-z0-9_-]{0,49}$/, 'must be lower-case letters, digits, dashes and underscores, e.g. wait-1');
const offerKey = z.string().regex(offerKeyPattern, 'must be the key of an offer, e.g. ten-percent');
const count = z.int().min(0).max(1_000);
/** Store time, milliseconds. */
const duration = z.int().min(0).max(stepDelayMsMax);
const window = z.strictObject({ from: localTime, until: localTime });
const event = z.strictObject({
  name: z.enum(Object.keys(flowEventKeys) as [FlowEventName, ...FlowEventName[]]),
  key: z.enum(eventKeys),
});
const conditions = z.strictObject({
  ...conditionsSchema.shape,
  ordersBeforeMin: count.optional(),
  ordersBeforeMax: count.optional(),
  messagesMin: count.optional(),
  messagesMax: count.optional(),
  clicked: z.boolean().optional(),
  opened: z.boolean().optional(),
} satisfies Readonly<Record<keyof FlowConditions, z.ZodType>>);

const wait = { id, kind: z.literal('wait') };

const flowStep = z.discriminatedUnion('kind', [
  z.strictObject({
    ...{ id, kind: z.literal('send'), channel: rule.channel, template: rule.template, conditions: rule.conditions },
    probabilityMin: probability.nullable().default(null),
    window: window.nullable().default(null),
    staleAfterMs: z.int().min(minuteMs).max(stepDelayMsMax).nullable().default(null),
    next: id,
  }),
  z.discriminatedUnion('until', [
    z.strictObject({ ...wait, until: z.literal('duration'), ms: duration, next: id }),
    z.strictObject({ ...wait, until: z.literal('window'), window, next: id }),
    z.strictObject({ ...wait, until: z.literal('event'), event, withinMs: duration, next: id, onTimeout: id }),
    z.strictObject({
      ...{ ...wait, until: z.literal('first_due') },
      touches: z
        .array(z.strictObject({ send: id, delayMs: duration, localTime: localTime.nullable().default(null) }))
        .min(1)
        .max(stepsPerCampaignMax)
        .readonly(),
      next: id,
    }),
  ]),
  z.strictObject({
    ...{ id, kind: z.literal('branch') },
    paths: z
      .array(z.strictObject({ when: conditions, next: id }))
      .min(1)
      .max(pathsPerBranchMax)
      .readonly(),
    otherwise: id,
  }),
  z.strictObject({
    ...{ id, kind: z.literal('split'), by: z.enum(['recovery', 'person']) },
    arms: z
      .array(z.strictObject({ id, share: z.int().min(1).max(1_000), next: id }))
      .min(2)
      .max(armsPerSplitMax)
      .readonly(),
    allocation: z.enum(splitAllocations).optional(),
    floorPercent: z.int().min(splitFloorPercent.min).max(splitFloorPercent.max).optional(),
    baselinePercent: z.int().min(splitBaselinePercent.min).max(splitBaselinePercent.max).optional(),
    policy: idSchema.optional(),
    choosesBy: z.enum(splitChoosers).optional(),
    goal: z.enum(splitGoals).optional(),
  }),
  z.strictObject({ id, kind: z.literal('offer'), offer: offerKey, next: id }),
  z.strictObject({ id, kind: z.literal('goal'), next: id }),
  z.strictObject({ id, kind: z.literal('end') }),
]);

/** As in `domain/flow/flow.ts`; whether the steps make a flow says `domain/flow/check-flow.ts`. */
export const flowInput = z
  .strictObject({
    entry: conditions.default({}),
    exits: z.array(event).max(exitsPerFlowMax).readonly().default([]),
    messagesMax: z.int().min(1).max(messagesPerRecoveryMax),
    start: id,
    steps: z.array(flowStep).min(1).max(stepsPerFlowMax).readonly(),
  })
  .openapi('Flow');

/** The schema gives exactly what the domain takes. */
flowInput satisfies z.ZodType<FlowProgram>;
true satisfies FlowProgram extends z.infer<typeof flowInput> ? true : never;
