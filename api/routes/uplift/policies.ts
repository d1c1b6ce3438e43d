import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { archivePolicy } from '../../../services/prediction/uplift/archive-policy.ts';
import { draftPolicy } from '../../../services/prediction/uplift/draft-policy.ts';
import { evaluatePolicy } from '../../../services/prediction/uplift/evaluate-policy.ts';
import { policyInput } from '../../../services/prediction/uplift/policy-input.ts';
import { getPolicy, listPolicies } from '../../../services/prediction/uplift/read-policies.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors, conflict, notFound, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { policyExample, policySchema, shownPolicy, termsExample } from './policy-schemas.ts';

const tags = ['Uplift'];

export function getPolicies({ guard, database }: RouteDeps) {
  const schema = z.object({ items: z.array(policySchema).readonly() });
  const route = createRoute({
    method: 'get',
    path: '/v1/policies',
    operationId: 'listPolicies',
    tags,
    summary: 'List the versions of policies',
    ...secured(guard, 'models:read'),
    responses: {
      200: jsonAnswer('Newest first, archived ones last; at most 100', schema, { items: [policyExample] }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const items = await listPolicies(database, { storeId: storeOf(c.get('actor')) });
      return c.json({ items: items.map(shownPolicy) }, 200);
    },
  });
}

export function getPolicyDetail({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/policies/{id}',
    operationId: 'getPolicy',
    tags,
    summary: 'Read one version of a policy',
    ...secured(guard, 'models:read'),
    request: { params: idParams },
    responses: { 200: jsonAnswer('The policy', policySchema, policyExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const key = { storeId: storeOf(c.get('actor')), policyId: c.req.valid('param').id };
      return c.json(shownPolicy(await getPolicy(database, key)), 200);
    },
  });
}

export function postPolicies({ guard, database, now }: RouteDeps) {
  const { name } = policyExample;
  const route = createRoute({
    method: 'post',
    path: '/v1/policies',
    operationId: 'draftPolicy',
    tags,
    summary: 'Draft a policy, or the next version of one',
    description: 'It decides nothing by itself: it has to be judged first, and then a split of a flow may ask it.',
    ...secured(guard, 'models:write'),
    request: { body: jsonBody(policyInput, { name, terms: termsExample }) },
    responses: {
      201: jsonAnswer('Drafted', policySchema, {
        ...policyExample,
        ...{ state: 'draft', evaluation: null, evaluatedAt: null },
      }),
      ...writeErrors,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const input = { actor, storeId: storeOf(actor), ...c.req.valid('json') };
      return c.json(shownPolicy(await draftPolicy({ database, now }, input)), 201);
    },
  });
}

export function postPolicyEvaluation({ guard, database, now, upliftScorer }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/policies/{id}/evaluate',
    operationId: 'evaluatePolicy',
    tags,
    summary: 'Judge a policy by what was logged',
    description:
      'From decisions that were drawn by chance: holdouts, and what policies decided. Each judgement of another policy makes the interval wider, because the best of many looks good by luck. Where too little speaks, or nothing was ever drawn that the policy would do, the answer says so.',
    ...secured(guard, 'models:write'),
    request: { params: idParams },
    responses: { 200: jsonAnswer('As it is judged', policySchema, policyExample), ...commandErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const input = { actor, storeId: storeOf(actor), policyId: c.req.valid('param').id };
      return c.json(shownPolicy(await evaluatePolicy({ database, now, scorer: upliftScorer ?? null }, input)), 200);
    },
  });
}

export function postPolicyArchive({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/policies/{id}/archive',
    operationId: 'archivePolicy',
    tags,
    summary: 'Take a policy out of use',
    description: 'At once: a split that asks it does what the rules do, for everybody. What it decided stays known.',
    ...secured(guard, 'models:write'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('Archived', policySchema, { ...policyExample, state: 'archived' }),
      ...commandErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const input = { actor, storeId: storeOf(actor), policyId: c.req.valid('param').id };
      return c.json(shownPolicy(await archivePolicy({ database, now }, input)), 200);
    },
  });
}
