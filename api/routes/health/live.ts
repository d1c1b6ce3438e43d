import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import type { ApiEnv } from '../../api-deps.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';

/** Alive: the process answers. Says nothing of the servers behind it, or a lost database would restart every process. */
export function getHealthz() {
  const route = createRoute({
    method: 'get',
    path: '/healthz',
    operationId: 'getHealth',
    tags: ['Operations'],
    summary: 'Whether the process answers',
    security: [],
    responses: { 200: jsonAnswer('It does', z.object({ status: z.literal('ok') }), { status: 'ok' as const }) },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({ route, handler: (c) => c.json({ status: 'ok' as const }, 200) });
}
