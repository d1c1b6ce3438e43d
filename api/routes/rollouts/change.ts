import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import type { Caller } from '../../../domain/actor.ts';
import type { RolloutCommand } from '../../../domain/rollout/rollout.ts';
import { getVersion } from '../../../services/prediction/registry/versions.ts';
import { commandRollout, reasonLengthMax } from '../../../services/prediction/rollouts/command.ts';
import { getRollout } from '../../../services/prediction/rollouts/read.ts';
import { startRollout } from '../../../services/prediction/rollouts/start.ts';
import { textSchema } from '../../../services/shared/read-input.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams, uuidSchema } from '../../openapi/parameters.ts';
import { overAllStores, type RouteDeps } from '../../route-deps.ts';
import { rolloutExample, rolloutSchema, shownRollout } from './rollout-schemas.ts';

export function postRollouts(deps: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/rollouts',
    operationId: 'startRollout',
    tags: ['Models'],
    summary: 'Move a model version from shadow to all carts, stage by stage',
    description:
      'Where the version belongs: in the store, or on the platform, which only the operator and admins may. It goes on by itself while its gates pass, and is rolled back where one says that it is worse.',
    ...secured(deps.guard, 'models:write'),
    request: {
      body: jsonBody(z.object({ versionId: uuidSchema }).openapi('NewRollout'), {
        versionId: rolloutExample.versionId,
      }),
    },
    responses: {
      202: jsonAnswer('Begun', rolloutSchema, {
        ...rolloutExample,
        ...{ state: 'starting', stage: 0, stageSince: null, lastLook: null },
      }),
      ...writeErrors,
      ...notFound,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const storeId = storeOf(actor);
      const { versionId } = c.req.valid('json');
      const version = await getVersion(deps.database, { storeId, versionId, path: 'versionId' });
      const { id } = await startRollout(
        { database: overAllStores(deps), now: deps.now },
        { scope: { storeId: version.storeId }, model: version.model, versionId, actor },
      );
      return c.json(await shown(deps, actor, id), 202);
    },
  });
}

const summaries: Readonly<Record<RolloutCommand, string>> = {
  hold: 'Hold a rollout: it keeps its share of carts, and is still rolled back where a gate says so',
  resume: 'Let a held rollout go on',
  undo: 'Undo a rollout: its version answers for nobody, at once',
};

const operationIds: Readonly<Record<RolloutCommand, string>> = {
  hold: 'holdRollout',
  resume: 'resumeRollout',
  undo: 'undoRollout',
};

const reason = textSchema(1, reasonLengthMax).openapi({ description: 'For those who read the history.' });

/** One route per command: `POST /v1/rollouts/{id}/<command>`. */
export function postRolloutCommand(deps: RouteDeps, command: RolloutCommand) {
  const route = createRoute({
    method: 'post',
    path: `/v1/rollouts/{id}/${command}`,
    operationId: operationIds[command],
    tags: ['Models'],
    summary: summaries[command],
    ...secured(deps.guard, 'models:write'),
    request: {
      params: idParams,
      body: jsonBody(z.object({ reason }).openapi('RolloutCommand'), { reason: 'waiting for the end of the sale' }),
    },
    responses: {
      200: jsonAnswer('The rollout as it is now', rolloutSchema, rolloutExample),
      ...writeErrors,
      ...notFound,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const { id } = c.req.valid('param');
      const { storeId } = await getRollout(deps.database, { storeId: storeOf(actor), rolloutId: id });
      await commandRollout(
        { database: overAllStores(deps), now: deps.now, control: deps.rolloutControl },
        { storeId, rolloutId: id, command, actor, ...c.req.valid('json') },
      );
      return c.json(await shown(deps, actor, id), 200);
    },
  });
}

async function shown({ database }: RouteDeps, actor: Caller, rolloutId: string) {
  const { looks: _, ...rollout } = await getRollout(database, { storeId: storeOf(actor), rolloutId });
  return shownRollout(rollout);
}
