import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { contentInput, oneContent } from '../../../services/recovery/campaigns/campaign-input.ts';
import { moveFindingSentences, moveInput, previewMove } from '../../../services/recovery/campaigns/move-people.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { campaignInputExample } from './campaign-schemas.ts';

const codes = Object.keys(moveFindingSentences) as [
  keyof typeof moveFindingSentences,
  ...(keyof typeof moveFindingSentences)[],
];

const schema = z
  .object({
    people: z.int().openapi({ description: 'Open recoveries that stand in the campaign.' }),
    counts: z
      .array(
        z.object({
          stepId: z.string().openapi({ description: 'Where they stand, in their version.' }),
          stays: z.int(),
          leaves: z.int(),
          waits: z.int().openapi({ description: 'They go over and wait on.' }),
          released: z
            .int()
            .openapi({ description: 'Their wait is over in the new version: decided anew, at the rate.' }),
        }),
      )
      .readonly(),
    findings: z
      .array(
        z.object({
          code: z.enum(codes),
          message: z.string(),
          path: z.string(),
          stepId: z.string(),
          people: z.int(),
        }),
      )
      .readonly()
      .openapi({ description: 'What keeps the version from being published with these fates.' }),
  })
  .openapi('CampaignMoveCheck');

const example = {
  people: 320,
  counts: [{ stepId: 'touch-2', stays: 0, leaves: 0, waits: 300, released: 20 }],
  findings: [],
} as const;

const bodySchema = z
  .object({ ...contentInput, people: moveInput.prefault({}) })
  .refine(oneContent.refine, oneContent.told)
  .openapi('CampaignMoveCheckInput', oneContent.openapi);

export function postCampaignCheckMove({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/campaigns/{id}/check-move',
    operationId: 'checkCampaignMove',
    tags: ['Campaigns'],
    summary: 'See what a new version would mean for those who are inside, before it is published',
    description:
      'Keeps nothing and changes nothing. Counts from what is recorded: each recovery decides for itself later.',
    ...secured(guard, 'campaigns:read'),
    request: {
      params: idParams,
      body: jsonBody(bodySchema, { rules: campaignInputExample.rules, people: { fates: {}, releasesPerMinute: 60 } }),
    },
    responses: {
      200: jsonAnswer('Who stands where, and what becomes of them', schema, example),
      ...writeErrors,
      ...notFound,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const { findings, ...rest } = await previewMove(database, {
        ...{ actor, storeId: storeOf(actor), campaignId: c.req.valid('param').id },
        ...{ ...c.req.valid('json'), nowMs: now() },
      });
      return c.json(
        { ...rest, findings: findings.map((one) => ({ ...one, message: moveFindingSentences[one.code] })) },
        200,
      );
    },
  });
}
