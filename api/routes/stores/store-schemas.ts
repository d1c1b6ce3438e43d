import { z } from '@hono/zod-openapi';
import { isLocale, isTimeZone } from '../../../domain/place.ts';
import { isSiteAddress } from '../../../domain/site-address.ts';
import { storeBounds as bounds } from '../../../services/accounts/stores/settings.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import { textSchema } from '../../openapi/parameters.ts';

const idleMs = z.int().min(bounds.idleMsMin).max(bounds.idleMsMax);

/** What a store may set; durations are milliseconds of the store's clock. */
export const storeSettingsSchema = z.object({
  name: textSchema(1, bounds.nameLengthMax),
  status: z.enum(['active', 'paused']).openapi({ description: 'A paused store sends nothing.' }),
  locale: z.string().max(35).refine(isLocale, 'must be a BCP 47 tag, e.g. de-AT'),
  timeZone: z.string().max(64).refine(isTimeZone, 'must be an IANA time zone, e.g. Europe/Vienna'),
  url: z
    .url({ protocol: /^https?$/, error: 'must be the address of the shop, e.g. https://shop.example' })
    .max(bounds.urlLengthMax)
    .refine(isSiteAddress, 'must be the address of the shop, e.g. https://shop.example: no user name, no password')
    .openapi({
      description:
        'The address of the shop. Links of a message lead to pages below it and nowhere else, so a store without one could remind nobody.',
    }),
  senderName: textSchema(1, bounds.nameLengthMax)
    .refine((text) => !/[\p{Cc}<>"@]/u.test(text), 'must not contain line breaks, quotes, angle brackets or @')
    .nullable(),
  timeScale: z
    .number()
    .min(bounds.timeScaleMin)
    .max(bounds.timeScaleMax)
    .openapi({ description: "How much faster than the wall the store's clock runs; 1 in production." }),
  cartIdleMs: idleMs.openapi({ description: 'A cart untouched for so long is abandoned.' }),
  checkoutIdleMs: idleMs.openapi({ description: 'The same once the checkout was begun.' }),
  browseIdleMs: idleMs
    .nullable()
    .openapi({ description: 'The same for known people who only looked at products; null: they start nothing.' }),
  coolDownMs: z
    .int()
    .min(0)
    .max(bounds.coolDownMsMax)
    .openapi({ description: 'No new recovery of a person for so long after the last one.' }),
  capMessages: z
    .int()
    .min(1)
    .max(bounds.capMessagesMax)
    .openapi({ description: 'Messages per person and channel within capPeriodMs.' }),
  capPeriodMs: z.int().min(bounds.capPeriodMsMin).max(bounds.capPeriodMsMax),
});

export const newStoreSchema = storeSettingsSchema
  .partial()
  .extend({ name: storeSettingsSchema.shape.name, url: storeSettingsSchema.shape.url })
  .openapi('NewStore');
const providerSchema = textSchema(1, bounds.providerLengthMax);
export const storeChangeSchema = storeSettingsSchema
  .extend({
    providers: z
      .strictObject({
        email: providerSchema.nullable(),
        sms: providerSchema.nullable(),
        push: providerSchema.nullable(),
      })
      .partial()
      .openapi({
        description:
          "Which of the configured providers sends for the store on a channel; null: the installation's. Channels that are not named stay as they are. A message under way stays with the provider that may have it.",
      }),
  })
  .partial()
  .openapi('StoreChange');
export const storeSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    status: z.enum(['active', 'paused']),
    locale: z.string(),
    timeZone: z.string(),
    url: z.string().nullable().openapi({ description: 'Null: a store of before addresses were asked for. Set one.' }),
    senderName: z.string().nullable(),
    timeScale: z.number(),
    cartIdleMs: z.int(),
    checkoutIdleMs: z.int(),
    browseIdleMs: z.int().nullable(),
    coolDownMs: z.int(),
    capMessages: z.int(),
    capPeriodMs: z.int(),
    providers: z
      .object({ email: z.string(), sms: z.string(), push: z.string() })
      .partial()
      .openapi({ description: "On channels without an entry the installation's provider sends." }),
    createdAt: momentSchema,
  })
  .openapi('Store');

export const storeExample = {
  id: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11',
  name: 'Lamp Shop',
  status: 'active',
  locale: 'de-AT',
  timeZone: 'Europe/Vienna',
  url: 'https://shop.example',
  senderName: 'Lamp Shop',
  timeScale: 1,
  cartIdleMs: 3_600_000,
  checkoutIdleMs: 1_800_000,
  browseIdleMs: null,
  coolDownMs: 86_400_000,
  capMessages: 4,
  capPeriodMs: 604_800_000,
  providers: { email: 'resend' },
  createdAt: '2026-11-22T10:00:00.000Z',
} as const;

export const ownStoreSchema = storeSchema
  .extend({
    eventFlow: z
      .object({
        state: z.enum(['learning', 'flowing', 'silent']),
        since: momentSchema,
        lastEventAt: momentSchema,
        expectedEvents: z.int(),
        checkedAt: momentSchema,
      })
      .nullable()
      .openapi({
        description:
          "Whether events come as they used to, by the hour of the day. `silent`: they stopped at `since`, and the store's own past would have brought `expectedEvents` by now. It ends by itself with the next event. Null: there was none yet.",
      }),
  })
  .openapi('OwnStore');

export const ownStoreExample = {
  ...storeExample,
  eventFlow: {
    state: 'flowing',
    since: '2026-11-18T08:01:00.000Z',
    lastEventAt: '2026-11-22T10:14:31.020Z',
    expectedEvents: 3,
    checkedAt: '2026-11-22T10:15:00.000Z',
  },
} as const;
