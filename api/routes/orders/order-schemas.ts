import { z } from '@hono/zod-openapi';
import { momentSchema } from '../../openapi/json-content.ts';
import { cartLineSchema } from '../carts/cart-schemas.ts';

export const orderStatusSchema = z.enum(['placed', 'pending', 'failed', 'cancelled']);

export const orderSchema = z
  .object({
    id: z.string(),
    externalId: z.string().openapi({ description: 'The id that the shop gave it.' }),
    status: orderStatusSchema.nullable().openapi({
      description: 'What stands of it. Null: only payments or refunds are known.',
    }),
    customerId: z.string().nullable(),
    cartId: z.string().nullable(),
    lineCount: z.int().nullable().openapi({ description: 'Null: its lines are not known; it took its whole cart.' }),
    currency: z.string().nullable(),
    totalMinor: z.int().nullable(),
    refundedMinor: z.int(),
    incomplete: z.array(z.string()).openapi({
      description: 'Details that the shop told and that could not be used. The order counts all the same.',
    }),
    arrivedAt: momentSchema.nullable().openapi({
      description: 'When the engine was told what stands of it: it speaks for carts that were touched until then.',
    }),
    placedAt: momentSchema.nullable().openapi({ description: 'When it was bought, as the shop dates it.' }),
    pendingAt: momentSchema.nullable(),
    failedAt: momentSchema.nullable(),
    paidAt: momentSchema.nullable(),
    cancelledAt: momentSchema.nullable(),
    refundedAt: momentSchema.nullable(),
    recoveryId: z.string().nullable().openapi({ description: 'The recovery that it is counted to.' }),
    createdAt: momentSchema,
  })
  .openapi('Order');

export const orderDetailSchema = orderSchema
  .extend({ lines: z.array(cartLineSchema).nullable() })
  .openapi('OrderDetail');

export const orderExample = {
  id: '5b0e9a7c-3d2f-5c1e-9a44-1f2c3d4e5f60',
  externalId: 'order-5001',
  status: 'placed',
  customerId: '0199a3c0-4b1d-7c2e-8f3a-6d5e4c3b2a19',
  cartId: '8f2d6c1b-7a3e-5b9d-8c4f-2e1a0b9c8d7f',
  lineCount: 1,
  currency: 'EUR',
  totalMinor: 8_900,
  refundedMinor: 0,
  incomplete: [],
  arrivedAt: '2026-11-22T10:31:02.000Z',
  placedAt: '2026-11-22T10:31:00.000Z',
  pendingAt: null,
  failedAt: null,
  paidAt: '2026-11-22T10:31:05.000Z',
  cancelledAt: null,
  refundedAt: null,
  recoveryId: null,
  createdAt: '2026-11-22T10:31:02.000Z',
} as const;

export const orderDetailExample = {
  ...orderExample,
  lines: [{ productId: 'lamp-oak', quantity: 1, unitPriceMinor: 8_900, name: 'Oak lamp' }],
};
