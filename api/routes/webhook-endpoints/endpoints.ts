import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { createEndpoint } from '../../../services/outgoing/endpoints/create.ts';
import { endpointChangeInput, endpointInput } from '../../../services/outgoing/endpoints/endpoint-input.ts';
import { getEndpoint, listEndpoints } from '../../../services/outgoing/endpoints/list.ts';
import { removeEndpoint } from '../../../services/outgoing/endpoints/remove.ts';
import { updateEndpoint } from '../../../services/outgoing/endpoints/update.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, readErrors, versionConflict, writeErrors } from '../../errors/common-errors.ts';
import { ifMatchHeader, revisionOf } from '../../openapi/if-match.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { endpointDepsOf, endpointExample, endpointSchema, secretExample, secretSchema } from './endpoint-schemas.ts';

export function getWebhookEndpoints(deps: RouteDeps) {
  const schema = z.object({ items: z.array(endpointSchema).readonly() });
  const route = createRoute({
    method: 'get',
    path: '/v1/webhook-endpoints',
    operationId: 'listWebhookEndpoints',
    tags: ['Webhook endpoints'],
    summary: 'List the addresses that are told what happens',
    ...secured(deps.guard, 'webhook-endpoints:read'),
    responses: { 200: jsonAnswer('All of them, oldest first', schema, { items: [endpointExample] }), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) =>
      c.json({ items: await listEndpoints(endpointDepsOf(deps), { storeId: storeOf(c.get('actor')) }) }, 200),
  });
}

export function getWebhookEndpoint(deps: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/webhook-endpoints/{id}',
    operationId: 'getWebhookEndpoint',
    tags: ['Webhook endpoints'],
    summary: 'Read one endpoint',
    ...secured(deps.guard, 'webhook-endpoints:read'),
    request: { params: idParams },
    responses: { 200: jsonAnswer('The endpoint', endpointSchema, endpointExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const key = { storeId: storeOf(c.get('actor')), endpointId: c.req.valid('param').id };
      return c.json(await getEndpoint(endpointDepsOf(deps), key), 200);
    },
  });
}

export function postWebhookEndpoints(deps: RouteDeps) {
  const { url, description, eventTypes } = endpointExample;
  const route = createRoute({
    method: 'post',
    path: '/v1/webhook-endpoints',
    operationId: 'createWebhookEndpoint',
    tags: ['Webhook endpoints'],
    summary: 'Have an address told what happens from now on',
    description: 'Signed as Standard Webhooks say (`webhook-id`, `webhook-timestamp`, `webhook-signature`).',
    ...secured(deps.guard, 'webhook-endpoints:write'),
    request: {
      body: jsonBody(endpointInput.openapi('NewWebhookEndpoint'), {
        ...{ url, description },
        eventTypes: [...eventTypes],
      }),
    },
    responses: {
      201: jsonAnswer('Made', z.object({ endpoint: endpointSchema, secret: secretSchema }), {
        ...{ endpoint: endpointExample, secret: secretExample },
      }),
      ...writeErrors,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const input = { actor, storeId: storeOf(actor), ...c.req.valid('json') };
      return c.json(await createEndpoint(endpointDepsOf(deps), input), 201);
    },
  });
}

export function patchWebhookEndpoint(deps: RouteDeps) {
  const changed = { ...endpointExample, revision: 2, status: 'off', offReason: 'by_person' } as const;
  const route = createRoute({
    method: 'patch',
    path: '/v1/webhook-endpoints/{id}',
    operationId: 'updateWebhookEndpoint',
    tags: ['Webhook endpoints'],
    summary: 'Change an endpoint, switch it off or on',
    description: 'What is given is replaced. Switched off, it is told nothing, and what waits for a retry ends.',
    ...secured(deps.guard, 'webhook-endpoints:write'),
    request: {
      params: idParams,
      headers: ifMatchHeader,
      body: jsonBody(endpointChangeInput.openapi('WebhookEndpointChange'), { status: 'off' }),
    },
    responses: {
      200: jsonAnswer('As it is now', endpointSchema, { ...changed, offAt: '2026-11-24T09:12:04.512Z' }),
      ...writeErrors,
      ...notFound,
      ...versionConflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const endpoint = await updateEndpoint(endpointDepsOf(deps), {
        ...{ actor, storeId: storeOf(actor), endpointId: c.req.valid('param').id },
        expectedRevision: revisionOf(c.req.header('if-match')),
        change: c.req.valid('json'),
      });
      return c.json(endpoint, 200);
    },
  });
}

export function deleteWebhookEndpoint(deps: RouteDeps) {
  const route = createRoute({
    method: 'delete',
    path: '/v1/webhook-endpoints/{id}',
    operationId: 'deleteWebhookEndpoint',
    tags: ['Webhook endpoints'],
    summary: 'Forget an endpoint and its deliveries',
    ...secured(deps.guard, 'webhook-endpoints:write'),
    request: { params: idParams },
    responses: { 204: { description: 'It is told nothing any more' }, ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const key = { actor, storeId: storeOf(actor), endpointId: c.req.valid('param').id };
      await removeEndpoint(endpointDepsOf(deps), key);
      return c.body(null, 204);
    },
  });
}
