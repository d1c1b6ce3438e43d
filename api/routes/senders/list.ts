import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { listSenders } from '../../../services/messaging/senders/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { senderExample, senderSchema, shownSender } from './sender-schemas.ts';

export function getSenders({ guard, operations, providerNames: configured, providerDefaults: defaults }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/senders',
    operationId: 'listSenders',
    tags: ['Operations'],
    summary: 'How the providers’ accounts of the installation do, and who stands in for whom',
    ...secured(guard, 'operations:read'),
    responses: {
      200: jsonAnswer('Every configured account', z.object({ items: z.array(senderSchema).readonly() }), {
        items: [senderExample],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const items = await listSenders(operations, { configured, defaults, nowMs: Date.now() });
      return c.json({ items: items.map(shownSender) }, 200);
    },
  });
}
