import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { cancelTraining } from '../../../services/prediction/training/cancel.ts';
import { askForTraining } from '../../../services/prediction/training/request.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors, conflict, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import { overAllStores, type RouteDeps } from '../../route-deps.ts';
import { modelNameSchema, scopeSchema } from '../models/model-schemas.ts';
import { requestedExample, shownRun, trainingRunSchema } from './training-schemas.ts';

export function postTrainingRun(deps: RouteDeps) {
  const body = z
    .object({ model: modelNameSchema.default('purchase'), scope: scopeSchema.default('store') })
    .openapi('TrainingRequest');
  const route = createRoute({
    method: 'post',
    path: '/v1/training-runs',
    operationId: 'requestTraining',
    tags: ['Models'],
    summary: 'Ask for a model that learns from carts with a known end',
    description:
      'One at a time for a scope. What comes of it answers nothing yet: it is a version in stage `staging`. A model for every store only the operator and admins may ask for.',
    ...secured(deps.guard, 'models:write'),
    request: { body: jsonBody(body, { model: 'purchase', scope: 'store' }) },
    responses: {
      202: jsonAnswer('Asked for; the run says what becomes of it', trainingRunSchema, requestedExample),
      ...writeErrors,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const { model, scope } = c.req.valid('json');
      const storeId = scope === 'store' ? storeOf(actor) : null;
      const run = await askForTraining(
        { database: overAllStores(deps), now: deps.now },
        { actor, scope: { storeId }, model },
      );
      return c.json(shownRun(run), 202);
    },
  });
}

export function postTrainingCancellation(deps: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/training-runs/{id}/cancel',
    operationId: 'cancelTraining',
    tags: ['Models'],
    summary: 'End an attempt to make a model',
    description: 'It ends a moment later; what it did is dropped.',
    ...secured(deps.guard, 'models:write'),
    request: { params: idParams },
    responses: {
      202: jsonAnswer('Its end was asked for', trainingRunSchema, { ...requestedExample, cancelAsked: true }),
      ...commandErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const run = await cancelTraining(
        { database: overAllStores(deps), now: deps.now },
        { actor, storeId: storeOf(actor), runId: c.req.valid('param').id },
      );
      return c.json(shownRun(run), 202);
    },
  });
}
