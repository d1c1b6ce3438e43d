import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { rangeOf, rangeQuery } from '../../openapi/time-range.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { readerOf, reportExample, reportSchema } from './report-schemas.ts';

const schema = reportSchema(
  'MessagesReport',
  z.object({
    channel: z.string(),
    provider: z.string(),
    state: z.string(),
    deliveryState: z.string().nullable().openapi({ description: 'What the provider said last; null: nothing.' }),
    messages: z.int(),
    attempts: z.int().openapi({ description: 'How often a provider was asked to send them.' }),
  }),
);

const example = {
  ...reportExample,
  rows: [
    { channel: 'email', provider: 'resend', state: 'accepted', deliveryState: null, messages: 212, attempts: 215 },
  ],
} as const;

export function getMessageStates({ guard, reports, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/reports/messages',
    operationId: 'getMessagesReport',
    tags: ['Reports'],
    summary: 'Report what became of messages, by channel and provider',
    ...secured(guard, 'stats:read'),
    request: { query: z.object(rangeQuery) },
    responses: { 200: jsonAnswer('By channel, provider and state', schema, example), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const range = rangeOf(c.req.valid('query'), now());
      const report = await readerOf({ reports }).messageStates({ storeId: storeOf(c.get('actor')), ...range });
      return c.json({ ...range, ...report }, 200);
    },
  });
}
