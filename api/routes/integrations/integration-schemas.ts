import { z } from '@hono/zod-openapi';
import { deliveryStatuses } from '../../../services/ingest/integrations/get.ts';
import type { Integration } from '../../../services/ingest/integrations/integration.ts';
import {
  integrationChangeInput,
  newIntegrationInput,
  rotationInput,
  settingsSchema,
} from '../../../services/ingest/integrations/integration-input.ts';
import { momentSchema } from '../../openapi/json-content.ts';

export const newIntegrationSchema = newIntegrationInput.openapi('NewIntegration');
export const integrationChangeSchema = integrationChangeInput.openapi('IntegrationChange');
export const rotationSchema = rotationInput.openapi('SecretRotation');

export const rotatedSchema = z
  .object({ secret: z.string(), previousSecretUntil: momentSchema })
  .openapi('RotatedSecret');

export const integrationSchema = z
  .object({
    id: z.string(),
    platform: z.string(),
    status: z.enum(['active', 'disabled', 'uninstalled']),
    namespace: z.string().nullable().openapi({
      description:
        'Stands before the ids of this shop’s customers and orders (`<namespace>:5`), because another shop of the store numbers its own in the same way. Null: their ids are as the shop has them. It never changes.',
      example: 'woocommerce-5b0c1b9e',
    }),
    webhookUrl: z.string().openapi({ description: 'Where the platform sends its webhooks.' }),
    settings: settingsSchema,
    apiUrl: z.string().nullable(),
    reconcileEveryMs: z.int().nullable(),
    reconciledUntil: momentSchema.nullable(),
    previousSecretUntil: momentSchema.nullable(),
    firstEventAt: momentSchema.nullable(),
    lastEventAt: momentSchema.nullable(),
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .openapi('Integration');

const countSchema = z.int().min(0);
export const integrationDetailSchema = integrationSchema
  .extend({
    deliveries: z
      .object(
        Object.fromEntries(deliveryStatuses.map((status) => [status, countSchema])) as Record<
          (typeof deliveryStatuses)[number],
          typeof countSchema
        >,
      )
      .openapi({ description: 'Deliveries of the last 30 days by what became of them.' }),
    reconciliations: z
      .array(
        z.object({
          id: z.string(),
          status: z.enum(['done', 'failed']),
          since: momentSchema,
          until: momentSchema,
          seen: z.int(),
          missed: z.int().openapi({ description: 'Events that no webhook had brought.' }),
          duplicates: z.int(),
          refused: z.int(),
          cause: z.string().nullable(),
          finishedAt: momentSchema,
        }),
      )
      .readonly(),
  })
  .openapi('IntegrationDetail');

export const createdIntegrationSchema = z
  .object({
    integration: integrationSchema,
    secret: z.string().openapi({ description: 'What signs the webhooks: shown this once.' }),
    setup: z.object({
      topics: z.array(z.string()).readonly().openapi({ description: 'What to subscribe to.' }),
      steps: z.array(z.string()).readonly(),
    }),
  })
  .openapi('CreatedIntegration');

export const integrationExample = {
  id: '5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21',
  platform: 'woocommerce',
  status: 'active',
  namespace: null,
  webhookUrl: 'https://engine.example/v1/webhooks/5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21',
  settings: { currency: 'EUR', orderStatuses: { 'awaiting-shipment': 'bought' } },
  apiUrl: null,
  reconcileEveryMs: null,
  reconciledUntil: null,
  previousSecretUntil: null,
  firstEventAt: '2026-11-22T11:45:00.000Z',
  lastEventAt: '2026-11-22T11:45:00.000Z',
  createdAt: '2026-11-22T11:40:00.000Z',
  updatedAt: '2026-11-22T11:40:00.000Z',
} as const;

export const integrationDetailExample = {
  ...integrationExample,
  deliveries: { received: 0, processed: 31, processed_in_part: 0, ignored: 2, refused: 1, failed: 0 },
  reconciliations: [
    {
      id: '0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66',
      status: 'done',
      since: '2026-11-22T10:40:00.000Z',
      until: '2026-11-22T11:40:00.000Z',
      seen: 12,
      missed: 1,
      duplicates: 11,
      refused: 0,
      cause: null,
      finishedAt: '2026-11-22T11:40:02.000Z',
    },
  ],
} as const;

export const createdIntegrationExample = {
  integration: { ...integrationExample, firstEventAt: null, lastEventAt: null },
  secret: '8f4b2d0c6e1a9f3b5d7c8e2a4b6d0f1c3e5a7b9d2f4c6e8a0b1d3f5c7e9a2b4d',
  setup: {
    topics: ['order.created', 'order.updated'],
    steps: ['In WooCommerce → Settings → Advanced → Webhooks, add one webhook per topic with the URL and the secret.'],
  },
} as const;

/** An integration with the address that its platform sends to. */
export function shownIntegration<T extends Integration>(
  integration: T,
  publicUrl: string,
): T & { readonly webhookUrl: string } {
  return { ...integration, webhookUrl: `${publicUrl}/v1/webhooks/${integration.id}` };
}
