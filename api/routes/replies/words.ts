import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { showReplyWords } from '../../../services/messaging/replies/show-words.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const wordsSchema = z
  .object({
    id: z.string(),
    fromAddress: z.string().nullable().openapi({ description: 'Null: it cannot be answered.' }),
    subject: z.string(),
    text: z.string().openapi({ description: 'Without what it quotes.' }),
  })
  .openapi('ReplyWords');

const wordsExample = {
  id: '0199a3e1-5b0c-7d3a-9f42-6c8e1a7b2d90',
  fromAddress: 'ada@example.com',
  subject: 'Re: Your cart',
  text: 'Do you ship to Graz?',
};

/** A read by `POST`, because it is written down who was shown the words. */
export function postReplyWords({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/replies/{id}/words',
    operationId: 'showReplyWords',
    tags: ['Messages'],
    summary: 'Read what a person wrote and from where; the audit log says who did',
    ...secured(guard, 'customers:unmask'),
    request: { params: idParams },
    responses: { 200: jsonAnswer('The words', wordsSchema, wordsExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const asked = { storeId: storeOf(actor), replyId: c.req.valid('param').id };
      return c.json(await showReplyWords(database, { actor, ...asked }), 200);
    },
  });
}
