import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { flowInput } from '../../../services/recovery/campaigns/flow-input.ts';
import { type CampaignSuggestion, readSuggestion } from '../../../services/recovery/suggestions/read.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const evidenceSchema = z
  .object({
    share: z
      .number()
      .openapi({ description: 'Of those who had not bought before, the share that did within the time.' }),
    interval: z.object({ low: z.number(), high: z.number() }),
    people: z.int().openapi({ description: 'Seen without a message and without a purchase when the time began.' }),
    peopleAtEnd: z.int(),
    bought: z.int(),
  })
  .openapi('UnaidedPurchases');

const schema = z
  .object({
    kind: z.enum(['suggested', 'too_early', 'nothing', 'no_first_wait']).openapi({
      description:
        '`too_early`: too few people were seen without a message. `nothing`: no other time has anything for it. `no_first_wait`: the flow does not begin with a wait.',
    }),
    missingPeople: z.int().nullable(),
    suggestion: z
      .object({
        kind: z.enum(['wait_longer', 'wait_less']).openapi({
          description:
            '`wait_longer`: so many buy until then by themselves. `wait_less`: hardly anybody buys between then and now.',
        }),
        nowMs: z.number().openapi({ description: 'From the abandonment to the first message now, store time.' }),
        suggestedMs: z.number(),
        evidence: evidenceSchema,
        forEverybody: flowInput.openapi({ description: 'For a dry run beside the campaign that is live.' }),
        asArm: flowInput.openapi({ description: 'For a draft: half of the people as now, half as suggested.' }),
      })
      .nullable(),
  })
  .openapi('CampaignSuggestion');

const arm = (id: string, next: string) => ({ id, share: 50, next });
const send = (id: string, next: string) => ({
  ...({ id, kind: 'send', channel: 'email', template: 'cart-reminder-1', conditions: {} } as const),
  ...{ probabilityMin: null, window: null, staleAfterMs: null, next },
});
const wait = (id: string, ms: number) => ({ id, kind: 'wait', until: 'duration', ms, next: 'reminder' }) as const;
const around = { entry: {}, exits: [], messagesMax: 3 };
const rest = [send('reminder', 'done'), { id: 'done', kind: 'end' } as const];
export const suggestionExample = {
  kind: 'suggested',
  missingPeople: null,
  suggestion: {
    ...({ kind: 'wait_longer', nowMs: 3_600_000, suggestedMs: 14_400_000 } as const),
    evidence: { share: 0.14, interval: { low: 0.08, high: 0.23 }, people: 412, peopleAtEnd: 350, bought: 57 },
    forEverybody: { ...around, start: 'first-wait', steps: [wait('first-wait', 14_400_000), ...rest] },
    asArm: {
      ...{ ...around, start: 'first-message-time' },
      steps: [
        {
          ...({ id: 'first-message-time', kind: 'split', by: 'person' } as const),
          arms: [arm('as-now', 'first-wait'), arm('suggested', 'first-wait-suggested')],
        },
        ...[wait('first-wait', 3_600_000), ...rest, wait('first-wait-suggested', 14_400_000)],
      ],
    },
  },
} as const;

export function getCampaignSuggestion({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/campaigns/{id}/suggestion',
    operationId: 'getCampaignSuggestion',
    tags: ['Campaigns'],
    summary: 'Ask what a campaign could try',
    description:
      'At most one thing, and only with enough people behind it: another time for the first message, from how many buy by themselves meanwhile. Nothing goes live by it: save `asArm` as the draft, publish it, and the split says whether it brings more.',
    ...secured(guard, 'campaigns:read'),
    request: { params: idParams },
    responses: { 200: jsonAnswer('What it could try', schema, suggestionExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const key = { actor, storeId: storeOf(actor), campaignId: c.req.valid('param').id };
      return c.json(shown(await readSuggestion(database, { ...key, nowMs: now() })), 200);
    },
  });
}

function shown(found: CampaignSuggestion) {
  const nothing = { kind: found.kind, missingPeople: null, suggestion: null };
  if (found.kind === 'too_early') return { ...nothing, missingPeople: found.missingPeople };
  if (found.kind !== 'suggested') return nothing;
  const { nowMs, forEverybody, asArm, suggestion } = found;
  const { kind, ms, evidence } = suggestion;
  return { ...nothing, suggestion: { kind, nowMs, suggestedMs: ms, evidence, forEverybody, asArm } };
}
