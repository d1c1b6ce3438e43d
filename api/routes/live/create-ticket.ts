import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { issueTicket, ticketKeptMs } from '../../../services/live/tickets.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const ticketSchema = z
  .object({
    ticket: z.string().openapi({ description: 'For the address `/v1/live?ticket=…`, once.' }),
    expiresInMs: z.number().openapi({ description: 'How long it may be used, in milliseconds.' }),
  })
  .openapi('LiveTicket');

const example = { ticket: 'mT5pQ0XnJ6oG1cVwq3H8dZ2yBfR7sLkE9uAiC4tNxYo', expiresInMs: ticketKeptMs };

export function postLiveTickets({ guard, redis }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/live/tickets',
    operationId: 'createLiveTicket',
    tags: ['Live'],
    summary: 'Ask for a ticket to be told of changes as they happen',
    description:
      'Opens one WebSocket at `GET /v1/live?ticket=…`, which tells of carts, recoveries, messages, orders, decisions and campaigns: as much of it as the caller may read. The frames are `LiveFrame` in the components.',
    ...secured(guard, 'carts:read'),
    responses: { 200: jsonAnswer('The ticket', ticketSchema, example), ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const ticket = await issueTicket(redis, {
        actor,
        storeId: storeOf(actor),
        sessionId: c.get('sessionId') ?? null,
      });
      return c.json({ ticket, expiresInMs: ticketKeptMs }, 200);
    },
  });
}
