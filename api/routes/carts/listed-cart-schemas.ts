import { z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { recoveryOutcomes, recoveryStages } from '../../../domain/recovery.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import { cartExample, cartSchema } from './cart-schemas.ts';

export const listedCartSchema = cartSchema
  .extend({
    goods: z.array(z.string()).readonly().openapi({ description: 'Names of the first products, or their ids.' }),
    recovery: z
      .object({
        id: z.string(),
        campaignId: z.string(),
        stage: z.enum(recoveryStages),
        outcome: z.enum(recoveryOutcomes).nullable(),
        reason: z.string().nullable(),
        waitsFor: z.string().nullable(),
        waitsUntil: momentSchema.nullable(),
      })
      .nullable()
      .openapi({ description: 'The newest.' }),
    order: z
      .object({
        id: z.string(),
        externalId: z.string(),
        totalMinor: z.int().nullable(),
        currency: z.string().nullable(),
      })
      .nullable()
      .openapi({ description: 'The newest that was bought and names the cart: its goods lie in the cart no more.' }),
    nonSend: z
      .object({
        reason: z.string(),
        reasonText: z.string(),
        channel: z.enum(channels).nullable(),
        at: momentSchema,
      })
      .nullable()
      .openapi({ description: 'The newest reason against a recovery or a message: the one asked for, or any.' }),
  })
  .openapi('ListedCart');

export const listedCartExample = {
  ...cartExample,
  goods: ['Oak lamp'],
  recovery: {
    id: cartExample.activeRecoveryId,
    campaignId: '0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10',
    stage: 'waiting',
    outcome: null,
    reason: null,
    waitsFor: 'touch-2',
    waitsUntil: '2026-11-23T10:45:00.000Z',
  },
  order: null,
  nonSend: {
    reason: 'channel_no_consent',
    reasonText: 'The person has not agreed to messages on this channel.',
    channel: 'sms',
    at: '2026-11-22T11:45:00.000Z',
  },
} as const;
