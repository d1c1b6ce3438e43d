import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { resumeChannel } from '../../../services/messaging/pauses/resume.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { channelPauseExample, channelPauseSchema } from './pause-schemas.ts';

const params = z.object({
  channel: z.enum(channels).openapi({ param: { name: 'channel', in: 'path' }, example: 'email' }),
});

export function postChannelResume({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/channel-pauses/{channel}/resume',
    operationId: 'resumeChannel',
    tags: ['Deliverability'],
    summary: 'Let messages go out again on a channel where they were stopped',
    description: 'They are judged from then on; what was before is not held against them.',
    ...secured(guard, 'store:write'),
    request: { params },
    responses: { 200: jsonAnswer('What had stopped them', channelPauseSchema, channelPauseExample), ...commandErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const { channel } = c.req.valid('param');
      return c.json(await resumeChannel(database, { actor, storeId: storeOf(actor), channel, nowMs: Date.now() }), 200);
    },
  });
}
