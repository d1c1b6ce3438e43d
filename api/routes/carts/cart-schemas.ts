import { z } from '@hono/zod-openapi';
import { type BotReason, botReasons } from '../../../domain/bot-score.ts';
import { cartStages } from '../../../domain/cart.ts';
import { channels } from '../../../domain/channel.ts';
import { momentSchema } from '../../openapi/json-content.ts';

export const cartLineSchema = z.object({
  productId: z.string(),
  variantId: z.string().optional(),
  quantity: z.number().openapi({ description: 'Pieces, or a measure such as 2.5 metres.' }),
  unitPriceMinor: z.number().optional(),
  totalMinor: z
    .number()
    .optional()
    .openapi({ description: 'What the whole line costs, where the price of one piece is not exact.' }),
  currency: z.string().optional().openapi({ description: 'Where it is not the currency of the cart.' }),
  name: z.string().optional(),
  url: z.string().optional(),
  imageUrl: z.string().optional(),
  category: z.string().optional(),
});

const timelineEntrySchema = z
  .object({
    at: momentSchema,
    kind: z.enum(['activity', 'purchase', 'order', 'recovery', 'decision', 'message']),
    text: z.string().openapi({ description: 'What happened, in words.' }),
    reason: z.string().nullable().openapi({ description: 'Reason code, for everything that was not done.' }),
    channel: z.enum(channels).nullable(),
    recoveryId: z.string().nullable(),
    messageId: z.string().nullable(),
    ruleId: z.string().nullable(),
  })
  .openapi('TimelineEntry');

export const cartSchema = z
  .object({
    id: z.string(),
    externalId: z.string(),
    customerId: z.string().nullable(),
    status: z.enum(['open', 'purchased']),
    stage: z.enum(cartStages),
    lineCount: z.int().openapi({ description: 'Lines of the cart, those too that the shop did not tell one by one.' }),
    currency: z.string().nullable().openapi({ description: 'Null where lines are in two currencies.' }),
    valueMinor: z.int().nullable().openapi({
      description:
        'What the shop told, else the sum of the lines; null where a price is not known, or in another currency.',
    }),
    version: z.int(),
    lastActivityAt: momentSchema,
    purchasedAt: momentSchema.nullable(),
    abandonAt: momentSchema
      .nullable()
      .openapi({ description: 'When it counts as abandoned unless something happens.' }),
    abandonedAt: momentSchema.nullable(),
    activeRecoveryId: z.string().nullable(),
    recoveries: z.int(),
    quarantined: z
      .boolean()
      .openapi({ description: 'Looks like the work of a bot: no recovery starts, and it is in no count.' }),
    updatedAt: momentSchema,
  })
  .openapi('Cart');

const quarantineSchema = z.object({
  state: z.enum(['quarantined', 'released']),
  score: z.number().nullable().openapi({ description: '0 to 1; null when a person decided without a score.' }),
  reasons: z
    .array(
      z.object({
        reason: z.enum(Object.keys(botReasons) as [BotReason, ...BotReason[]]),
        text: z.string(),
        weight: z.number().openapi({ description: 'How strong the sign is by itself, 0 to 1.' }),
        value: z.number().openapi({ description: 'The figure that it was seen in.' }),
      }),
    )
    .readonly(),
  decidedBy: z.string().openapi({ description: '`engine`, `operator`, `key:<id>` or `user:<id>`.' }),
  decidedAt: momentSchema,
});

export const cartDetailSchema = cartSchema
  .extend({
    lines: z.array(cartLineSchema).readonly(),
    restoreUrl: z.string().nullable(),
    quarantine: quarantineSchema
      .nullable()
      .openapi({ description: 'What was decided, by whom and why; null: nothing was.' }),
    timeline: z.array(timelineEntrySchema).readonly(),
  })
  .openapi('CartDetail');

export const cartExample = {
  id: '3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21',
  externalId: 'cart-1042',
  customerId: '0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55',
  status: 'open',
  stage: 'checkout',
  lineCount: 1,
  currency: 'EUR',
  valueMinor: 8900,
  version: 3,
  lastActivityAt: '2026-11-22T10:15:00.000Z',
  purchasedAt: null,
  abandonAt: null,
  abandonedAt: '2026-11-22T10:45:00.000Z',
  activeRecoveryId: '0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66',
  recoveries: 1,
  quarantined: false,
  updatedAt: '2026-11-22T10:45:00.412Z',
} as const;

export const cartDetailExample = {
  ...cartExample,
  lines: [{ productId: 'lamp-oak', quantity: 1, unitPriceMinor: 8900, name: 'Oak lamp' }],
  restoreUrl: 'https://shop.example/cart/cart-1042',
  quarantine: null,
  timeline: [
    {
      at: '2026-11-22T10:15:00.000Z',
      kind: 'activity',
      text: 'Checkout with 1 line.',
      reason: null,
      channel: null,
      recoveryId: null,
      messageId: null,
      ruleId: null,
    },
    {
      at: '2026-11-22T11:45:00.000Z',
      kind: 'decision',
      text: 'A message was not sent. The person has not agreed to messages on this channel.',
      reason: 'channel_no_consent',
      channel: 'sms',
      recoveryId: '0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66',
      messageId: null,
      ruleId: 'touch-2',
    },
  ],
} as const;
