import { z } from '@hono/zod-openapi';
import { deliveryStatuses } from '../../../services/ingest/integrations/get.ts';
import type { Delivery } from '../../../services/ingest/webhooks/delivery.ts';
import { momentSchema } from '../../openapi/json-content.ts';

export const deliverySchema = z
  .object({
    id: z.string(),
    integrationId: z.string(),
    deliveryId: z.string().nullable().openapi({ description: 'The platform’s own name of it.' }),
    topic: z.string(),
    status: z.enum(deliveryStatuses),
    reason: z.string().nullable().openapi({ description: 'Why it was ignored, refused or failed: a code.' }),
    path: z.string().nullable(),
    message: z.string().nullable(),
    events: z
      .array(
        z.object({
          id: z.string().nullable(),
          status: z.enum(['accepted', 'duplicate', 'rejected']),
          path: z.string().optional(),
          message: z.string().optional(),
        }),
      )
      .readonly()
      .nullable()
      .openapi({ description: 'What became of each event in it.' }),
    attempts: z.int(),
    bodyBytes: z.int(),
    receivedAt: momentSchema,
    settledAt: momentSchema.nullable(),
  })
  .openapi('WebhookDelivery');

export const deliveryDetailSchema = deliverySchema
  .extend({
    masked: z.boolean().openapi({ description: 'What says who somebody is was left out of the body.' }),
    headers: z.record(z.string(), z.string()),
    body: z.object({
      encoding: z.enum(['text', 'base64']).openapi({ description: 'base64 when the bytes are no UTF-8 text.' }),
      content: z.string(),
    }),
  })
  .openapi('WebhookDeliveryDetail');

/** The bytes as text where they are text, so that a person can read them. */
export function shownDelivery({ body, ...delivery }: Delivery & { readonly masked: boolean }) {
  return { ...delivery, body: shownBody(body) };
}

function shownBody(body: Uint8Array): { encoding: 'text' | 'base64'; content: string } {
  try {
    return { encoding: 'text', content: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body) };
  } catch {
    return { encoding: 'base64', content: Buffer.from(body).toString('base64') };
  }
}

export const deliveryExample = {
  id: '0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66',
  integrationId: '5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21',
  deliveryId: 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
  topic: 'order.created',
  status: 'processed',
  reason: null,
  path: null,
  message: null,
  events: [{ id: 'woocommerce:order:723:placed:2026-11-22T11:44:58.000Z', status: 'accepted' }],
  attempts: 1,
  bodyBytes: 3_412,
  receivedAt: '2026-11-22T11:45:00.000Z',
  settledAt: '2026-11-22T11:45:00.031Z',
} as const;

export const deliveryDetailExample = {
  ...deliveryExample,
  masked: false,
  headers: { 'content-type': 'application/json', 'x-wc-webhook-topic': 'order.created' },
  body: { encoding: 'text', content: '{"id":723,"status":"processing"}' },
} as const;
