import { z } from '@hono/zod-openapi';
import { capActions } from '../../../domain/compliance/message-cap.ts';
import { countryRulesChoices } from '../../../domain/compliance/sending-time.ts';
import { replyHandlings } from '../../../domain/replies/forward-state.ts';
import { scheduledTrainingChoices } from '../../../domain/training/scheduled-training.ts';
import {
  newStoreInput,
  quietHoursSchema,
  softOptInSchema,
  storeChangeInput,
  storeSettingsSchema,
} from '../../../services/accounts/stores/settings.ts';
import { momentSchema } from '../../openapi/json-content.ts';

/** Through the API a store says where it is: links of a message lead there. */
export const newStoreSchema = newStoreInput.extend({ url: storeSettingsSchema.shape.url }).openapi('NewStore');
export const storeChangeSchema = storeChangeInput.openapi('StoreChange');
export const storeSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    status: z.enum(['active', 'paused']),
    locale: z.string(),
    timeZone: z.string(),
    url: z.string().nullable().openapi({ description: 'Null: a store of before addresses were asked for. Set one.' }),
    senderName: z.string().nullable(),
    postalAddress: z.string().nullable(),
    timeScale: z.number(),
    cartIdleMs: z.int(),
    checkoutIdleMs: z.int(),
    browseIdleMs: z.int().nullable(),
    coolDownMs: z.int(),
    capMessages: z.int(),
    capMessagesOfAll: z.int().nullable(),
    capAction: z.enum(capActions),
    capPeriodMs: z.int(),
    quietHours: quietHoursSchema.nullable(),
    countryRules: z.enum(countryRulesChoices),
    replyHandling: z.enum(replyHandlings),
    replyMailbox: z.string().nullable(),
    replyTextInWebhooks: z.boolean(),
    clickTracking: z.boolean(),
    scheduledTraining: z.enum(scheduledTrainingChoices),
    softOptIn: softOptInSchema.nullable(),
    doubleOptInCountries: z.array(z.string()).readonly(),
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
  postalAddress: 'Lamp Shop GmbH\nLampengasse 1\n1010 Wien',
  timeScale: 1,
  cartIdleMs: 3_600_000,
  checkoutIdleMs: 1_800_000,
  browseIdleMs: null,
  coolDownMs: 86_400_000,
  capMessages: 4,
  capMessagesOfAll: 6,
  capAction: 'skip',
  capPeriodMs: 604_800_000,
  quietHours: { from: '21:00', until: '08:00', channels: ['sms', 'push'] },
  countryRules: 'by_country',
  replyHandling: 'engine',
  replyMailbox: 'help@shop.example',
  replyTextInWebhooks: false,
  clickTracking: true,
  scheduledTraining: 'auto',
  softOptIn: { countries: ['AT', 'DE'], objectionOfferedSince: '2026-01-31' },
  doubleOptInCountries: ['IT'],
  providers: { email: 'resend' },
  createdAt: '2026-11-22T10:00:00.000Z',
} as const;

const providerNames = z.array(z.string()).readonly();

export const ownStoreSchema = storeSchema
  .extend({
    takesMail: z.boolean().openapi({
      description: 'Whether this installation has a domain for mail, without which `replyHandling` has no effect.',
    }),
    configuredProviders: z
      .object({ email: providerNames, sms: providerNames, push: providerNames })
      .openapi({ description: 'What `providers` may pick from.' }),
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
  takesMail: true,
  configuredProviders: { email: ['resend', 'sandbox'], sms: ['twilio', 'sandbox'], push: ['sandbox'] },
  eventFlow: {
    state: 'flowing',
    since: '2026-11-18T08:01:00.000Z',
    lastEventAt: '2026-11-22T10:14:31.020Z',
    expectedEvents: 3,
    checkedAt: '2026-11-22T10:15:00.000Z',
  },
} as const;
