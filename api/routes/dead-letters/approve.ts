import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { approveRepair } from '../../../services/ingest/dead-letters/approve.ts';
import { approvedExamplesMin } from '../../../services/ingest/repairs/may-repair-by-itself.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { ruleExample } from './dead-letter-schemas.ts';

const approvedSchema = z
  .object({ ruleId: z.string(), version: z.int(), approvals: z.int(), repaired: z.int() })
  .openapi('ApprovedRepair');

export function postDeadLetterApproval({ guard, database, eventLog, repairSearch, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/dead-letters/{id}/approve',
    operationId: 'approveRepair',
    tags: ['Dead letters'],
    summary: 'Approve the proposed repair for all that failed alike',
    description: `The proposal becomes the rule of the cluster (a new version if there was another), and every letter of the cluster that it mends is taken in under its own event id. Later letters wait for an approval again, until ${approvedExamplesMin} letters were approved and nothing is lost or guarded: then they are repaired without asking.`,
    ...secured(guard, 'dead-letters:decide'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('The rule, and how many letters it repaired at once', approvedSchema, {
        ruleId: ruleExample.id,
        version: 1,
        approvals: 1,
        repaired: 41,
      }),
      ...commandErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const letterId = c.req.valid('param').id;
      const deps = { database, eventLog, repairSearch, now };
      return c.json(await approveRepair(deps, { storeId: storeOf(actor), letterId, actor }), 200);
    },
  });
}
