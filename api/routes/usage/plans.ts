import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { nearPercent, quotaStates } from '../../../domain/metering/quota.ts';
import { listPlans, makePlan, type OfferedPlan } from '../../../services/state/usage/made-plans.ts';
import { listStorePlans } from '../../../services/state/usage/store-plans.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { idCursor } from '../../cursor.ts';
import { conflict, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody, momentSchema, pageSchema } from '../../openapi/json-content.ts';
import { idPage } from '../../openapi/parameters.ts';
import { overAllStores, type RouteDeps } from '../../route-deps.ts';
import { limitSchema, limitsSchema, meterSchema, nextPlanSchema, planNameSchema } from './usage-schemas.ts';

const path = '/v1/platform/plans';
const tags = ['Usage'];

const planSchema = z
  .object({
    name: planNameSchema,
    limits: limitsSchema,
    createdAt: momentSchema.nullable().openapi({ description: 'Null: the engine brings it along' }),
  })
  .openapi('Plan');
const inputSchema = z.object({ name: planNameSchema, limits: limitsSchema }).openapi('PlanInput');
const inputExample = { name: 'starter', limits: { messages: { included: 5_000, hard: true } } } as const;
const planExample = { ...inputExample, createdAt: '2026-10-20T09:00:00.000Z' } as const;

export function getPlans(deps: RouteDeps) {
  const route = createRoute({
    ...{ method: 'get', path, operationId: 'listPlans', tags },
    summary: 'List the plans that stores can be given, but `custom`',
    ...secured(deps.guard, 'operations:read'),
    responses: {
      200: jsonAnswer(
        'The engine’s own, then those that were made, oldest first',
        z.object({
          nearPercent: z.int().openapi({ description: 'From this share of a limit on somebody is told' }),
          items: z.array(planSchema),
        }),
        { nearPercent, items: [planExample] },
      ),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json({ nearPercent, items: (await listPlans(overAllStores(deps))).map(shown) }, 200),
  });
}

export function postPlan(deps: RouteDeps) {
  const route = createRoute({
    ...{ method: 'post', path, operationId: 'makePlan', tags },
    summary: 'Make a plan',
    description:
      'None is ever changed: a store keeps what it was given, and other limits are another plan. The same again is the plan that there is.',
    ...secured(deps.guard, 'plans:write'),
    request: { body: jsonBody(inputSchema, inputExample) },
    responses: { 201: jsonAnswer('The plan', planSchema, planExample), ...writeErrors, ...conflict },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const plan = await makePlan(overAllStores(deps), { actor: c.get('actor'), ...c.req.valid('json') });
      return c.json(shown(plan), 201);
    },
  });
}

const meterOfStore = z.object({
  meter: meterSchema,
  used: z.int(),
  limit: limitSchema.nullable(),
  state: z.enum(quotaStates),
});
const storePlanSchema = z
  .object({
    storeId: z.string(),
    storeName: z.string(),
    plan: z.object({ name: planNameSchema, limits: limitsSchema }),
    next: nextPlanSchema,
    billingCustomer: z.string().nullable(),
    period: z.string(),
    meters: z.array(meterOfStore).readonly(),
  })
  .openapi('StoreWithPlan');
const storePlanExample = {
  ...{ storeId: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11', storeName: 'Loom House', plan: inputExample, next: null },
  ...{ billingCustomer: null, period: '2026-11' },
  meters: [{ meter: 'messages', used: 4_120, limit: inputExample.limits.messages, state: 'near' }],
} as const;

export function getStorePlans(deps: RouteDeps) {
  const route = createRoute({
    ...{ method: 'get', path: '/v1/platform/store-plans', operationId: 'listStorePlans', tags },
    summary: 'List all stores with their plans, and what they used of them this month',
    ...secured(deps.guard, 'operations:read'),
    request: { query: z.object(idPage) },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(storePlanSchema), { items: [storePlanExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const asked = { limit, after: cursor ?? null, nowMs: deps.now() };
      const { items, next } = await listStorePlans(overAllStores(deps), asked);
      return c.json({ items, nextCursor: next === null ? null : idCursor(next) }, 200);
    },
  });
}

function shown({ createdAt, ...plan }: OfferedPlan) {
  return { ...plan, createdAt: createdAt?.toISOString() ?? null };
}
