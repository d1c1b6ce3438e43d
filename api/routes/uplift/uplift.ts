import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { policyRefusals } from '../../../domain/uplift/policy-refusal.ts';
import { readUplift } from '../../../services/prediction/uplift/read-policies.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { judgedPolicySchema, policyExample, shownPolicy } from './policy-schemas.ts';

export function getUplift({ guard, database }: RouteDeps) {
  const schema = z.object({
    policy: judgedPolicySchema.nullable().openapi({ description: 'Judged last; null: none was judged.' }),
    decisions: z.int().openapi({ description: 'That policies made and that are kept with their probabilities.' }),
    byModel: z.int().openapi({ description: 'Of these: by what a model said of the cart.' }),
    leftAlone: z.int().openapi({ description: 'Of these: nothing was sent.' }),
    refused: z
      .array(z.object({ reason: z.enum(policyRefusals), recoveries: z.int() }))
      .readonly()
      .openapi({ description: 'Recoveries that came to a split with a policy and went by the rules, and why.' }),
  });
  const route = createRoute({
    method: 'get',
    path: '/v1/uplift',
    operationId: 'getUplift',
    tags: ['Uplift'],
    summary: 'Read what messages change: whom they win, and who is better left alone',
    description:
      'As the newest judgement of a policy has it: the Qini curve with its band, people in four groups, and what leaving people alone brings.',
    ...secured(guard, 'models:read'),
    responses: {
      200: jsonAnswer('The newest judgement', schema, {
        ...{ policy: policyExample, decisions: 1_840, byModel: 1_204, leftAlone: 611 },
        refused: [{ reason: 'features_unknown', recoveries: 12 }],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { policy, ...counted } = await readUplift(database, { storeId: storeOf(c.get('actor')) });
      return c.json({ policy: policy && shownPolicy(policy), ...counted }, 200);
    },
  });
}
