import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const schema = z.object({
  items: z
    .array(z.object({ name: z.string(), channels: z.array(z.enum(channels)).readonly() }).openapi('TemplateName'))
    .readonly(),
});

export function getTemplates({ guard, previews }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/templates',
    operationId: 'listTemplates',
    tags: ['Campaigns'],
    summary: 'List the templates that steps may name, with the channels that each has a text for',
    ...secured(guard, 'campaigns:read'),
    responses: {
      200: jsonAnswer('By name', schema, { items: [{ name: 'cart-reminder-1', channels: ['email', 'sms', 'push'] }] }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json({ items: await previews.templates.list() }, 200),
  });
}
