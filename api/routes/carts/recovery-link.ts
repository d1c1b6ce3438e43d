import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { showRestoreLink } from '../../../services/messaging/links/show-restore-link.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, momentSchema } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const linkSchema = z.object({ url: z.string(), expiresAt: momentSchema }).openapi('RecoveryLink');

/** `POST`, because whoever is shown the link can open the cart with it: that is written down. */
export function postRecoveryLink({ guard, database, links, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/carts/{id}/recovery-link',
    operationId: 'showRecoveryLink',
    tags: ['Carts'],
    summary: 'Show the recovery link of the newest message about a cart; the audit log says who asked',
    ...secured(guard, 'recoveries:command'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('The link', linkSchema, {
        url: 'https://engine.example/r/…',
        expiresAt: '2026-12-22T11:45:00.000Z',
      }),
      ...commandErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      if (!links) throw new ServiceError('unavailable', 'This process makes no links.');
      const actor = c.get('actor');
      const link = await showRestoreLink(
        { database, links },
        { actor, storeId: storeOf(actor), cartId: c.req.valid('param').id, now: now() },
      );
      return c.json(link, 200);
    },
  });
}
