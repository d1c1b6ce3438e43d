import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { withdrawRule } from '../../../services/ingest/dead-letters/withdraw-rule.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { ruleExample } from '../dead-letters/dead-letter-schemas.ts';

const withdrawnSchema = z
  .object({
    ruleId: z.string(),
    reopened: z.int().openapi({ description: 'Letters that wait for a person again' }),
    takenIn: z.int().openapi({ description: 'Events that the rule took in: they stay in force' }),
    eventIds: z.array(z.string()).readonly().openapi({ description: 'Their ids, newest first, up to 1,000' }),
  })
  .openapi('WithdrawnRule');

export function postRuleWithdrawal({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/repair-rules/{id}/withdraw',
    operationId: 'withdrawRepairRule',
    tags: ['Dead letters'],
    summary: 'Undo an approval',
    description:
      'The rule mends nothing more, and letters that it had not mended yet are looked at anew. Events that it had taken in stay in force, since shoppers may have acted on them: they are listed, to be corrected by new events where that is needed.',
    ...secured(guard, 'dead-letters:decide'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('What becomes of its letters', withdrawnSchema, {
        ruleId: ruleExample.id,
        reopened: 3,
        takenIn: 1,
        eventIds: ['e-1'],
      }),
      ...commandErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const ruleId = c.req.valid('param').id;
      return c.json(await withdrawRule(database, { storeId: storeOf(actor), ruleId, actor }), 200);
    },
  });
}
