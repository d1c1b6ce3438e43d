import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { removeIntegration } from '../../../services/ingest/integrations/remove.ts';
import type { WebhookAddress } from '../../../services/ingest/webhooks/address.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, readErrors } from '../../errors/common-errors.ts';
import type { LookUpCache } from '../../look-up-cache.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

export function deleteIntegration(
  { guard, integrations }: RouteDeps,
  addresses: Pick<LookUpCache<WebhookAddress>, 'forget'>,
) {
  const route = createRoute({
    method: 'delete',
    path: '/v1/integrations/{id}',
    operationId: 'deleteIntegration',
    tags: ['Integrations'],
    summary: 'Forget an integration and its deliveries',
    description: 'Carts and orders stay. To keep the deliveries, set its status to `disabled` instead.',
    ...secured(guard, 'integrations:write'),
    request: { params: idParams },
    responses: { 204: { description: 'Forgotten' }, ...readErrors, ...notFound, ...conflict },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const integrationId = c.req.valid('param').id;
      const actor = c.get('actor');
      await removeIntegration(integrations.database, { actor, storeId: storeOf(actor), integrationId });
      addresses.forget(integrationId);
      return c.body(null, 204);
    },
  });
}
