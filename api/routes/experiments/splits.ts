import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { decideWinner } from '../../../services/analytics/splits/decide-winner.ts';
import { type CampaignSplit, readSplit, readSplits } from '../../../services/analytics/splits/read.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors, notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { splitExample, splitParams, splitSchema } from './split-schemas.ts';

export function getSplits({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/splits',
    operationId: 'listSplits',
    tags: ['Experiments'],
    summary: 'Compare the arms of every split of a flow',
    description: 'Of the 50 newest campaigns that were ever active, as their newest versions have them.',
    ...secured(guard, 'stats:read'),
    responses: {
      200: jsonAnswer('Those of the newest campaign first', z.object({ items: z.array(splitSchema).readonly() }), {
        items: [splitExample],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const found = await readSplits(database, { storeId: storeOf(c.get('actor')), nowMs: now() });
      return c.json({ items: found.map(asAnswer) }, 200);
    },
  });
}

export function getSplit({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/campaigns/{id}/splits/{splitId}',
    operationId: 'getSplit',
    tags: ['Experiments'],
    summary: 'Compare the arms of a split',
    description:
      'People count from the moment when they come to the split, for seven days of the store. The first arm is what the others are compared with.',
    ...secured(guard, 'stats:read'),
    request: { params: splitParams },
    responses: {
      200: jsonAnswer('The comparison', splitSchema, splitExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { id: campaignId, splitId } = c.req.valid('param');
      const key = { storeId: storeOf(c.get('actor')), campaignId, splitId };
      return c.json(asAnswer(await readSplit(database, { ...key, nowMs: now() })), 200);
    },
  });
}

export function postSplitObjection({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/campaigns/{id}/splits/{splitId}/object',
    operationId: 'objectToSplitWinner',
    tags: ['Experiments'],
    summary: 'Object to the proposed winner of a split',
    description:
      'The split goes on with its shares as they are learned, and proposes nothing more until its arms are others.',
    ...secured(guard, 'campaigns:write'),
    request: { params: splitParams },
    responses: {
      200: jsonAnswer('The split as it is now', splitSchema, {
        ...splitExample,
        winner: { ...splitExample.winner, state: 'objected', decidedAt: '2026-11-21T08:00:00.000Z' },
      }),
      ...commandErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const { id: campaignId, splitId } = c.req.valid('param');
      const key = { actor, storeId: storeOf(actor), campaignId, splitId };
      const split = await decideWinner(database, { ...key, decision: 'objected', now: new Date(now()) });
      return c.json(asAnswer(split), 200);
    },
  });
}

export function postSplitWinner({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/campaigns/{id}/splits/{splitId}/apply',
    operationId: 'applySplitWinner',
    tags: ['Experiments'],
    summary: 'Let the proposed winner of a split take all new people now',
    description: 'Without waiting for its date. Whoever has an arm keeps it; the campaign gets no new version.',
    ...secured(guard, 'campaigns:write'),
    request: { params: splitParams },
    responses: {
      200: jsonAnswer('The split as it is now', splitSchema, {
        ...splitExample,
        winner: { ...splitExample.winner, state: 'applied', decidedAt: '2026-11-21T08:00:00.000Z' },
      }),
      ...commandErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const { id: campaignId, splitId } = c.req.valid('param');
      const key = { actor, storeId: storeOf(actor), campaignId, splitId };
      const split = await decideWinner(database, { ...key, decision: 'applied', now: new Date(now()) });
      return c.json(asAnswer(split), 200);
    },
  });
}

function asAnswer({ winner, ...split }: CampaignSplit) {
  return {
    ...split,
    winner: winner && {
      ...{ arm: winner.arm, state: winner.state, proposedAt: winner.proposedAt.toISOString() },
      ...{ dueAt: winner.dueAt.toISOString(), decidedAt: winner.decidedAt?.toISOString() ?? null },
    },
  };
}
