import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { dayMs } from '../../../domain/duration.ts';
import { exportOpenLineage } from '../../../services/analytics/lineage/open-lineage/export.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { instantSchema } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const ndjson = 'application/x-ndjson';

/** What happened to models and by them, in the words of catalogues of data. */
export function getOpenLineage({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/lineage/open-lineage',
    operationId: 'exportOpenLineage',
    tags: ['Models'],
    summary: 'Export training runs, rollouts and days of decisions as OpenLineage events',
    description:
      'Run events of the specification 2-0-2, one a line, oldest first; those of the store and of the platform. Decisions are one run for each whole day (UTC) and version. At most 31 days at once.',
    ...secured(guard, 'models:read'),
    request: {
      query: z.object({
        from: instantSchema.optional().openapi({ description: 'A day before `to` unless given.' }),
        to: instantSchema.optional().openapi({ description: 'Now unless given.' }),
      }),
    },
    responses: {
      200: {
        description: 'One event a line',
        content: { [ndjson]: { schema: { type: 'string' }, example: `${JSON.stringify(example)}\n` } },
      },
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { to = new Date(now()), from = new Date(to.getTime() - dayMs) } = c.req.valid('query');
      const events = await exportOpenLineage(database, { storeId: storeOf(c.get('actor')), from, to });
      const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
      return c.body(lines, 200, { 'content-type': ndjson, 'cache-control': 'no-store' }) as never;
    },
  });
}

const example = {
  eventType: 'COMPLETE',
  eventTime: '2026-11-27T10:00:00.000Z',
  producer: 'urn:cart-recovery:engine',
  schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  run: { runId: '0199a3fa-5e6f-7a7b-8c8d-9e0f1a2b3c4d', facets: {} },
  job: { namespace: 'cart-recovery/0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11', name: 'training.purchase', facets: {} },
  inputs: [],
  outputs: [],
};
