import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { deliveryStates } from '../../../domain/delivery-state.ts';
import { messageStates } from '../../../domain/message-state.ts';
import { listMessages } from '../../../services/messaging/messages/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { countedPageSchema, jsonAnswer } from '../../openapi/json-content.ts';
import { countFlag, dayRange, filterText, timePage, uuidSchema } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { messageExample, messageSchema } from './message-schemas.ts';

export function getMessages({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/messages',
    operationId: 'listMessages',
    tags: ['Messages'],
    summary: 'List messages: `from` and `to` are calendar days of the store',
    ...secured(guard, 'messages:read'),
    request: {
      query: z.object({
        ...timePage,
        count: countFlag,
        channel: z.enum(channels).optional(),
        state: z.enum(messageStates).optional(),
        deliveryState: z.enum(deliveryStates).optional(),
        provider: filterText.optional(),
        recoveryId: uuidSchema.optional(),
        customerId: uuidSchema.optional(),
        cartId: uuidSchema.optional(),
        campaignId: uuidSchema.optional(),
        ruleId: filterText.optional().openapi({ description: 'The step of the campaign.' }),
        reason: filterText.optional(),
        ...dayRange,
      }),
    },
    responses: {
      200: jsonAnswer('Newest first', countedPageSchema(messageSchema), { items: [messageExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const { items, next, count } = await listMessages(database, {
        storeId: storeOf(c.get('actor')),
        ...query,
        after: cursor ?? null,
      });
      return c.json({ items, nextCursor: next === null ? null : timeCursor(next), ...count }, 200);
    },
  });
}
