import { z } from '@hono/zod-openapi';
import { meterNames, meters } from '../../../domain/metering/meter.ts';
import { planNameLengthMax, planNamePattern, planNames } from '../../../domain/metering/plan.ts';
import { nearPercent, quotaStates } from '../../../domain/metering/quota.ts';
import type { UsageReport } from '../../../services/analytics/usage/read-usage.ts';
import { momentSchema } from '../../openapi/json-content.ts';

export const meterSchema = z.enum(meterNames).openapi({
  description:
    '`events`: accepted ones. `active_carts`: carts that became known. `messages`: taken by a provider. `predictions`: answers of models. `seats`: the most members at once.',
});
const channel = z.string().nullable();
const country = z.string().nullable().openapi({ description: 'ISO 3166-1 alpha-2; null: not known, or none' });

/** A month in a query or a body; which one is whose the store's clock says. */
export const periodSchema = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'must be a month, as 2026-11')
  .openapi({ type: 'string', example: '2026-11', description: 'A month by the clock of the store' });

export const limitSchema = z.object({
  included: z.int().min(0).max(1e12),
  hard: z.boolean().openapi({ description: 'More is refused; else it is only told and priced.' }),
});

/** By meter; one that is not named has no limit. */
export const limitsSchema = z.partialRecord(z.enum(meterNames), limitSchema).openapi({
  description: 'By meter; one that is not named has no limit.',
});

export const planNameSchema = z
  .string()
  .max(planNameLengthMax)
  .regex(planNamePattern, 'must be letters a to z and digits, in parts that hyphens join')
  .openapi({ description: `${planNames.map((name) => `\`${name}\``).join(', ')}, or one that the operator made` });

export const nextPlanSchema = z
  .object({ name: planNameSchema, limits: limitsSchema, from: z.string() })
  .nullable()
  .openapi({ description: 'What follows, and from which month of the store on; null: nothing' });

export const usageSchema = z
  .object({
    period: z.string(),
    timeZone: z.string(),
    from: momentSchema,
    to: momentSchema,
    plan: planNameSchema,
    nextPlan: z.object({ name: planNameSchema, from: z.string() }).nullable(),
    meters: z.array(
      z.object({
        meter: meterSchema,
        unit: z.string(),
        quantity: z.int(),
        limit: limitSchema.nullable().openapi({ description: 'Null: the plan says nothing of it.' }),
        state: z.enum(quotaStates).openapi({ description: `\`near\`: ${nearPercent} % of what is included is used.` }),
        forecast: z.int().nullable().openapi({ description: 'What the month comes to when it goes on as so far.' }),
        days: z.array(z.object({ day: z.string(), quantity: z.int() })),
        parts: z.array(z.object({ channel, country, quantity: z.int() })),
      }),
    ),
  })
  .openapi('Usage');

export const usageExample = {
  ...{ period: '2026-11', timeZone: 'Europe/Vienna', plan: 'free', nextPlan: null },
  ...{ from: '2026-10-31T23:00:00.000Z', to: '2026-11-30T23:00:00.000Z' },
  meters: [
    {
      ...{ meter: 'messages', unit: 'message', quantity: 412, limit: { included: 500, hard: true }, state: 'near' },
      ...{ forecast: 441, days: [{ day: '2026-11-01', quantity: 17 }] },
      parts: [
        { channel: 'email', country: 'AT', quantity: 380 },
        { channel: 'sms', country: 'AT', quantity: 32 },
      ],
    },
  ],
} as const;

export function shownUsage({ fromMs, toMs, meters: used, ...report }: UsageReport) {
  return {
    ...report,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    meters: used.map(({ days, parts, ...one }) => ({ ...one, days: [...days], parts: [...parts] })),
  };
}

export const tierSchema = z.object({
  upTo: z
    .int()
    .min(1)
    .max(1e12)
    .nullable()
    .openapi({ description: 'The last unit of the tier; null: all further ones' }),
  minor: z.int().min(0).max(1e6).openapi({ description: 'Minor units for each `per` units' }),
  per: z.int().min(1).max(1e6),
});

export const invoiceSchema = z
  .object({
    storeId: z.string(),
    period: z.string(),
    timeZone: z.string(),
    isFinal: z.boolean().openapi({ description: 'The month is closed: this does not change any more.' }),
    priceVersion: z.int().nullable(),
    currency: z.string().nullable(),
    lines: z.array(
      z.object({
        meter: meterSchema,
        channel: channel.openapi({ description: 'Null: all without a line of their own' }),
        country,
        origin: z.string().nullable().openapi({
          description: 'The month that it was used in, where it came in too late for the invoice of that one',
        }),
        priceVersion: z.int().nullable(),
        quantity: z.int(),
        tiers: z.array(tierSchema),
        amountMinor: z.int().openapi({ description: 'Rounded once, half a minor unit up' }),
      }),
    ),
    totalMinor: z.int().openapi({ description: 'The sum of the lines' }),
  })
  .openapi('UsageInvoice');

export const invoiceExample = {
  ...{ storeId: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11', period: '2026-11', timeZone: 'Europe/Vienna', isFinal: true },
  ...{ priceVersion: 3, currency: 'EUR' },
  lines: [
    {
      ...{ meter: 'messages', channel: 'sms', country: 'AT', origin: null, priceVersion: 3, quantity: 32 },
      ...{ tiers: [{ upTo: null, minor: 9, per: 1 }], amountMinor: 288 },
    },
  ],
  totalMinor: 288,
} as const;

export const usageEventSchema = z
  .object({
    specversion: z.literal('1.0'),
    id: z.string().openapi({ description: 'The same for the same row: whoever reads it twice counts it once.' }),
    source: z.string(),
    type: z.literal('cart-recovery.usage'),
    subject: z.string(),
    time: momentSchema,
    datacontenttype: z.literal('application/json'),
    data: z.object({ meter: meterSchema, unit: z.string(), quantity: z.int(), channel, country }),
  })
  .openapi('UsageEvent');

export const usageEventExample = {
  ...{ specversion: '1.0', id: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11/messages/1795600800/sms/AT' },
  ...{ source: '/stores/0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11', type: 'cart-recovery.usage', subject: 'messages' },
  ...{ time: '2026-11-25T10:00:00.000Z', datacontenttype: 'application/json' },
  data: { meter: 'messages', unit: meters.messages.unit, quantity: 4, channel: 'sms', country: 'AT' },
} as const;
