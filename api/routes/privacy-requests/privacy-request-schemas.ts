import { z } from '@hono/zod-openapi';
import { momentSchema } from '../../openapi/json-content.ts';

export const privacyRequestSchema = z
  .object({
    id: z.string(),
    integrationId: z.string(),
    deliveryId: z.string().openapi({ description: 'The delivery that says whom it is about.' }),
    kind: z.enum(['data_request', 'customer_redact', 'store_redact']),
    status: z.enum(['open', 'done']),
    receivedAt: momentSchema,
    dueAt: momentSchema.openapi({ description: 'Has to be done by then.' }),
    doneAt: momentSchema.nullable(),
    persons: z.int().openapi({
      description:
        'People whom it names and whom the engine knew. Nothing goes to them any more where their erasure is asked for.',
    }),
    customerIds: z.array(z.string()).readonly().openapi({ description: 'Their ids.' }),
    recoveriesStopped: z.int().openapi({ description: 'Recoveries that were ended at once.' }),
    addressesSuppressed: z.int().openapi({
      description: 'Addresses and customer numbers that are suppressed until their person agrees anew.',
    }),
  })
  .openapi('PrivacyRequest');

export const privacyRequestExample = {
  id: '0199a3c6-5c1e-7d52-a9a4-6f0c7a5f2b88',
  integrationId: '5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21',
  deliveryId: '0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66',
  kind: 'customer_redact',
  status: 'open',
  receivedAt: '2026-11-22T11:45:00.000Z',
  dueAt: '2026-12-22T11:45:00.000Z',
  doneAt: null,
  persons: 1,
  customerIds: ['0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55'],
  recoveriesStopped: 1,
  addressesSuppressed: 2,
} as const;
