import { z } from '@hono/zod-openapi';
import { type BotReason, botReasons } from '../../../domain/bot-score.ts';
import { situationEnds, situationKinds } from '../../../domain/cart-situation.ts';
import { channels } from '../../../domain/channel.ts';
import { deliveryStates } from '../../../domain/delivery-state.ts';
import { messageStates } from '../../../domain/message-state.ts';
import { recoveryOutcomes, recoveryStages } from '../../../domain/recovery.ts';
import { timelineEvents } from '../../../services/state/carts/timeline-entry.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import { cartExample, cartLineSchema, cartSchema } from './cart-schemas.ts';

const timelineEntrySchema = z
  .object({
    at: momentSchema,
    kind: z.enum(['activity', 'purchase', 'order', 'recovery', 'decision', 'message']),
    event: z.enum(timelineEvents),
    values: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .readonly()
      .openapi({ description: 'What the words are made of: ids, codes and numbers.' }),
    counts: z.boolean().nullable().openapi({ description: 'Of an order: whether it counts for this cart.' }),
    text: z.string().openapi({ description: 'What happened, in words.' }),
    reason: z.string().nullable().openapi({ description: 'Reason code, for everything that was not done.' }),
    channel: z.enum(channels).nullable(),
    recoveryId: z.string().nullable(),
    messageId: z.string().nullable(),
    ruleId: z.string().nullable(),
  })
  .openapi('TimelineEntry');

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

const situationSchema = z
  .object({
    kind: z.enum(situationKinds),
    until: momentSchema.nullable().openapi({ description: 'What it waits for happens then.' }),
    outcome: z.enum(recoveryOutcomes).nullable(),
    reason: z.string().nullable().openapi({ description: 'Why it ended, or did not begin.' }),
    reasonText: z.string().nullable(),
    endedBy: z
      .array(z.enum(situationEnds))
      .readonly()
      .openapi({ description: 'What ends this at once, or brings the cart back.' }),
    step: z
      .object({
        id: z.string(),
        number: z.int().nullable().openapi({ description: 'From 1; null: the campaign does not have it any more.' }),
        of: z.int(),
        channel: z.enum([...channels, 'all']).nullable(),
        template: z.string().nullable(),
      })
      .nullable(),
  })
  .openapi('CartSituation', { description: 'Where the cart stands, in the parts of one sentence.' });

const recoveryOfCartSchema = z.object({
  id: z.string(),
  n: z.int(),
  campaignId: z.string(),
  campaignName: z.string(),
  campaignVersion: z.int(),
  stage: z.enum(recoveryStages),
  outcome: z.enum(recoveryOutcomes).nullable(),
  reason: z.string().nullable(),
  reasonText: z.string().nullable(),
  abandonedAt: momentSchema,
  endedAt: momentSchema.nullable(),
  workflowId: z.string(),
  temporalUrl: z.string().nullable().openapi({ description: 'Its workflow in the Temporal UI.' }),
});

const nonSendSchema = z.object({
  kind: z.enum(['not_started', 'not_sent']),
  reason: z.string(),
  reasonText: z.string(),
  channel: z.enum(channels).nullable(),
  ruleId: z.string().nullable(),
  recoveryId: z.string().nullable(),
  at: momentSchema.openapi({ description: 'When it was decided last, UTC' }),
  times: z.int(),
});

const messageOfCartSchema = z.object({
  id: z.string(),
  recoveryId: z.string(),
  ruleId: z.string(),
  channel: z.enum(channels),
  template: z.string(),
  provider: z.string(),
  state: z.enum(messageStates),
  deliveryState: z.enum(deliveryStates).nullable(),
  reason: z.string().nullable(),
  reasonText: z.string().nullable(),
  claimedAt: momentSchema,
});

const orderOfCartSchema = z.object({
  id: z.string(),
  externalId: z.string(),
  status: z.enum(['placed', 'pending', 'failed', 'cancelled']).nullable(),
  own: z.boolean().openapi({ description: 'It names this cart; otherwise it is of the same person or device.' }),
  counts: z.boolean().openapi({ description: 'Whether it counts for this cart; `event` says why.' }),
  event: z.enum(timelineEvents),
  lines: z
    .array(cartLineSchema)
    .readonly()
    .nullable()
    .openapi({ description: 'Null: it took its whole cart, or its lines are not known.' }),
  totalMinor: z.int().nullable(),
  refundedMinor: z.int(),
  currency: z.string().nullable(),
  recoveryId: z.string().nullable().openapi({ description: 'The recovery that it is counted to.' }),
  arrivedAt: momentSchema.nullable(),
  createdAt: momentSchema,
});

