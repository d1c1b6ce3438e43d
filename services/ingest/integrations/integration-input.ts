import { z } from '@hono/zod-openapi';
import { dayMs } from '../../../domain/duration.ts';
import { isWebUrl } from '../../../events/is-web-url.ts';
import { textSchema } from '../../shared/read-input.ts';
import { integrationBounds as bounds } from './integration.ts';

const siteUrlLengthMax = 512;
const shopDomainLengthMax = 253;
const meanings = ['bought', 'payment_pending', 'failed', 'cancelled', 'refunded', 'ignored'] as const;

export const settingsSchema = z.object({
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
const secretSchema = z
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

/** What a store says of a new integration. */
export const newIntegrationInput = z.object({
  platform: z.string().min(1).max(64),
  secret: secretSchema.optional(),
  settings: settingsSchema.partial().optional(),
  api: apiSchema.optional(),
  reconcileEveryMs: reconcileEveryMs.optional(),
});

export const integrationChangeInput = z.object({
  status: z.enum(['active', 'disabled']).optional(),
  settings: settingsSchema.partial().optional(),
  api: apiSchema.nullable().optional(),
  reconcileEveryMs: reconcileEveryMs.optional(),
});

export const rotationInput = z.object({
  secret: secretSchema.optional(),
  overlapMs: z
    .int()
    .min(0)
    .max(7 * dayMs)
    .default(dayMs)
    .openapi({ description: 'How long the secret before stays good.' }),
});
