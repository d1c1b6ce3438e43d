import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { ruleWarnings } from '../../../domain/check-rules.ts';
import { decimalOf } from '../../../domain/phone/text-cost.ts';
import { contentInput, oneContent } from '../../../services/recovery/campaigns/campaign-input.ts';
import { checkCampaign } from '../../../services/recovery/campaigns/check.ts';
import {
  type CampaignFinding,
  type FindingCode,
  findingSentences,
} from '../../../services/recovery/campaigns/findings.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody, momentSchema } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { smsLengthSchema } from '../templates/template-schemas.ts';
import { campaignInputExample, differenceExample, differenceSchema } from './campaign-schemas.ts';

const codes = Object.keys(findingSentences) as [FindingCode, ...FindingCode[]];

const findingSchema = z
  .object({
    severity: z.enum(['problem', 'warning']).openapi({ description: 'Problems keep it from being published.' }),
    code: z.enum(codes),
    message: z.string(),
    path: z.string().openapi({ description: 'Of the value that it is about, as in the request.' }),
    stepId: z.string().nullable().openapi({ description: 'Null: it is about the campaign as a whole.' }),
    channel: z.enum(channels).nullable(),
    otherStepId: z.string().nullable(),
    sms: smsLengthSchema
      .optional()
      .openapi({ description: 'Of an SMS with a long name and dear goods, where it is about its length.' }),
  })
  .openapi('CampaignFinding');

const schema = z
  .object({
    findings: z.array(findingSchema).readonly(),
    difference: differenceSchema.openapi({ description: 'From the newest version.' }),
    rehearsal: z
      .object({
        from: momentSchema,
        to: momentSchema,
        carts: z.int(),
        truncated: z.boolean().openapi({ description: 'There are more carts than were looked at.' }),
        reachedBefore: z.int().openapi({ description: 'Carts that get at least one message by the newest version.' }),
        reachedAfter: z.int(),
        steps: z
          .array(
            z.object({
              stepId: z.string(),
              channel: z.enum(channels),
              before: z.int(),
              after: z.int(),
              gaining: z.array(z.string()).readonly().openapi({ description: 'Carts, the first few.' }),
              losing: z.array(z.string()).readonly(),
            }),
          )
          .readonly(),
      })
      .nullable()
      .openapi({
        description:
          'What both would send for the carts that were abandoned in the last seven days and still are, at most 1,000, if their people did nothing more; null: nobody could follow a flow with such findings.',
      }),
  })
  .openapi('CampaignCheck');

const example = {
  findings: [
    {
      ...{ severity: 'warning', code: 'same_message', message: ruleWarnings.same_message },
      ...{ path: 'rules.1.template', stepId: 'touch-2', channel: null, otherStepId: 'touch-1' },
    },
  ],
  difference: differenceExample,
  rehearsal: {
    ...{ from: '2026-11-16T09:00:00.000Z', to: '2026-11-23T09:00:00.000Z', carts: 412, truncated: false },
    ...{ reachedBefore: 180, reachedAfter: 176 },
    steps: [
      {
        ...{ stepId: 'touch-1', channel: 'email', before: 180, after: 176 },
        ...{ gaining: [], losing: ['3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21'] },
      },
    ],
  },
} as const;

const bodySchema = z
  .object(contentInput)
  .refine(oneContent.refine, oneContent.told)
  .openapi('CampaignCheckInput', oneContent.openapi);

function told({ sms, ...one }: CampaignFinding) {
  const cost = sms?.cost && { currency: sms.cost.currency, amount: decimalOf(sms.cost.micros) };
  return { ...one, message: findingSentences[one.code], ...(sms && { sms: { ...sms, cost: cost ?? null } }) };
}

export function postCampaignCheck({ guard, database, previews, providerNames, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/campaigns/{id}/check',
    operationId: 'checkCampaign',
    tags: ['Campaigns'],
    summary: 'Check rules or a flow before they are published, and see what they would change',
    description: 'Keeps nothing and changes nothing.',
    ...secured(guard, 'campaigns:read'),
    request: { params: idParams, body: jsonBody(bodySchema, { rules: campaignInputExample.rules }) },
    responses: {
      200: jsonAnswer('What is wrong with it, and what it would change', schema, example),
      ...writeErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const { findings, ...rest } = await checkCampaign(
        { database, providerNames, ...previews },
        {
          ...{ actor, storeId: storeOf(actor), campaignId: c.req.valid('param').id },
          ...{ ...c.req.valid('json'), nowMs: now() },
        },
      );
      return c.json({ findings: findings.map(told), ...rest }, 200);
    },
  });
}
