import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { type DomainPause, listDomainPauses, resumeDomain } from '../../../services/messaging/pauses/domain-pauses.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, momentSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const pauseSchema = z
  .object({
    domain: z.string(),
    measure: z.enum(['complaint_rate', 'bounce_rate']),
    messages: z.int().openapi({ description: 'The newest of all stores that send from it.' }),
    counted: z.int().openapi({ description: 'Of these, how many bounced or were complained about.' }),
    pausedAt: momentSchema,
  })
  .openapi('DomainPause');
const example = {
  ...{ domain: 'shop.example', measure: 'complaint_rate', messages: 1_400, counted: 5 },
  pausedAt: '2026-11-27T09:00:00.000Z',
} as const;

const shown = ({ pausedAt, ...pause }: DomainPause) => ({ ...pause, pausedAt: pausedAt.toISOString() });

export function getDomainPauses({ guard, operations }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/domain-pauses',
    operationId: 'listDomainPauses',
    tags: ['Operations'],
    summary: 'Domains from which no store sends e-mail now, because too much of it bounced or was complained about',
    ...secured(guard, 'operations:read'),
    responses: {
      200: jsonAnswer('What is stopped', z.object({ items: z.array(pauseSchema).readonly() }), { items: [example] }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json({ items: (await listDomainPauses(operations)).map(shown) }, 200),
  });
}

export function postDomainResumption({ guard, operations, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/domain-pauses/{domain}/resume',
    operationId: 'resumeDomain',
    tags: ['Operations'],
    summary: 'Let e-mail from a domain go out again, now that what was wrong is mended',
    description: 'It is judged anew from then on.',
    ...secured(guard, 'senders:write'),
    request: { params: z.object({ domain: z.string().min(1).max(253).openapi({ example: 'shop.example' }) }) },
    responses: { 200: jsonAnswer('What was stopped', pauseSchema, example), ...commandErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { domain } = c.req.valid('param');
      return c.json(shown(await resumeDomain(operations, { actor: c.get('actor'), domain, nowMs: now() })), 200);
    },
  });
}
