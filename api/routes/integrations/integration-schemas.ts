import { z } from '@hono/zod-openapi';
import { dayMs } from '../../../domain/duration.ts';
import { isWebUrl } from '../../../events/is-web-url.ts';
import { deliveryStatuses } from '../../../services/ingest/integrations/get.ts';
import { integrationBounds as bounds, type Integration } from '../../../services/ingest/integrations/integration.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import { textSchema } from '../../openapi/parameters.ts';

const siteUrlLengthMax = 512;
const shopDomainLengthMax = 253;
const meanings = ['bought', 'payment_pending', 'failed', 'cancelled', 'refunded', 'ignored'] as const;

const settingsSchema = z.object({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code in upper case, e.g. EUR')
    .nullable()
    .openapi({ description: 'Used where the platform’s bodies name none.' }),
  orderStatuses: z
    .record(textSchema(1, 64), z.enum(meanings))
    .refine(
      (statuses) => Object.keys(statuses).length <= bounds.orderStatusesMax,
      `must have at most ${bounds.orderStatusesMax} entries`,
    )
    .openapi({ description: 'What the store’s own order statuses mean, over the platform’s defaults.' }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'an ISO 3166-1 code of two letters in upper case, e.g. AT')
    .nullish()
    .openapi({ description: 'Telephone numbers without their country code are of this country.', example: 'AT' }),
  siteUrl: z
    .string()
    .max(siteUrlLengthMax)
    .refine(isWebUrl, 'a web address that begins with http:// or https://')
    .nullish()
    .openapi({
      description:
        'Where the platform shows carts and checkouts, beside the store’s own address. The platform’s first events tell it.',
      example: 'https://your-shop.myshopify.com',
    }),
  shopDomain: z
    .string()
    .max(shopDomainLengthMax)
    .regex(
      /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/,
      'Shopify’s own name of the shop in lower case, e.g. lamps.myshopify.com',
    )
    .nullish()
    .openapi({
      description:
        'Shopify’s own name of the shop; an `api.url` below myshopify.com says the same. Webhooks that name another shop are refused as `other_shop`: every shop that has an app is signed for with the app’s one secret.',
      example: 'your-shop.myshopify.com',
    }),
  shopId: z
    .string()
    .regex(/^[1-9]\d{0,18}$/, 'Shopify’s number of the shop, digits only, e.g. "548380009"')
    .nullish()
    .openapi({
      description:
        'Shopify’s number of the shop, compared likewise. Orders and checkouts of a shop with a domain of its own name it by this only.',
      example: '548380009',
    }),
});

const printable = /^[\x21-\x7e]+$/;
export const secretSchema = z
  .string()
  .min(bounds.secretLengthMin)
  .max(bounds.secretLengthMax)
  .regex(printable, 'must be printable ASCII without spaces');

const apiSchema = z
  .object({
    url: z.string().min(1).max(512).openapi({ description: 'Where the platform’s own API is; https only.' }),
    token: z.string().min(1).max(bounds.tokenLengthMax).regex(printable, 'must be printable ASCII without spaces'),
  })
  .openapi({ description: 'Access to the platform’s own API, for what its webhooks did not bring. Kept sealed.' });

const reconcileEveryMs = z.int().min(bounds.reconcileEveryMsMin).max(bounds.reconcileEveryMsMax).nullable();

export const newIntegrationSchema = z
  .object({
    platform: z.string().min(1).max(64),
    secret: secretSchema.optional(),
    settings: settingsSchema.partial().optional(),
    api: apiSchema.optional(),
    reconcileEveryMs: reconcileEveryMs.optional(),
  })
  .openapi('NewIntegration');

export const integrationChangeSchema = z
  .object({
    status: z.enum(['active', 'disabled']).optional(),
    settings: settingsSchema.partial().optional(),
    api: apiSchema.nullable().optional(),
    reconcileEveryMs: reconcileEveryMs.optional(),
  })
  .openapi('IntegrationChange');

export const rotationSchema = z
  .object({
    secret: secretSchema.optional(),
    overlapMs: z
      .int()
      .min(0)
      .max(7 * dayMs)
      .default(dayMs)
      .openapi({ description: 'How long the secret before stays good.' }),
  })
  .openapi('SecretRotation');

