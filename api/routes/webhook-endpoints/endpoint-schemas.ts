import { z } from '@hono/zod-openapi';
import { offReasons, outgoingStates } from '../../../domain/outgoing/delivery-attempt.ts';
import type { EndpointDeps } from '../../../services/outgoing/endpoints/endpoint.ts';
import { eventTypeSchema } from '../../../services/outgoing/event-catalogue.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

/** Endpoints keep to the same addresses, and are sealed alike, as the platforms' APIs. */
export function endpointDepsOf({ database, integrations, now }: RouteDeps): EndpointDeps {
  const { sealer, allowLoopbackApis: allowLoopback } = integrations;
  return { database, sealer, allowLoopback, now };
}

export const endpointSchema = z
  .object({
    id: z.string(),
    revision: z.int(),
    url: z.string(),
    description: z.string(),
    eventTypes: z.array(eventTypeSchema).readonly(),
    status: z.enum(['active', 'off']),
    offReason: z.enum(offReasons).nullable().openapi({
      description: '`failing`: five days without a success. `gone`: it answered 410.',
    }),
    offAt: momentSchema.nullable(),
    failingSince: momentSchema.nullable().openapi({ description: 'The first failure since the last success.' }),
    previousSecretUntil: momentSchema
      .nullable()
      .openapi({ description: 'Until when the secret before the newest signs too.' }),
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .openapi('WebhookEndpoint');

export const endpointExample = {
  id: '0199a3e1-40b2-7c18-9d5e-3a7f1c6b2e90',
  revision: 1,
  url: 'https://erp.example/hooks/cart-recovery',
  description: 'Orders to the ERP',
  eventTypes: ['order.recovered', 'recovery.ended'],
  status: 'active',
  offReason: null,
  offAt: null,
  failingSince: null,
  previousSecretUntil: null,
  createdAt: '2026-11-02T07:00:00.412Z',
  updatedAt: '2026-11-02T07:00:00.412Z',
} as const;

export const secretSchema = z.string().openapi({
  description: 'Verifies the signatures, as Standard Webhooks say. Shown here and never again.',
});
export const secretExample = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwV2pZb1aYd0Q=';

export const endpointDeliverySchema = z
  .object({
    id: z.string(),
    endpointId: z.string(),
    eventId: z.string().openapi({ description: 'The header `webhook-id`: the same over all attempts.' }),
    type: eventTypeSchema,
    isTest: z.boolean(),
    state: z.enum(outgoingStates).openapi({
      description: '`failed`: not tried any more. `ended`: its endpoint was switched off.',
    }),
    attempts: z.int(),
    reason: z.string().nullable().openapi({
      description:
        'Why the newest attempt failed: `http_<status>`, `timed_out`, `unreachable`, `redirect_refused`, `address_forbidden` or `endpoint_off`.',
    }),
    statusCode: z.int().nullable(),
    durationMs: z.int().nullable(),
    answer: z.string().nullable().openapi({ description: 'The first kilobyte of the newest answer.' }),
    body: z.string().openapi({ description: 'What is sent.' }),
    dueAt: momentSchema.nullable().openapi({ description: 'When it is tried next.' }),
    createdAt: momentSchema,
    attemptedAt: momentSchema.nullable(),
    settledAt: momentSchema.nullable(),
  })
  .openapi('EndpointDelivery');

export const endpointDeliveryExample = {
  id: '0199a3e4-9c11-7a02-8b6d-5e1f0c3a7d44',
  endpointId: endpointExample.id,
  eventId: '7f2d5b0c-1e9a-4c36-a0d8-94b6e3f17c25',
  type: 'order.recovered',
  isTest: false,
  state: 'waiting',
  attempts: 2,
  reason: 'http_503',
  statusCode: 503,
  durationMs: 212,
  answer: 'down for maintenance',
  body: '{"type":"order.recovered","version":1,"timestamp":"2026-11-24T09:12:04.512Z","storeId":"0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11","test":false,"data":{"orderId":"7d3c1f60-9a4b-5e2d-8c11-6f0a2b9d4e57","totalMinor":15947,"currency":"EUR"}}',
  dueAt: '2026-11-24T09:17:20.000Z',
  createdAt: '2026-11-24T09:12:04.512Z',
  attemptedAt: '2026-11-24T09:12:10.104Z',
  settledAt: null,
} as const;
