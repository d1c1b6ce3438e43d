import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { listPauses } from '../../../services/messaging/pauses/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { channelPauseExample, channelPauseSchema } from './pause-schemas.ts';

export function getChannelPauses({ guard, database }: RouteDeps) {
  const schema = z.object({ items: z.array(channelPauseSchema).readonly() });
  const route = createRoute({
    method: 'get',
    path: '/v1/channel-pauses',
    operationId: 'listChannelPauses',
    tags: ['Deliverability'],
    summary: 'List the channels on which messages were stopped',
    description:
      'E-mail of a store stops by itself when complaints or bounces reach the limits that `GET /v1/deliverability` names as `bad`. What would have gone out meanwhile is not sent, with the reason `channel_paused`.',
    ...secured(guard, 'store:read'),
    responses: { 200: jsonAnswer('Empty when none is', schema, { items: [channelPauseExample] }), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json({ items: await listPauses(database, { storeId: storeOf(c.get('actor')) }) }, 200),
  });
}
