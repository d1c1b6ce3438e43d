import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import {
  replayBounds,
  replayEndpointDelivery,
  replayFailedDeliveries,
} from '../../../services/outgoing/deliveries/replay.ts';
import { sendTestEvent } from '../../../services/outgoing/deliveries/send-test.ts';
import { rotateEndpointSecret } from '../../../services/outgoing/endpoints/rotate-secret.ts';
import { eventTypeSchema } from '../../../services/outgoing/event-catalogue.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody, momentSchema } from '../../openapi/json-content.ts';
import { idParams, instantSchema } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import {
  endpointDeliveryExample,
  endpointDeliverySchema,
  endpointDepsOf,
  secretExample,
  secretSchema,
} from './endpoint-schemas.ts';

export function postEndpointSecret(deps: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/webhook-endpoints/{id}/secret',
    operationId: 'rotateWebhookEndpointSecret',
    tags: ['Webhook endpoints'],
    summary: 'Make a new signing secret',
    description: 'For 24 hours the secret before signs too, so that the receiver can change over without a gap.',
    ...secured(deps.guard, 'webhook-endpoints:write'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('The new one', z.object({ secret: secretSchema, previousSecretUntil: momentSchema }), {
        ...{ secret: secretExample, previousSecretUntil: '2026-11-25T09:12:04.512Z' },
      }),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const key = { actor, storeId: storeOf(actor), endpointId: c.req.valid('param').id };
      const { secret, previousSecretUntil } = await rotateEndpointSecret(endpointDepsOf(deps), key);
      return c.json({ secret, previousSecretUntil: previousSecretUntil.toISOString() }, 200);
    },
  });
}

export function postEndpointTest(deps: RouteDeps) {
  const input = z.strictObject({ type: eventTypeSchema }).openapi('WebhookTest');
  const route = createRoute({
    method: 'post',
    path: '/v1/webhook-endpoints/{id}/test',
    operationId: 'testWebhookEndpoint',
    tags: ['Webhook endpoints'],
    summary: 'Send an endpoint the example of an event',
    description: 'With `test: true` in its body. The list of deliveries says what becomes of it.',
    ...secured(deps.guard, 'webhook-endpoints:write'),
    request: { params: idParams, body: jsonBody(input, { type: 'order.recovered' }) },
    responses: {
      202: jsonAnswer('On its way', endpointDeliverySchema, {
        ...{ ...endpointDeliveryExample, isTest: true, attempts: 0, reason: null, statusCode: null },
        ...{ durationMs: null, answer: null, attemptedAt: null },
      }),
      ...writeErrors,
      ...notFound,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const key = { actor, storeId: storeOf(actor), endpointId: c.req.valid('param').id };
      return c.json(await sendTestEvent(endpointDepsOf(deps), { ...key, ...c.req.valid('json') }), 202);
    },
  });
}

export function postEndpointDeliveryReplay(deps: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/endpoint-deliveries/{id}/replay',
    operationId: 'replayEndpointDelivery',
    tags: ['Webhook endpoints'],
    summary: 'Send one delivery again, or make its next attempt now',
    description: 'Under the same `webhook-id`: a receiver that has it already knows it by that.',
    ...secured(deps.guard, 'webhook-endpoints:write'),
    request: { params: idParams },
    responses: {
      202: jsonAnswer('On its way', endpointDeliverySchema, { ...endpointDeliveryExample, attempts: 0 }),
      ...readErrors,
      ...notFound,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const key = { actor, storeId: storeOf(actor), deliveryId: c.req.valid('param').id };
      return c.json(await replayEndpointDelivery(endpointDepsOf(deps), key), 202);
    },
  });
}

export function postFailedReplay(deps: RouteDeps) {
  const input = z
    .strictObject({ since: instantSchema.openapi({ description: 'Of the event, not of its failure.' }) })
    .openapi('WebhookReplay');
  const schema = z.object({
    replayed: z.int(),
    more: z.boolean().openapi({ description: 'Ask again: there was more than one request sends.' }),
  });
  const route = createRoute({
    method: 'post',
    path: '/v1/webhook-endpoints/{id}/replay',
    operationId: 'replayFailedDeliveries',
    tags: ['Webhook endpoints'],
    summary: 'Send again what failed or ended unsent since a moment',
    description: `Oldest first, at most ${replayBounds.deliveriesMax} of one request.`,
    ...secured(deps.guard, 'webhook-endpoints:write'),
    request: { params: idParams, body: jsonBody(input, { since: '2026-11-23T00:00:00Z' }) },
    responses: {
      202: jsonAnswer('On their way', schema, { replayed: 37, more: false }),
      ...writeErrors,
      ...notFound,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const key = { actor, storeId: storeOf(actor), endpointId: c.req.valid('param').id };
      return c.json(await replayFailedDeliveries(endpointDepsOf(deps), { ...key, ...c.req.valid('json') }), 202);
    },
  });
}
