import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { listPossibleRecipients, listReports } from '../../../services/analytics/scheduled-reports/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { reportExample, reportSchema } from './report-schemas.ts';

export function getScheduledReports({ guard, database, now }: RouteDeps) {
  const schema = z.object({ items: z.array(reportSchema).readonly() });
  const route = createRoute({
    method: 'get',
    path: '/v1/reports/scheduled',
    operationId: 'listScheduledReports',
    tags: ['Reports'],
    summary: 'List the reports that go out by themselves',
    ...secured(guard, 'stats:read'),
    responses: { 200: jsonAnswer('All of them, by name', schema, { items: [reportExample] }), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) =>
      c.json({ items: await listReports({ database, now }, { storeId: storeOf(c.get('actor')) }) }, 200),
  });
}

export function getReportRecipients({ guard, database }: RouteDeps) {
  const schema = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })).readonly() });
  const example = { items: [{ id: '0199a3c0-1111-7d52-a9a4-6f0c7a5f2b11', name: 'Ada Example' }] };
  const route = createRoute({
    method: 'get',
    path: '/v1/reports/recipients',
    operationId: 'listReportRecipients',
    tags: ['Reports'],
    summary: 'List the members of the store that a report can go to, by name',
    ...secured(guard, 'reports:write'),
    responses: { 200: jsonAnswer('Without their addresses', schema, example), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) =>
      c.json({ items: await listPossibleRecipients(database, { storeId: storeOf(c.get('actor')) }) }, 200),
  });
}
