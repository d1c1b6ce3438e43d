import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { forwardStates } from '../../../domain/replies/forward-state.ts';
import { replyClasses } from '../../../domain/replies/reply-class.ts';
import { listReplies } from '../../../services/messaging/replies/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, momentSchema, pageSchema } from '../../openapi/json-content.ts';
import { timePage, uuidSchema } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const replySchema = z
  .object({
    id: z.string(),
    channel: z.enum(channels),
    class: z.enum(replyClasses).openapi({
      description:
        '`unsubscribe` was a refusal and has taken effect; `complaint`, `question` and `other` paused what was open for the person; `automatic` and `bounce` were written by no person.',
    }),
    customerId: z.string(),
    messageId: z.string().nullable().openapi({ description: 'Null: the answer names none.' }),
    recoveryId: z.string().nullable(),
    cartId: z.string().nullable(),
    forwardState: z.enum(forwardStates).openapi({
      description:
        'Where it stands on its way to the mailbox of the store. `none`: it does not go there. `unknown`: the provider may have it.',
    }),
    forwardReason: z.string().nullable().openapi({ description: 'Why it was not forwarded: a code.' }),
    receivedAt: momentSchema,
  })
  .openapi('Reply');

const replyExample = {
  id: '0199a3e1-5b0c-7d3a-9f42-6c8e1a7b2d90',
  channel: 'email',
  class: 'question',
  customerId: '0199a3c4-1f00-7a6b-9d21-7f3e5c8b1a02',
  messageId: '0199a3d4-77c1-7b9e-a410-9e2f6d5c8b71',
  recoveryId: '0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33',
  cartId: '5b0c7a51-0b3e-5d0c-9a43-0d6f1c2e7a90',
  forwardState: 'sent',
  forwardReason: null,
  receivedAt: '2026-11-24T09:12:04.512Z',
} as const;

export function getReplies({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/replies',
    operationId: 'listReplies',
    tags: ['Messages'],
    summary: 'List what people wrote back, without their words',
    ...secured(guard, 'messages:read'),
    request: {
      query: z.object({
        ...timePage,
        customerId: uuidSchema.optional(),
        cartId: uuidSchema.optional(),
        class: z.enum(replyClasses).optional(),
      }),
    },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(replySchema), { items: [replyExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const storeId = storeOf(c.get('actor'));
      const { items, next } = await listReplies(database, { storeId, ...query, after: cursor ?? null });
      return c.json({ items, nextCursor: next === null ? null : timeCursor(next) }, 200);
    },
  });
}