export const rotatedSchema = z
  .object({ secret: z.string(), previousSecretUntil: momentSchema })
  .openapi('RotatedSecret');

export const integrationSchema = z
  .object({
    id: z.string(),
    platform: z.string(),
    status: z.enum(['active', 'disabled', 'uninstalled']),
    namespace: z.string().nullable().openapi({
      description:
        'Stands before the ids of this shop’s customers and orders (`<namespace>:5`), because another shop of the store numbers its own in the same way. Null: their ids are as the shop has them. It never changes.',
      example: 'woocommerce-5b0c1b9e',
    }),
    webhookUrl: z.string().openapi({ description: 'Where the platform sends its webhooks.' }),
    settings: settingsSchema,
    apiUrl: z.string().nullable(),
    reconcileEveryMs: z.int().nullable(),
    reconciledUntil: momentSchema.nullable(),
    previousSecretUntil: momentSchema.nullable(),
    firstEventAt: momentSchema.nullable(),
    lastEventAt: momentSchema.nullable(),
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .openapi('Integration');

const countSchema = z.int().min(0);
export const integrationDetailSchema = integrationSchema
  .extend({
    deliveries: z
      .object(
        Object.fromEntries(deliveryStatuses.map((status) => [status, countSchema])) as Record<
          (typeof deliveryStatuses)[number],
          typeof countSchema
        >,
      )
      .openapi({ description: 'Deliveries of the last 30 days by what became of them.' }),
    reconciliations: z
      .array(
        z.object({
          id: z.string(),
          status: z.enum(['done', 'failed']),
          since: momentSchema,
          until: momentSchema,
          seen: z.int(),
          missed: z.int().openapi({ description: 'Events that no webhook had brought.' }),
          duplicates: z.int(),
          refused: z.int(),
          cause: z.string().nullable(),
          finishedAt: momentSchema,
        }),
      )
      .readonly(),
  })
  .openapi('IntegrationDetail');

export const createdIntegrationSchema = z
  .object({
    integration: integrationSchema,
    secret: z.string().openapi({ description: 'What signs the webhooks: shown this once.' }),
    setup: z.object({
      topics: z.array(z.string()).readonly().openapi({ description: 'What to subscribe to.' }),
      steps: z.array(z.string()).readonly(),
    }),
  })
  .openapi('CreatedIntegration');

export const integrationExample = {
  id: '5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21',
  platform: 'woocommerce',
  status: 'active',
  namespace: null,
  webhookUrl: 'https://engine.example/v1/webhooks/5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21',
  settings: { currency: 'EUR', orderStatuses: { 'awaiting-shipment': 'bought' } },
  apiUrl: null,
  reconcileEveryMs: null,
  reconciledUntil: null,
  previousSecretUntil: null,
  firstEventAt: '2026-11-22T11:45:00.000Z',
  lastEventAt: '2026-11-22T11:45:00.000Z',
  createdAt: '2026-11-22T11:40:00.000Z',
  updatedAt: '2026-11-22T11:40:00.000Z',
} as const;

export const integrationDetailExample = {
  ...integrationExample,
  deliveries: { received: 0, processed: 31, processed_in_part: 0, ignored: 2, refused: 1, failed: 0 },
  reconciliations: [
    {
      id: '0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66',
      status: 'done',
      since: '2026-11-22T10:40:00.000Z',
      until: '2026-11-22T11:40:00.000Z',
      seen: 12,
      missed: 1,
      duplicates: 11,
      refused: 0,
      cause: null,
      finishedAt: '2026-11-22T11:40:02.000Z',
    },
  ],
} as const;

export const createdIntegrationExample = {
  integration: { ...integrationExample, firstEventAt: null, lastEventAt: null },
  secret: '8f4b2d0c6e1a9f3b5d7c8e2a4b6d0f1c3e5a7b9d2f4c6e8a0b1d3f5c7e9a2b4d',
  setup: {
    topics: ['order.created', 'order.updated'],
    steps: ['In WooCommerce → Settings → Advanced → Webhooks, add one webhook per topic with the URL and the secret.'],
  },
} as const;

/** An integration with the address that its platform sends to. */
export function shownIntegration<T extends Integration>(
  integration: T,
  publicUrl: string,
): T & { readonly webhookUrl: string } {
  return { ...integration, webhookUrl: `${publicUrl}/v1/webhooks/${integration.id}` };
}
