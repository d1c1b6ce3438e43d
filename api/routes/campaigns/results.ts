import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { getStore } from '../../../services/accounts/stores/get.ts';
import { countSteps } from '../../../services/analytics/campaign-results/count-steps.ts';
import { listStepEntries } from '../../../services/analytics/campaign-results/list-entries.ts';
import { campaignResults } from '../../../services/analytics/campaign-results/results.ts';
import { stepFigures } from '../../../services/analytics/campaign-results/step-entries.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { dayRangeOf, dayRangeQuery } from '../../openapi/day-range.ts';
import { jsonAnswer, momentSchema, pageSchema } from '../../openapi/json-content.ts';
import { filterText, idParams, timePage } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const rangeSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  timeZone: z.string(),
});
const rangeExample = { from: '2026-11-01', to: '2026-11-30', timeZone: 'Europe/Vienna' } as const;

export function getCampaignResults({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/campaign-results',
    operationId: 'listCampaignResults',
    tags: ['Campaigns'],
    summary: 'Report what each campaign did and brought',
    description: 'By the recoveries that began within the days, with all that became of them until now.',
    ...secured(guard, 'stats:read'),
    request: { query: z.object(dayRangeQuery) },
    responses: {
      200: jsonAnswer(
        'Campaigns that began a recovery within the days',
        z.object({
          range: rangeSchema,
          items: z
            .array(
              z
                .object({
                  campaignId: z.string(),
                  recoveries: z.int(),
                  messages: z.int().openapi({ description: 'Taken by a provider.' }),
                  recovered: z
                    .array(
                      z.object({
                        currency: z.string().openapi({ description: 'ISO 4217; empty: the shop told none.' }),
                        orders: z.int(),
                        amountMinor: z.int().openapi({ description: 'Minor units; refunds are not deducted.' }),
                      }),
                    )
                    .readonly()
                    .openapi({ description: 'Orders after a message of the recovery, by currency.' }),
                })
                .openapi('CampaignResult'),
            )
            .readonly(),
        }),
        {
          range: rangeExample,
          items: [
            {
              ...{ campaignId: '0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10', recoveries: 412, messages: 655 },
              recovered: [{ currency: 'EUR', orders: 37, amountMinor: 284_150 }],
            },
          ],
        },
      ),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const storeId = storeOf(c.get('actor'));
      const { timeZone } = await getStore(database, { storeId });
      const { days, from, to } = dayRangeOf(c.req.valid('query'), timeZone, now());
      return c.json(
        { range: { ...days, timeZone }, items: await campaignResults(database, { storeId, from, to }) },
        200,
      );
    },
  });
}

const countSchema = z
  .object({
    stepId: z.string(),
    channel: z.enum(channels).nullable().openapi({ description: 'Null: skipped before a channel was chosen.' }),
    figure: z.enum(stepFigures),
    reason: z.string().nullable(),
    reasonText: z.string().nullable(),
    count: z.int(),
  })
  .openapi('StepCount');

export function getCampaignSteps({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/campaigns/{id}/steps',
    operationId: 'countCampaignSteps',
    tags: ['Campaigns'],
    summary: 'Count what became of each step: sent, delivered, clicked, bought, skipped by reason, and who waits at it',
    description:
      'By the recoveries that began within the days. An order counts once, to the last message before it; a click is what the provider reported, or that somebody followed the link. `waiting` is who stands at a step now, whenever their recovery began.',
    ...secured(guard, 'stats:read'),
    request: { params: idParams, query: z.object(dayRangeQuery) },
    responses: {
      200: jsonAnswer(
        'Counts',
        z.object({ range: rangeSchema, recoveries: z.int(), counts: z.array(countSchema).readonly() }),
        {
          range: rangeExample,
          recoveries: 412,
          counts: [
            { stepId: 'touch-1', channel: 'email', figure: 'sent', reason: null, reasonText: null, count: 380 },
            {
              ...{ stepId: 'touch-1', channel: 'email', figure: 'skipped', reason: 'channel_suppressed' },
              ...{ reasonText: 'The address on this channel is suppressed.', count: 4 },
            },
            { stepId: 'wait-2', channel: null, figure: 'waiting', reason: null, reasonText: null, count: 12 },
          ],
        },
      ),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const storeId = storeOf(c.get('actor'));
      const { timeZone } = await getStore(database, { storeId });
      const { days, from, to } = dayRangeOf(c.req.valid('query'), timeZone, now());
      const counted = await countSteps(database, { storeId, campaignId: c.req.valid('param').id, from, to });
      return c.json({ range: { ...days, timeZone }, ...counted }, 200);
    },
  });
}

const entrySchema = z
  .object({
    id: z.string(),
    figure: z.enum(stepFigures),
    stepId: z.string(),
    channel: z.enum(channels).nullable(),
    reason: z.string().nullable(),
    reasonText: z.string().nullable(),
    recoveryId: z.string(),
    cartId: z.string(),
    customerId: z.string(),
    messageId: z.string().nullable(),
    orderId: z.string().nullable(),
    at: momentSchema,
  })
  .openapi('StepEntry');

export function getCampaignStepEntries({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/campaigns/{id}/step-entries',
    operationId: 'listCampaignStepEntries',
    tags: ['Campaigns'],
    summary: 'List the carts behind a number of a step',
    description: 'As many as the count of the same figure, step, channel, reason and days.',
    ...secured(guard, 'stats:read'),
    request: {
      params: idParams,
      query: z.object({
        ...timePage,
        ...dayRangeQuery,
        figure: z.enum(stepFigures).default('sent'),
        stepId: filterText.optional(),
        channel: z
          .enum([...channels, 'none'])
          .optional()
          .openapi({ description: '`none`: skipped before a channel was chosen.' }),
        reason: filterText.optional(),
      }),
    },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(entrySchema), {
        items: [
          {
            ...{ id: '0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77', figure: 'sent', stepId: 'touch-1', channel: 'email' },
            ...{ reason: null, reasonText: null, recoveryId: '0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66' },
            ...{ cartId: '3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21', customerId: '0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55' },
            ...{ messageId: '0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77', orderId: null, at: '2026-11-22T11:45:00.000Z' },
          },
        ],
        nextCursor: null,
      }),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const storeId = storeOf(c.get('actor'));
      const { limit, cursor, from: firstDay, to: lastDay, ...filters } = c.req.valid('query');
      const { timeZone } = await getStore(database, { storeId });
      const { from, to } = dayRangeOf({ from: firstDay, to: lastDay }, timeZone, now());
      const { items, next } = await listStepEntries(database, {
        ...{ storeId, campaignId: c.req.valid('param').id, from, to, limit, after: cursor ?? null },
        ...filters,
      });
      return c.json({ items, nextCursor: next === null ? null : timeCursor(next) }, 200);
    },
  });
}
