import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import type { ApiEnv } from '../../api-deps.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const reportSchema = z
  .object({
    status: z.enum(['ok', 'degraded', 'unavailable', 'draining']).openapi({
      description: '`degraded`: something is away that the process goes on without; it serves.',
    }),
    checks: z.record(z.string(), z.object({ ok: z.boolean(), latencyMs: z.number() })),
    sending: z.enum(['on', 'stopped']).openapi({
      description: '`stopped`: no reminder goes out, because an operator switched it off or a restore holds it.',
    }),
    log: z.object({ lagMs: z.number(), entries: z.int(), overloaded: z.boolean() }).nullable().openapi({
      description:
        'What waits between the doors and the pipeline. While `overloaded`, events are answered with 503; all else is served.',
    }),
  })
  .openapi('Readiness');

const example = {
  status: 'ok',
  checks: { postgres: { ok: true, latencyMs: 0.9 }, redis: { ok: true, latencyMs: 0.3 } },
  sending: 'on',
  log: { lagMs: 12, entries: 340, overloaded: false },
} as const;

/** Only what is said for all stores counts. */
const noStore = '00000000-0000-0000-0000-000000000000';

/** Ready: a balancer may send requests here. */
export function getReadyz({ health, backlog, flags }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/readyz',
    operationId: 'getReadiness',
    tags: ['Operations'],
    summary: 'Whether the process can serve, and how its servers answer',
    security: [],
    responses: {
      200: jsonAnswer('It can', reportSchema, example),
      503: jsonAnswer('Not now: a server is away, or it is shutting down', reportSchema, {
        ...example,
        status: 'draining',
      }),
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { status, checks } = await health.report();
      // Causes stay in the log: this answer is public.
      const shown = Object.fromEntries(
        Object.entries(checks).map(([name, { ok, latencyMs }]) => [name, { ok, latencyMs }]),
      );
      const sending = (await flags.isOn('sending', { storeId: noStore })) ? ('on' as const) : ('stopped' as const);
      const report = { checks: shown, sending, log: backlog?.() ?? null };
      const serves = status === 'ok' || status === 'degraded';
      return serves ? c.json({ status, ...report }, 200) : c.json({ status, ...report }, 503);
    },
  });
}
