import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { getMessage } from '../../../services/messaging/messages/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { seesAddresses } from '../customers/sees-addresses.ts';
import { messageDetailExample, messageDetailSchema } from './message-schemas.ts';

export function getMessageDetail({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/messages/{id}',
    operationId: 'getMessage',
    tags: ['Messages'],
    summary: 'Read a message, with its content where it was kept',
    ...secured(guard, 'messages:read'),
    request: { params: idParams },
    responses: { 200: jsonAnswer('A message', messageDetailSchema, messageDetailExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const message = { storeId: storeOf(actor), messageId: c.req.valid('param').id };
      return c.json(await getMessage(database, { ...message, unmasked: seesAddresses(actor) }), 200);
    },
  });
}