const predictionOfCartSchema = z.object({
  recoveryId: z.string().nullable(),
  at: momentSchema,
  probability: z.number(),
  modelVersion: z.string(),
  reasons: z
    .array(
      z.object({
        feature: z.string(),
        value: z.number().nullable(),
        direction: z.enum(['raises', 'lowers']),
        contribution: z.number(),
      }),
    )
    .readonly(),
});

export const cartDetailSchema = cartSchema
  .extend({
    lines: z.array(cartLineSchema).readonly(),
    restoreUrl: z.string().nullable(),
    quarantine: quarantineSchema
      .nullable()
      .openapi({ description: 'What was decided, by whom and why; null: nothing was.' }),
    traceId: z.string().nullable().openapi({
      description: 'Trace of the event that said last when the cart counts as abandoned; null: it named none.',
    }),
    situation: situationSchema,
    recoveryList: z.array(recoveryOfCartSchema).readonly().openapi({ description: 'Newest first.' }),
    nonSends: z
      .array(nonSendSchema)
      .readonly()
      .openapi({ description: 'Everything that was not started or not sent, and why, newest first.' }),
    messages: z.array(messageOfCartSchema).readonly().openapi({ description: 'Newest first.' }),
    orders: z
      .array(orderOfCartSchema)
      .readonly()
      .openapi({ description: 'Every order of the cart, its person or its device, and whether it counts.' }),
    predictions: z.array(predictionOfCartSchema).readonly().openapi({ description: 'What recoveries decided by.' }),
    timeline: z.array(timelineEntrySchema).readonly(),
  })
  .openapi('CartDetail');

const recoveryId = cartExample.activeRecoveryId;

export const cartDetailExample = {
  ...cartExample,
  lines: [{ productId: 'lamp-oak', quantity: 1, unitPriceMinor: 8900, name: 'Oak lamp' }],
  restoreUrl: 'https://shop.example/cart/cart-1042',
  quarantine: null,
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  situation: {
    kind: 'waiting',
    until: '2026-11-23T10:45:00.000Z',
    outcome: null,
    reason: null,
    reasonText: null,
    endedBy: ['purchase', 'cart_emptied', 'unsubscribe', 'newer_cart'],
    step: { id: 'touch-2', number: 2, of: 3, channel: 'email', template: 'cart-reminder-2' },
  },
  recoveryList: [
    {
      id: recoveryId,
      n: 1,
      campaignId: '0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10',
      campaignName: 'Cart reminders',
      campaignVersion: 1,
      stage: 'waiting',
      outcome: null,
      reason: null,
      reasonText: null,
      abandonedAt: '2026-11-22T10:45:00.000Z',
      endedAt: null,
      workflowId: 'recovery/0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11/3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21/1',
      temporalUrl: null,
    },
  ],
  nonSends: [
    {
      kind: 'not_sent',
      reason: 'channel_no_consent',
      reasonText: 'The person has not agreed to messages on this channel.',
      channel: 'sms',
      ruleId: 'touch-2',
      recoveryId,
      at: '2026-11-22T11:45:00.000Z',
      times: 1,
    },
  ],
  messages: [
    {
      id: '0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77',
      recoveryId,
      ruleId: 'touch-1',
      channel: 'email',
      template: 'cart-reminder-1',
      provider: 'outbox',
      state: 'accepted',
      deliveryState: 'opened',
      reason: null,
      reasonText: null,
      claimedAt: '2026-11-22T11:45:00.000Z',
    },
  ],
  orders: [],
  predictions: [
    {
      recoveryId,
      at: '2026-11-22T10:45:00.000Z',
      probability: 0.31,
      modelVersion: 'prior-1',
      reasons: [{ feature: 'views', value: 3, direction: 'raises', contribution: 0.4 }],
    },
  ],
  timeline: [
    {
      at: '2026-11-22T10:15:00.000Z',
      kind: 'activity',
      event: 'checkout_told',
      values: { lines: 1 },
      counts: null,
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
      event: 'not_sent',
      values: {},
      counts: null,
      text: 'A message was not sent. The person has not agreed to messages on this channel.',
      reason: 'channel_no_consent',
      channel: 'sms',
      recoveryId: '0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66',
      messageId: null,
      ruleId: 'touch-2',
    },
  ],
} as const;
