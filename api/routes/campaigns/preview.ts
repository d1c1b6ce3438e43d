import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { previewCampaign, previewInput } from '../../../services/recovery/campaigns/preview.ts';
import { type PreviewGap, previewGaps } from '../../../services/recovery/campaigns/preview-subject.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const gapCodes = Object.keys(previewGaps) as [PreviewGap, ...PreviewGap[]];

/** A message as it would be sent: what every preview tells. */
export const renderedSchema = z.object({
  cartId: z.string().nullable().openapi({ description: 'Null: an invented cart.' }),
  message: z
    .discriminatedUnion('channel', [
      z.object({
        channel: z.literal('email'),
        to: z.string().openapi({ description: 'Masked unless the caller may see addresses; empty: there is none.' }),
        from: z.string(),
        subject: z.string(),
        html: z.string(),
        text: z.string(),
      }),
      z.object({
        channel: z.literal('sms'),
        to: z.string(),
        text: z.string(),
        segments: z.int().openapi({ description: 'How many SMS it is billed as.' }),
        cost: z.object({ currency: z.string(), amount: z.string() }).nullable().openapi({
          description: 'By the prices of the store, in units of the currency; null: it set none for the country.',
        }),
      }),
      z.object({ channel: z.literal('push'), to: z.string(), title: z.string(), body: z.string(), url: z.string() }),
    ])
    .nullable(),
  error: z
    .object({ code: z.string(), message: z.string() })
    .nullable()
    .openapi({ description: 'Why it could not be rendered.' }),
  gaps: z
    .array(z.object({ code: z.enum(gapCodes), message: z.string() }))
    .readonly()
    .openapi({ description: 'What the message lacks, and why it would not go out to this person.' }),
});

const schema = z
  .object({ stepId: z.string(), template: z.string(), channel: z.enum(channels), ...renderedSchema.shape })
  .openapi('CampaignPreview');

const example = {
  stepId: 'touch-2',
  template: 'cart-reminder-2',
  channel: 'sms',
  cartId: '3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21',
  message: {
    channel: 'sms',
    to: '+43•••67',
    text: 'Demo Shop: your cart waits. https://engine.example/r/preview-of-a-link-that-leads-nowhere-000000',
    segments: 1,
    cost: { currency: 'EUR', amount: '0.0831' },
  },
  error: null,
  gaps: [{ code: 'no_total', message: previewGaps.no_total }],
} as const;

const bodySchema = previewInput.openapi('CampaignPreviewInput');

export function postCampaignPreview({ guard, database, previews }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/campaigns/{id}/preview',
    operationId: 'previewCampaign',
    tags: ['Campaigns'],
    summary: 'Render the message of a step as it would be sent',
    description:
      'Of the rules given, of a version, else of the draft, else of the newest version; for a cart of the store (with the permissions `carts:read` and `customers:read`) or an invented one. Its links lead nowhere. Nothing is sent or kept.',
    ...secured(guard, 'campaigns:read'),
    request: { params: idParams, body: jsonBody(bodySchema, { stepId: 'touch-2', channel: 'sms' }) },
    responses: { 200: jsonAnswer('The message', schema, example), ...writeErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const key = { actor, storeId: storeOf(actor), campaignId: c.req.valid('param').id };
      const { gaps, ...rest } = await previewCampaign({ database, ...previews }, { ...key, ...c.req.valid('json') });
      return c.json({ ...rest, gaps: gaps.map((code) => ({ code, message: previewGaps[code] })) }, 200);
    },
  });
}
