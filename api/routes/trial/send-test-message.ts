import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { testMessageStates } from '../../../domain/test-message.ts';
import { sendTestMessage, testMessageInput } from '../../../services/trial/test-messages/send.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { maySeeSandbox } from './places.ts';

const schema = z
  .object({
    id: z.string(),
    channel: z.enum(channels),
    provider: z.string(),
    state: z.enum(testMessageStates).openapi({
      description: '`rejected`: the provider did not take it; `unknown`: it may or may not have taken it.',
    }),
    providerMessageId: z.string().nullable().openapi({ description: 'By which the provider knows it.' }),
    errorCode: z.string().nullable(),
    delivered: z.boolean().openapi({ description: 'False: it lies in the sandbox inbox and reaches nobody.' }),
    sandboxUrl: z
      .string()
      .nullable()
      .openapi({ description: 'Where it can be read there, for those who may; a path of this server.' }),
  })
  .openapi('TestMessage');

const example = {
  id: '0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77',
  channel: 'email',
  provider: 'outbox',
  state: 'accepted',
  providerMessageId: '0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77',
  errorCode: null,
  delivered: false,
  sandboxUrl: '/outbox/0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11/0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77',
} as const;

export function postTestMessages({ guard, database, accounts, previews, providers, pagesAreClosed, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/campaigns/{id}/test-messages',
    operationId: 'sendTestMessage',
    tags: ['Trial'],
    summary: 'Send the message of a step to yourself',
    description:
      'Of the draft, else of the newest version, for a cart of the store or an invented one, once, through the provider of the store. Its subject begins with `[Test]` and its links lead nowhere. It counts in no report and for no cap, and changes no consent and no suppression. At most 20 an hour and sender.',
    ...secured(guard, 'campaigns:write'),
    request: {
      params: idParams,
      body: jsonBody(testMessageInput.openapi('NewTestMessage'), { stepId: 'touch-1', channel: 'email' }),
    },
    responses: {
      201: jsonAnswer('What became of it', schema, example),
      ...writeErrors,
      ...notFound,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const storeId = storeOf(actor);
      const sent = await sendTestMessage(
        { ...previews, database, accounts, providers, now },
        {
          ...{ actor, storeId, campaignId: c.req.valid('param').id, ...c.req.valid('json') },
          idempotencyKey: c.req.header('idempotency-key'),
        },
      );
      const isThere = !sent.delivered && sent.state === 'accepted' && maySeeSandbox(actor, pagesAreClosed);
      return c.json({ ...sent, sandboxUrl: isThere ? `/outbox/${storeId}/${sent.id}` : null }, 201);
    },
  });
}
