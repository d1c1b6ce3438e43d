import { z } from '@hono/zod-openapi';
import { errorCodes } from '../../../services/shared/service-error.ts';

export const itemErrorSchema = z.object({
  code: z.enum(['invalid', 'id_reused', 'quota_exceeded']).openapi({
    description:
      '`id_reused`: another event had this id before. `quota_exceeded`: the plan of the store includes no more.',
  }),
  path: z.string(),
  message: z.string(),
});

/** What became of one event. */
export const itemResultSchema = z
  .object({
    id: z.string().nullable().openapi({ description: 'The id as sent; null when there was none to read.' }),
    status: z.enum(['accepted', 'duplicate', 'rejected']),
    mended: z
      .array(z.string())
      .optional()
      .openapi({
        description: 'Details that could not be used, as paths: the event was accepted without them.',
        example: ['lines.0.imageUrl'],
      }),
    error: itemErrorSchema.optional(),
  })
  .openapi('EventResult');

export const batchResultSchema = z
  .object({
    accepted: z.int(),
    duplicates: z.int(),
    rejected: z.int(),
    items: z.array(itemResultSchema).openapi({ description: 'In the order of the request.' }),
  })
  .openapi('EventBatchResult');

/** A refused single event is an error like any other, with its id. */
export const rejectedEventSchema = z
  .object({
    id: z.string().nullable().optional(),
    status: z.literal('rejected').optional(),
    error: z.object({
      code: z.enum(errorCodes),
      message: z.string(),
      path: z.string().optional(),
      requestId: z.string(),
    }),
  })
  .openapi('RejectedEvent');

export const eventExamples = {
  cartUpdated: {
    summary: 'The whole cart, as it is now',
    value: {
      id: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11',
      type: 'cart_updated',
      occurredAt: '2026-11-22T10:15:00Z',
      who: { anonymousId: 'visitor-81f3', email: 'ada@shop.example' },
      cartId: 'cart-1042',
      currency: 'EUR',
      lines: [
        {
          productId: 'lamp-oak',
          quantity: 1,
          unitPriceMinor: 8900,
          name: 'Oak lamp',
          url: 'https://shop.example/p/lamp-oak',
        },
      ],
      restoreUrl: 'https://shop.example/cart/cart-1042',
    },
  },
  orderPlaced: {
    summary: 'A purchase',
    value: {
      id: '0199a3c0-8f02-7bb0-8d1f-0c6b2a6f9e22',
      type: 'order_placed',
      occurredAt: '2026-11-22T10:31:00Z',
      who: { customerId: 'customer-77' },
      orderId: 'order-5001',
      cartId: 'cart-1042',
      totalMinor: 8900,
      currency: 'EUR',
    },
  },
  batch: {
    summary: 'Several events at once',
    value: {
      events: [
        {
          id: 'view-1',
          type: 'product_viewed',
          occurredAt: '2026-11-22T10:14:00Z',
          who: { anonymousId: 'visitor-81f3' },
          productId: 'lamp-oak',
        },
        {
          id: 'consent-1',
          type: 'consent_updated',
          occurredAt: '2026-11-22T10:14:30Z',
          who: { email: 'ada@shop.example' },
          channel: 'email',
          status: 'granted',
          source: 'newsletter form',
          textVersion: '2026-05',
        },
      ],
    },
  },
} as const;
