import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { setupOf } from '../../../events/platforms/setups.ts';
import { createIntegration } from '../../../services/integrations/create.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { createdIntegrationExample, createdIntegrationSchema, newIntegrationSchema } from './integration-schemas.ts';
import { shownIntegration } from './shown.ts';

export function postIntegrations({ guard, integrations }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/integrations',
    operationId: 'createIntegration',
    tags: ['Integrations'],
    summary: 'Connect the store to its platform',
    description:
      'The answer has the address that the platform has to send to, what to subscribe to, and the secret, which nobody can show again. A platform that makes its own secret (Shopify, BigCommerce) needs `secret`.',
    ...secured(guard, 'store:admin'),
    request: {
      body: jsonBody(newIntegrationSchema, { platform: 'woocommerce', settings: { currency: 'EUR' } }),
    },
    responses: {
      201: jsonAnswer('Connected', createdIntegrationSchema, createdIntegrationExample),
      ...writeErrors,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { integration, secret } = await createIntegration(integrations, {
        storeId: storeOf(c.get('actor')),
        ...c.req.valid('json'),
      });
      const { topics, steps } = setupOf(integration.platform);
      return c.json(
        { integration: shownIntegration(integration, integrations.publicUrl), secret, setup: { topics, steps } },
        201,
      );
    },
  });
}
