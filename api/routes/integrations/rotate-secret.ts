import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { rotateSecret } from '../../../services/ingest/integrations/rotate-secret.ts';
import type { WebhookAddress } from '../../../services/ingest/webhooks/address.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, writeErrors } from '../../errors/common-errors.ts';
import type { LookUpCache } from '../../look-up-cache.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { rotatedSchema, rotationSchema } from './integration-schemas.ts';

export function postSecretRotation(
  { guard, integrations }: RouteDeps,
  addresses: Pick<LookUpCache<WebhookAddress>, 'forget'>,
) {
  const route = createRoute({
    method: 'post',
    path: '/v1/integrations/{id}/rotate-secret',
    operationId: 'rotateIntegrationSecret',
    tags: ['Integrations'],
    summary: 'Put a new secret in place',
    description:
      'For `overlapMs` both secrets are good, so that no delivery falls between the two. A platform that makes its own secret needs `secret`.',
    ...secured(guard, 'integrations:write'),
    request: {
      params: idParams,
      body: jsonBody(rotationSchema, { secret: 'a-new-secret-of-the-platform-0123456789', overlapMs: 3_600_000 }),
    },
    responses: {
      200: jsonAnswer('The new secret, shown this once', rotatedSchema, {
        secret: 'a-new-secret-of-the-platform-0123456789',
        previousSecretUntil: '2026-11-22T12:40:00.000Z',
      }),
      ...writeErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const integrationId = c.req.valid('param').id;
      const rotated = await rotateSecret(integrations, {
        actor,
        storeId: storeOf(actor),
        integrationId,
        ...c.req.valid('json'),
      });
      addresses.forget(integrationId);
      return c.json(rotated, 200);
    },
  });
}
