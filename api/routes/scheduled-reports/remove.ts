import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { removeReport } from '../../../services/analytics/scheduled-reports/remove.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

export function deleteScheduledReport({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'delete',
    path: '/v1/reports/scheduled/{id}',
    operationId: 'deleteScheduledReport',
    tags: ['Reports'],
    summary: 'End a scheduled report and forget its runs',
    ...secured(guard, 'reports:write'),
    request: { params: idParams },
    responses: { 204: { description: 'Nothing of it goes out any more' }, ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      await removeReport({ database, now }, { actor, storeId: storeOf(actor), reportId: c.req.valid('param').id });
      return c.body(null, 204);
    },
  });
}
