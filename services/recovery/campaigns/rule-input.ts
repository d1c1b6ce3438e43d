import { z } from '@hono/zod-openapi';
import {
  type CampaignStep,
  type StepConditions,
  stepDelayMsMax,
  stepsPerCampaignMax,
} from '../../../domain/campaign.ts';
import { cartStages } from '../../../domain/cart.ts';
import { channels } from '../../../domain/channel.ts';

export const probability = z.number().min(0).max(1);
const minorUnits = z.int().min(0).max(1_000_000_000_000);

export const conditionsSchema = z
  .strictObject({
    valueMinorMin: minorUnits.optional(),
    valueMinorMax: minorUnits.optional(),
    currencies: z
      .array(z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code in upper case, e.g. EUR'))
      .min(1)
      .max(50)
      .readonly()
      .optional(),
    stages: z.array(z.enum(cartStages)).min(1).max(cartStages.length).readonly().optional(),
    itemsMin: z.int().min(1).max(1_000).optional(),
    customer: z.enum(['new', 'returning']).optional(),
    probabilityMin: probability.optional(),
    probabilityMax: probability.optional(),
  } satisfies Readonly<Record<keyof StepConditions, z.ZodType>>)
  .refine(({ valueMinorMin: min, valueMinorMax: max }) => min === undefined || max === undefined || min <= max, {
    path: ['valueMinorMax'],
    message: 'must not be below valueMinorMin',
  })
  .refine(({ probabilityMin: min, probabilityMax: max }) => min === undefined || max === undefined || min <= max, {
    path: ['probabilityMax'],
    message: 'must not be below probabilityMin',
  });

export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM, e.g. 09:30');

export const step = {
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, 'must be lower-case letters, digits and dashes, e.g. touch-1'),
  delayMs: z.int().min(0).max(stepDelayMsMax),
  channel: z.enum([...channels, 'all']),
  template: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'must be the name of a template, e.g. cart-reminder-1'),
  conditions: conditionsSchema.default({}),
};

/** As in `domain/campaign.ts`. */
export const ruleSchema = z
  .discriminatedUnion('trigger', [
    z.strictObject({ ...step, trigger: z.literal('cart_abandoned') }),
    z.strictObject({ ...step, trigger: z.literal('prediction_high'), probabilityMin: probability }),
    z.strictObject({
      ...step,
      trigger: z.literal('time_based'),
      localTime,
    }),
  ])
  .openapi('CampaignStep');

/** The schema gives exactly what the domain takes. */
ruleSchema satisfies z.ZodType<CampaignStep>;
true satisfies CampaignStep extends z.infer<typeof ruleSchema> ? true : never;

export const rulesSchema = z
  .array(ruleSchema)
  .min(1)
  .max(stepsPerCampaignMax)
  .superRefine((rules, context) => {
    for (const [index, { id }] of rules.entries()) {
      if (rules.findIndex((other) => other.id === id) < index)
        context.addIssue({ code: 'custom', path: [index, 'id'], message: `must be unique: ${id} is used twice` });
    }
  });
