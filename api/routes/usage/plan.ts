import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { getPlan, setPlan } from '../../../services/state/usage/plans.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import { overAllStores, type RouteDeps } from '../../route-deps.ts';
import { limitsSchema, nextPlanSchema, periodSchema, planNameSchema } from './usage-schemas.ts';

const billingCustomer = z
  .string()
  .regex(/^cus_[A-Za-z0-9]{1,60}$/, 'must be a customer of Stripe, as cus_NffrFeUfNV2Hib')
  .nullable()
  .openapi({
    type: ['string', 'null'],
    description: 'Whom Stripe is told of as the one who used it; null: it is told nothing.',
  });
const planSchema = z
  .object({
    name: planNameSchema,
    limits: limitsSchema,
    next: nextPlanSchema,
    billingCustomer: z.string().nullable(),
  })
  .openapi('StorePlan');
const planInputSchema = z
  .object({
    name: planNameSchema,
    limits: limitsSchema.optional(),
    from: periodSchema.optional().openapi({
      description: 'The month of the store that it holds from; absent: at once, and nothing follows any more',
    }),
    billingCustomer: billingCustomer.optional(),
  })
  .openapi('StorePlanInput');
const limits = { messages: { included: 500, hard: true } } as const;
const planExample = { name: 'custom', limits, next: null, billingCustomer: null } as const;

export function getStorePlan(deps: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/stores/{id}/plan',
    operationId: 'getStorePlan',
    tags: ['Usage'],
    summary: 'Read the plan of a store',
    ...secured(deps.guard, 'stores:read'),
    request: { params: idParams },
    responses: { 200: jsonAnswer('The plan', planSchema, planExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) =>
      c.json(await getPlan(overAllStores(deps), { storeId: c.req.valid('param').id, nowMs: deps.now() }), 200),
  });
}

export function putStorePlan(deps: RouteDeps) {
  const route = createRoute({
    method: 'put',
    path: '/v1/stores/{id}/plan',
    operationId: 'setStorePlan',
    tags: ['Usage'],
    summary: 'Give a store a plan',
    description:
      'One that the engine brings along, one that the operator made, or `custom` with limits of its own; at once, or from a month on. Every process follows within seconds. Where a hard limit is used up, events are refused with 429 `quota_exceeded` (in a batch one by one) and no recovery is started; purchases, consents and what happens to carts that are being won back are always taken in, and recoveries that run go on.',
    ...secured(deps.guard, 'plans:write'),
    request: {
      params: idParams,
      body: jsonBody(planInputSchema, { name: 'custom', limits }),
    },
    responses: { 200: jsonAnswer('The plan as it is now', planSchema, planExample), ...writeErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { name: plan, ...input } = c.req.valid('json');
      const [actor, storeId] = [c.get('actor'), c.req.valid('param').id];
      return c.json(await setPlan(overAllStores(deps), { actor, storeId, plan, nowMs: deps.now(), ...input }), 200);
    },
  });
}
