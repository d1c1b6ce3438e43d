import { z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { contactBases } from '../../../domain/compliance/contact-basis.ts';
import { deliveryStates } from '../../../domain/delivery-state.ts';
import { messageStates } from '../../../domain/message-state.ts';
import { carriers } from '../../../domain/phone/carrier.ts';
import { momentSchema } from '../../openapi/json-content.ts';

export const messageSchema = z
  .object({
    id: z.string(),
    recoveryId: z.string(),
    cartId: z.string(),
    customerId: z.string(),
    ruleId: z.string(),
    channel: z.enum(channels),
    template: z.string(),
    provider: z.string(),
    basis: z.enum(contactBases).openapi({
      description: 'On what it rests: the consent of the person, or by e-mail the soft opt-in of a buyer.',
    }),
    state: z.enum(messageStates),
    attempts: z.int(),
    cartVersion: z.int(),
    providerMessageId: z.string().nullable(),
    reason: z.string().nullable(),
    reasonText: z.string().nullable(),
    errorCode: z.string().nullable(),
    claimedAt: momentSchema.openapi({
      description: 'Every purchase acknowledged before then was known when the permission to send was given, UTC',
    }),
    attemptedAt: momentSchema,
    settledAt: momentSchema.nullable(),
    deliveryState: z.enum(deliveryStates).nullable().openapi({
      description: 'What the provider reported after it had taken the message; null: nothing',
    }),
    deliveryTimes: z.partialRecord(z.enum(deliveryStates), z.iso.datetime()).openapi({
      description: 'When each of it was first reported to have happened, UTC',
    }),
  })
  .openapi('Message');

const contentSchema = z.discriminatedUnion('channel', [
  z.object({
    channel: z.literal('email'),
    to: z.string(),
    from: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
  }),
  z.object({ channel: z.literal('sms'), to: z.string(), text: z.string() }),
  z.object({ channel: z.literal('push'), to: z.string(), title: z.string(), body: z.string() }),
]);

export const messageDetailSchema = messageSchema
  .extend({
    campaign: z
      .object({
        id: z.string(),
        name: z.string(),
        version: z.int(),
        step: z.int().nullable().openapi({ description: 'Which of its steps, from 1.' }),
        steps: z.int(),
      })
      .nullable(),
    carriage: z
      .object({
        carrier: z.enum(carriers),
        passed: z
          .array(z.object({ carrier: z.enum(carriers), because: z.string() }))
          .readonly()
          .openapi({ description: 'What did not carry it before, and why: a reason or the code of the vendor.' }),
        parts: z.int().nullable().openapi({ description: 'As how many SMS it is billed.' }),
        cost: z.object({ currency: z.string(), amount: z.string() }).nullable().openapi({
          description: 'Of all parts by the prices of the store today, in units of the currency; null: not known.',
        }),
      })
      .nullable()
      .openapi({ description: 'By what it went to a telephone; null on other channels.' }),
    content: contentSchema.nullable().openapi({
      description:
        'As it went out, without the tokens of its links, its address masked; null: the provider that took it keeps no copy here.',
    }),
  })
  .openapi('MessageDetail');

export const messageExample = {
  id: '0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77',
  recoveryId: '0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66',
  cartId: '3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21',
  customerId: '0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55',
  ruleId: 'touch-1',
  channel: 'email',
  template: 'cart-reminder-1',
  provider: 'outbox',
  basis: 'consent',
  state: 'accepted',
  attempts: 1,
  cartVersion: 3,
  providerMessageId: 'outbox-1',
  reason: null,
  reasonText: null,
  errorCode: null,
  claimedAt: '2026-11-22T11:45:00.000Z',
  attemptedAt: '2026-11-22T11:45:00.000Z',
  settledAt: '2026-11-22T11:45:00.310Z',
  deliveryState: 'opened',
  deliveryTimes: { delivered: '2026-11-22T11:45:02.000Z', opened: '2026-11-22T12:10:41.000Z' },
} as const;

export const messageDetailExample = {
  ...messageExample,
  campaign: { id: '0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10', name: 'Cart reminders', version: 1, step: 1, steps: 3 },
  carriage: null,
  content: {
    channel: 'email',
    to: 'a•••@s•••.example',
    from: 'Loom House <hello@loom.example>',
    subject: 'You left something behind',
    text: 'Your oak lamp is still here: https://engine.example/r/…',
    html: '<p>Your oak lamp is still here.</p>',
  },
} as const;
