import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { reportChangeInput } from '../../../services/analytics/scheduled-reports/report-input.ts';
import { updateReport } from '../../../services/analytics/scheduled-reports/update.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, versionConflict, writeErrors } from '../../errors/common-errors.ts';
import { ifMatchHeader, revisionOf } from '../../openapi/if-match.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { reportDepsOf } from './report-deps.ts';
import { reportExample, reportSchema } from './report-schemas.ts';

export function patchScheduledReport(deps: RouteDeps) {
  const route = createRoute({
    method: 'patch',
    path: '/v1/reports/scheduled/{id}',
    operationId: 'updateScheduledReport',
    tags: ['Reports'],
    summary: 'Change a scheduled report, pause it or let it go on',
    description: 'What is given is replaced. A period that was reported stays reported, whatever the new time says.',
    ...secured(deps.guard, 'reports:write'),
    request: {
      params: idParams,
      headers: ifMatchHeader,
      body: jsonBody(reportChangeInput.openapi('ScheduledReportChange'), { timeOfDay: '07:30' }),
    },
    responses: {
      200: jsonAnswer('As it is now', reportSchema, { ...reportExample, revision: 2, timeOfDay: '07:30' }),
      ...writeErrors,
      ...notFound,
      ...versionConflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const changed = await updateReport(reportDepsOf(deps), {
        ...{ actor, storeId: storeOf(actor), reportId: c.req.valid('param').id },
        expectedRevision: revisionOf(c.req.header('if-match')),
        change: c.req.valid('json'),
      });
      return c.json(changed, 200);
    },
  });
}
