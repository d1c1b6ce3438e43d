import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import {
  demandSecondFactor,
  readTeamSecondFactor,
  teamSecondFactorInput,
} from '../../../services/accounts/members/demand-second-factor.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody, momentSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const path = '/v1/team/second-factor';

const shownSchema = z
  .object({
    demandedSince: momentSchema.nullable().openapi({ description: 'Null: it is up to each person.' }),
    graceDays: z.int(),
  })
  .openapi('TeamSecondFactor');
const shownExample = { demandedSince: '2026-11-24T08:00:00.000Z', graceDays: 14 } as const;

export function getTeamSecondFactor({ guard, database }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'get', path, operationId: 'getTeamSecondFactor', tags: ['Team'] },
    summary: 'Get whether the team needs a second factor',
    ...secured(guard, 'members:read'),
    responses: { 200: jsonAnswer('What the store demands', shownSchema, shownExample), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json(await readTeamSecondFactor(database, { storeId: storeOf(c.get('actor')) }), 200),
  });
}

export function putTeamSecondFactor({ guard, accounts, now }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'put', path, operationId: 'demandSecondFactor', tags: ['Team'] },
    summary: 'Demand a second factor of the team, or no more',
    description:
      'Members who have none by the end of their days of grace may do nothing in the store but set one up; those who sign in by an identity provider have it there.',
    ...secured(guard, 'members:write'),
    request: {
      body: jsonBody(teamSecondFactorInput.openapi('TeamSecondFactorChange'), { demanded: true, graceDays: 14 }),
    },
    responses: { 200: jsonAnswer('As it is now', shownSchema, shownExample), ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const asked = { actor, storeId: storeOf(actor), at: new Date(now()), ...c.req.valid('json') };
      return c.json(await demandSecondFactor(accounts, asked), 200);
    },
  });
}
