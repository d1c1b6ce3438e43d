import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { askForTest, listRuns, runsKeptMax } from '../../../services/analytics/scheduled-reports/runs.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors, notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { reportRunExample, runSchema } from './report-schemas.ts';

export function getReportRuns({ guard, database }: RouteDeps) {
  const schema = z.object({ items: z.array(runSchema).readonly() });
  const route = createRoute({
    method: 'get',
    path: '/v1/reports/scheduled/{id}/runs',
    operationId: 'listReportRuns',
    tags: ['Reports'],
    summary: 'List what became of a scheduled report',
    description: `Newest first; the newest ${runsKeptMax} are kept.`,
    ...secured(guard, 'stats:read'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('Runs with their deliveries', schema, { items: [reportRunExample] }),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const its = { storeId: storeOf(c.get('actor')), reportId: c.req.valid('param').id };
      return c.json({ items: await listRuns(database, { ...its, limit: runsKeptMax }) }, 200);
    },
  });
}

export function postReportRun({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/reports/scheduled/{id}/runs',
    operationId: 'testScheduledReport',
    tags: ['Reports'],
    summary: 'Send the newest report now, as a test',
    description:
      'By e-mail to the person who asks, whoever is on the list, or to the webhook with `test: true`. The report of the period still goes out at its time.',
    ...secured(guard, 'reports:write'),
    request: { params: idParams },
    responses: {
      202: jsonAnswer('Asked for; the list of runs says what becomes of it', runSchema, {
        ...reportRunExample,
        ...{ kind: 'test', state: 'preparing', endedAt: null, deliveries: [] },
      }),
      ...commandErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const its = { actor, storeId: storeOf(actor), reportId: c.req.valid('param').id };
      return c.json(await askForTest({ database, now }, its), 202);
    },
  });
}
