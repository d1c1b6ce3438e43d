import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { commandTestRun, type TestRunCommand } from '../../../services/trial/test-runs/command.ts';
import { getTestRun, listTestRuns } from '../../../services/trial/test-runs/read.ts';
import { startTestRun, testRunInput } from '../../../services/trial/test-runs/start.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors, notFound, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { linked } from '../carts/linked.ts';
import { maySeeSandbox } from './places.ts';
import { testRunDetailExample, testRunDetailSchema, testRunExample, testRunSchema } from './test-run-schemas.ts';

export function postTestRuns({ guard, database, accounts, eventLog, providerDefaults, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/campaigns/{id}/test-runs',
    operationId: 'startTestRun',
    tags: ['Trial'],
    summary: 'Play a campaign on yourself, 60 times faster',
    description:
      'Leaves a cart of yours in a space of your own, where the draft, else the newest version, is played by the real engine: an hour of waiting is a minute. Nothing of it counts anywhere, and nobody else is written to. Ends the test run that you began before. Only for a person who is signed in; at most 20 an hour.',
    ...secured(guard, 'campaigns:write'),
    request: { params: idParams, body: jsonBody(testRunInput.openapi('NewTestRun'), { deliverTo: 'sandbox' }) },
    responses: { 201: jsonAnswer('It has begun', testRunSchema, testRunExample), ...writeErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const wanted = { actor, storeId: storeOf(actor), campaignId: c.req.valid('param').id, ...c.req.valid('json') };
      const deps = { database, accounts, eventLog, providerDefaults, now };
      return c.json(await startTestRun(deps, wanted), 201);
    },
  });
}

export function getTestRuns({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/campaigns/{id}/test-runs',
    operationId: 'listTestRuns',
    tags: ['Trial'],
    summary: 'List the newest test runs of a campaign',
    ...secured(guard, 'campaigns:write'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('Newest first, at most 20', z.object({ items: z.array(testRunSchema).readonly() }), {
        items: [testRunExample],
      }),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const key = { storeId: storeOf(c.get('actor')), campaignId: c.req.valid('param').id };
      return c.json({ items: await listTestRuns(database, key) }, 200);
    },
  });
}

export function getTestRunDetail({ guard, database, temporalLink, pagesAreClosed }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/test-runs/{id}',
    operationId: 'getTestRun',
    tags: ['Trial'],
    summary: 'Read a test run with everything that happened in it',
    ...secured(guard, 'campaigns:write'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('The test run', testRunDetailSchema, testRunDetailExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const key = { storeId: storeOf(actor), runId: c.req.valid('param').id };
      const { cart, spaceId, ...run } = await getTestRun(database, key);
      const shown = maySeeSandbox(actor, pagesAreClosed) ? (cart?.messages ?? []) : [];
      const kept = shown.filter(({ provider, state }) => provider === 'outbox' && state === 'accepted');
      return c.json(
        {
          ...run,
          sandboxUrls: Object.fromEntries(kept.map(({ id }) => [id, `/outbox/${spaceId}/${id}`])),
          cart: cart && linked(cart, temporalLink),
        },
        200,
      );
    },
  });
}

const summaries: Readonly<Record<TestRunCommand, string>> = {
  'skip-wait': 'End the wait that a test run is in',
  buy: 'Buy the test cart, as the shopper would',
  stop: 'End a test run: nothing more of it goes out',
};
const operationIds: Readonly<Record<TestRunCommand, string>> = {
  'skip-wait': 'skipTestRunWait',
  buy: 'buyTestCart',
  stop: 'stopTestRun',
};

const toldSchema = z
  .object({ id: z.string(), command: z.string(), status: z.literal('told') })
  .openapi('TestRunCommandResult');

/** One route per command: `POST /v1/test-runs/{id}/<command>`. */
export function postTestRunCommand(
  { guard, database, eventLog, recoveryControl, now }: RouteDeps,
  command: TestRunCommand,
) {
  const route = createRoute({
    method: 'post',
    path: `/v1/test-runs/{id}/${command}`,
    operationId: operationIds[command],
    tags: ['Trial'],
    summary: summaries[command],
    ...secured(guard, 'campaigns:write'),
    request: { params: idParams },
    responses: {
      202: jsonAnswer('It was told', toldSchema, { id: testRunExample.id, command, status: 'told' as const }),
      ...commandErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const { id } = c.req.valid('param');
      const deps = { database, eventLog, control: recoveryControl, now };
      await commandTestRun(deps, { actor, storeId: storeOf(actor), runId: id, command });
      return c.json({ id, command, status: 'told' as const }, 202);
    },
  });
}
