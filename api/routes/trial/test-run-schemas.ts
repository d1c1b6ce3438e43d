import { z } from '@hono/zod-openapi';
import { momentSchema } from '../../openapi/json-content.ts';
import { cartDetailExample, cartDetailSchema } from '../carts/cart-detail-schemas.ts';

const fields = {
  id: z.string(),
  campaignId: z.string(),
  version: z.int().nullable().openapi({ description: 'Of the campaign; null: the draft as it was then.' }),
  createdAt: momentSchema,
  stoppedAt: momentSchema.nullable().openapi({ description: 'When its person ended it, or began another.' }),
};

export const testRunSchema = z.object(fields).openapi('TestRun');

export const testRunExample = {
  id: '0199a3c6-5c1e-7d52-a9a4-6f0c7a5f2b01',
  campaignId: '0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10',
  version: null,
  createdAt: '2026-11-22T10:15:00.000Z',
  stoppedAt: null,
};

export const testRunDetailSchema = z
  .object({
    ...fields,
    timeScale: z.number().openapi({ description: 'How much faster than the wall its time goes.' }),
    sandboxUrls: z
      .record(z.string(), z.string())
      .readonly()
      .openapi({ description: 'Where its messages can be read, by their ids; paths of this server.' }),
    cart: z.union([cartDetailSchema, z.null()]).openapi({
      description: 'The test cart with its timeline, as of any cart; null until it has arrived, which takes a moment.',
    }),
  })
  .openapi('TestRunDetail');

export const testRunDetailExample = {
  ...testRunExample,
  timeScale: 60,
  sandboxUrls: {
    '0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77':
      '/outbox/7d1c1b9e-55c7-8a0e-9f41-2d1f6c0a7b21/0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77',
  },
  cart: cartDetailExample,
};
