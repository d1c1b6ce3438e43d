import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { promote, rollBack } from '../../../services/prediction/registry/move.ts';
import { getVersion } from '../../../services/prediction/registry/versions.ts';
import { textSchema } from '../../../services/shared/read-input.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams, uuidSchema } from '../../openapi/parameters.ts';
import { overAllStores, type RouteDeps } from '../../route-deps.ts';
import { modelNameSchema, scopeSchema, servedExample, servedSchema, shownServed } from './model-schemas.ts';

const reasonLengthMax = 500;
const reason = textSchema(1, reasonLengthMax).openapi({ description: 'For those who read the history.' });

export function postModelPromotion(deps: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/models/{id}/promote',
    operationId: 'promoteModel',
    tags: ['Models'],
    summary: 'Let a model version answer from now on, without a rollout',
    description:
      'It answers where it belongs: a version of the store in the store, one of the platform for every store without one of its own, which only the operator and admins may choose. A rollout that compares with the version before it ends.',
    ...secured(deps.guard, 'models:write'),
    request: {
      params: idParams,
      body: jsonBody(z.object({ reason }).openapi('ModelPromotion'), { reason: 'better on our own carts' }),
    },
    responses: {
      200: jsonAnswer('What answers now', servedSchema, servedExample),
      ...writeErrors,
      ...notFound,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const [versionId, storeId] = [c.req.valid('param').id, storeOf(actor)];
      const version = await getVersion(deps.database, { storeId, versionId });
      const { model, ...scope } = { storeId: version.storeId, model: version.model };
      const served = await promote(
        { database: overAllStores(deps), now: deps.now },
        { ...{ scope, model, versionId, actor }, ...c.req.valid('json') },
      );
      return c.json(shownServed(served), 200);
    },
  });
}

export function postModelRollBack(deps: RouteDeps) {
  const body = z
    .object({
      scope: scopeSchema.default('store'),
      versionId: uuidSchema
        .optional()
        .openapi({ description: 'Which is taken out: canary, shadow or the one that answers; without it that one.' }),
      reason,
    })
    .openapi('ModelRollBack');
  const route = createRoute({
    method: 'post',
    path: '/v1/models/{model}/roll-back',
    operationId: 'rollBackModel',
    tags: ['Models'],
    summary: 'Take a model version out: the one before it answers again, at once',
    description: 'Of a store’s first version the one before it is the platform’s.',
    ...secured(deps.guard, 'models:write'),
    request: {
      params: z.object({
        model: modelNameSchema.openapi({ param: { name: 'model', in: 'path' }, example: 'purchase' }),
      }),
      body: jsonBody(body, { scope: 'store', reason: 'unsubscribes have doubled' }),
    },
    responses: {
      200: jsonAnswer('What answers now', servedSchema, servedExample),
      ...writeErrors,
      ...notFound,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const { scope: named, versionId, reason: why } = c.req.valid('json');
      const scope = { storeId: named === 'store' ? storeOf(actor) : null };
      const served = await rollBack(
        { database: overAllStores(deps), now: deps.now },
        { ...{ scope, model: c.req.valid('param').model, actor, reason: why }, ...(versionId && { versionId }) },
      );
      return c.json(shownServed(served), 200);
    },
  });
}
