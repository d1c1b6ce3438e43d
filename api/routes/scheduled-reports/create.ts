import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { createReport } from '../../../services/analytics/scheduled-reports/create.ts';
import { reportInput } from '../../../services/analytics/scheduled-reports/report-input.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { reportDepsOf } from './report-deps.ts';
import { newReportExample, reportExample, reportSchema } from './report-schemas.ts';

export function postScheduledReports(deps: RouteDeps) {
  const schema = z.object({
    report: reportSchema,
    secret: z.string().nullable().openapi({
      description: 'Of a webhook: signs its requests as Standard Webhooks say. Shown here and never again.',
    }),
  });
  const route = createRoute({
    method: 'post',
    path: '/v1/reports/scheduled',
    operationId: 'createScheduledReport',
    tags: ['Reports'],
    summary: 'Make a report that goes out by itself',
    description:
      'By e-mail to members of the store, or to a webhook. The questions are copied: a view that is changed later changes no report.',
    ...secured(deps.guard, 'reports:write'),
    request: { body: jsonBody(reportInput.openapi('NewScheduledReport'), newReportExample) },
    responses: {
      201: jsonAnswer('Made', schema, { report: { ...reportExample, lastRun: null }, secret: null }),
      ...writeErrors,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const made = await createReport(reportDepsOf(deps), {
        actor,
        storeId: storeOf(actor),
        ...c.req.valid('json'),
      });
      return c.json(made, 201);
    },
  });
}
