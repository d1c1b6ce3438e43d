import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { quotaStates } from '../../../domain/metering/quota.ts';
import { previewPlan } from '../../../services/state/usage/preview-plan.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { uuidSchema } from '../../openapi/parameters.ts';
import { overAllStores, type RouteDeps } from '../../route-deps.ts';
import { limitSchema, limitsSchema, meterSchema, planNameSchema } from './usage-schemas.ts';

const monthSchema = z.object({
  period: z.string(),
  state: z.enum(quotaStates).openapi({ description: 'The worst one of its meters' }),
  startsNone: z.boolean().openapi({ description: 'A hard limit is used up: no recovery would be started.' }),
  meters: z
    .array(
      z.object({
        meter: meterSchema,
        used: z.int(),
        limit: limitSchema.nullable(),
        state: z.enum(quotaStates),
      }),
    )
    .readonly(),
});
const previewSchema = z
  .object({
    stores: z.int(),
    isCut: z.boolean().openapi({ description: 'There are more stores than were looked at.' }),
    near: z.int(),
    over: z.int(),
    items: z
      .array(
        z.object({
          storeId: z.string(),
          storeName: z.string(),
          plan: planNameSchema.openapi({ description: 'The plan that it has' }),
          now: monthSchema.openapi({ description: 'The month of now, so far' }),
          before: monthSchema.openapi({ description: 'The whole month before' }),
        }),
      )
      .readonly()
      .openapi({ description: 'The worst first, at most 50; of all stores only those that are near or over' }),
  })
  .openapi('PlanPreview');
const inputSchema = z
  .object({ name: planNameSchema, limits: limitsSchema.optional(), storeId: uuidSchema.optional() })
  .openapi('PlanPreviewInput');

const limit = { included: 5_000, hard: true };
const month = {
  ...{ period: '2026-11', state: 'near', startsNone: false },
  meters: [{ meter: 'messages', used: 4_120, limit, state: 'near' }],
} as const;
const previewExample = {
  ...{ stores: 12, isCut: false, near: 1, over: 0 },
  items: [
    {
      ...{ storeId: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11', storeName: 'Loom House', plan: 'standard' },
      ...{ now: month, before: { ...month, period: '2026-10' } },
    },
  ],
} as const;

export function postPlanPreview(deps: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/platform/plan-preview',
    operationId: 'previewPlan',
    tags: ['Usage'],
    summary: 'Say which stores would be near or over the limits of a plan',
    description:
      'By what they used this month and in the month before; of one store, or of all. `custom` stands for a plan that is not made yet. It changes nothing.',
    ...secured(deps.guard, 'operations:read'),
    request: { body: jsonBody(inputSchema, { name: 'custom', limits: { messages: limit } }) },
    responses: { 200: jsonAnswer('What it would mean', previewSchema, previewExample), ...writeErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { name: plan, ...asked } = c.req.valid('json');
      return c.json(await previewPlan(overAllStores(deps), { plan, nowMs: deps.now(), ...asked }), 200);
    },
  });
}
