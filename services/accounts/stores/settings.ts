import { z } from '@hono/zod-openapi';
import type { stores } from '../../../db/postgres/schema/index.ts';
import { channels, type ProviderPicks } from '../../../domain/channel.ts';
import { basisCountries } from '../../../domain/compliance/basis-policy.ts';
import type { SoftOptIn } from '../../../domain/compliance/contact-basis.ts';
import { capActions } from '../../../domain/compliance/message-cap.ts';
import { countryRulesChoices, type QuietHours } from '../../../domain/compliance/sending-time.ts';
import { dayMs } from '../../../domain/duration.ts';
import { holdoutPercent } from '../../../domain/experiments/holdout.ts';
import { isLocale, isTimeZone } from '../../../domain/place.ts';
import { replyHandlings } from '../../../domain/replies/forward-state.ts';
import { isSiteAddress } from '../../../domain/site-address.ts';
import { buyersForSchedule, scheduledTrainingChoices } from '../../../domain/training/scheduled-training.ts';
import { holdoutPercentSchema } from '../../recovery/campaigns/campaign-input.ts';
import { textSchema } from '../../shared/read-input.ts';

type Row = typeof stores.$inferSelect;

/** What a store may change of itself. Durations are milliseconds of the store's own clock. */
export type StoreSettings = Pick<
  Row,
  | 'name'
  | 'status'
  | 'locale'
  | 'timeZone'
  | 'url'
  | 'senderName'
  | 'postalAddress'
  | 'timeScale'
  | 'cartIdleMs'
  | 'checkoutIdleMs'
  | 'browseIdleMs'
  | 'coolDownMs'
  | 'capMessages'
  | 'capMessagesOfAll'
  | 'capAction'
  | 'capPeriodMs'
  | 'quietHours'
  | 'countryRules'
  | 'replyHandling'
  | 'replyMailbox'
  | 'replyTextInWebhooks'
  | 'clickTracking'
  | 'scheduledTraining'
  | 'softOptIn'
  | 'doubleOptInCountries'
>;

export interface Store extends StoreSettings {
  readonly providers: ProviderPicks;
  readonly id: string;
  readonly createdAt: Date;
}

/** Bounds of every setting, in one place for the API, the command line and the tests. The columns are 32-bit integers. */
export const storeBounds = {
  nameLengthMax: 100,
  postalAddressLengthMax: 300,
  urlLengthMax: 2_048,
  timeScaleMin: 1,
  timeScaleMax: 100_000,
  idleMsMin: 1_000,
  idleMsMax: 7 * dayMs,
  coolDownMsMax: 24 * dayMs,
  capMessagesMax: 100,
  capPeriodMsMin: 60_000,
  capPeriodMsMax: 24 * dayMs,
  providerLengthMax: 40,
  mailboxLengthMax: 254,
} as const;

const idleMs = z.int().min(storeBounds.idleMsMin).max(storeBounds.idleMsMax);

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the day, e.g. 21:00');

/** Nothing goes out in them; of a channel that is not named it does. */
export const quietHoursSchema = z
  .strictObject({
    from: timeOfDay,
    until: timeOfDay,
    channels: z
      .array(z.enum(channels))
      .min(1)
      .max(channels.length)
      .refine(isSet, 'must name each channel once')
      .readonly(),
  })
  .refine(({ from, until }) => from !== until, {
    path: ['until'],
    message: 'must not be when they begin: that would be the whole day. Pause the store to send nothing.',
  });

const basisCountriesSchema = z
  .array(
    z.string().refine((country) => basisCountries.includes(country), 'must be a country of GET /v1/basis-policies'),
  )
  .max(basisCountries.length)
  .refine(isSet, 'must name each country once');

export const softOptInSchema = z.strictObject({
  countries: basisCountriesSchema.min(1, 'must name a country; null switches it off').readonly(),
  objectionOfferedSince: z.iso.date('must be a calendar day, e.g. 2026-01-31').openapi({
    description:
      'Since when the shop offers to object where it takes the address of an order; by setting it the store says so. Orders placed before midnight UTC of that day do not count.',
  }),
});

function isSet(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

/** What a store may set; durations are milliseconds of the store's clock. */
export const storeSettingsSchema = z.object({
  name: textSchema(1, storeBounds.nameLengthMax),
  status: z.enum(['active', 'paused']).openapi({ description: 'A paused store sends nothing.' }),
  locale: z.string().max(35).refine(isLocale, 'must be a BCP 47 tag, e.g. de-AT'),
  timeZone: z.string().max(64).refine(isTimeZone, 'must be an IANA time zone, e.g. Europe/Vienna'),
  url: z
    .url({ protocol: /^https?$/, error: 'must be the address of the shop, e.g. https://shop.example' })
    .max(storeBounds.urlLengthMax)
    .refine(isSiteAddress, 'must be the address of the shop, e.g. https://shop.example: no user name, no password')
    .openapi({
      description:
        'The address of the shop. Links of a message lead to pages below it and nowhere else, so a store without one could remind nobody.',
    }),
  senderName: textSchema(1, storeBounds.nameLengthMax)
    .refine((text) => !/[\p{Cc}<>"@]/u.test(text), 'must not contain line breaks, quotes, angle brackets or @')
    .nullable(),
  postalAddress: textSchema(1, storeBounds.postalAddressLengthMax)
    .refine((text) => !/[^\P{Cc}\n]/u.test(text), 'must not contain control characters but line breaks')
    .nullable()
    .openapi({
      description:
        'Where letters reach the store, in lines. It stands at the foot of each e-mail; many countries ask for it.',
    }),
  timeScale: z
    .number()
    .min(storeBounds.timeScaleMin)
    .max(storeBounds.timeScaleMax)
    .openapi({ description: "How much faster than the wall the store's clock runs; 1 in production." }),
  cartIdleMs: idleMs.openapi({ description: 'A cart untouched for so long is abandoned.' }),
  checkoutIdleMs: idleMs.openapi({ description: 'The same once the checkout was begun.' }),
  browseIdleMs: idleMs
    .nullable()
    .openapi({ description: 'The same for known people who only looked at products; null: they start nothing.' }),
  coolDownMs: z
    .int()
    .min(0)
    .max(storeBounds.coolDownMsMax)
    .openapi({ description: 'No new recovery of a person for so long after the last one.' }),
  capMessages: z
    .int()
    .min(1)
    .max(storeBounds.capMessagesMax)
    .openapi({ description: 'Messages per person and channel within capPeriodMs.' }),
  capMessagesOfAll: z.int().min(1).max(storeBounds.capMessagesMax).nullable().openapi({
    description: 'Messages per person over all channels and campaigns within capPeriodMs; null: no such cap.',
  }),
  capAction: z.enum(capActions).openapi({
    description:
      'What becomes of a message that a cap holds back: `skip` lets it go, `postpone` lets it wait until there is room, for two days at most.',
  }),
  capPeriodMs: z
    .int()
    .min(storeBounds.capPeriodMsMin)
    .max(storeBounds.capPeriodMsMax)
    .openapi({ description: 'A rolling period, counted back from each message; not days of a calendar.' }),
  quietHours: quietHoursSchema.nullable().openapi({
    description:
      'Nothing goes out in these hours of the wall clock of whoever would get it, on the channels that are named; what is due waits for their end. Null: none. A new shop begins with 21:00 to 08:00 for SMS and push; one whose clock runs faster, with none.',
  }),
  countryRules: z.enum(countryRulesChoices).openapi({
    description:
      'Whether the presets of the countries that people live in hold: `GET /v1/country-policies` lists them. They are data with their sources and no legal advice.',
  }),
  replyHandling: z.enum(replyHandlings).openapi({
    description:
      'Who gets answers to the e-mails of the store: `sender`, whoever reads the mailbox of its sender; `engine`, this installation, which acts on refusals, pauses what is open for whoever answered, and hands the answer on. For `engine` the operator has to have set up a domain for mail.',
  }),
  replyMailbox: z
    .email('must be a mailbox, e.g. help@shop.example')
    .max(storeBounds.mailboxLengthMax)
    .refine(
      (address) => !/^(?:reply|unsubscribe)(?:\+|@)/i.test(address),
      'must not be an address of this installation',
    )
    .nullable()
    .openapi({
      description:
        'Where answers that the engine took are forwarded to, so that one reply reaches the person; null: nowhere.',
    }),
  replyTextInWebhooks: z
    .boolean()
    .openapi({ description: 'Whether `reply.received` holds what the person wrote, too.' }),
  clickTracking: z.boolean().openapi({
    description:
      'Whether it is noted who opens a message or follows its link. Without it nothing is counted as opened or clicked, and conditions of flows on them are never true.',
  }),
  scheduledTraining: z.enum(scheduledTrainingChoices).openapi({
    description: `Whether a model of the store learns anew each month: \`auto\` once ${buyersForSchedule} carts without a message were bought within half a year, \`on\` also before, \`off\` only when somebody asks or carts have changed.`,
  }),
  softOptIn: softOptInSchema.nullable().openapi({
    description:
      'Where buyers may be reminded by e-mail without having agreed: people with an address in one of these countries who placed an order since the shop offers to object, and of whom no refusal is known. Null: nowhere. `GET /v1/basis-policies` lists what countries ask.',
  }),
  doubleOptInCountries: basisCountriesSchema.openapi({
    description:
      'Where a consent to e-mail counts only when it was confirmed from the mailbox: for people with an address in one of these countries.',
  }),
});

export const newStoreInput = storeSettingsSchema.partial().extend({
  name: storeSettingsSchema.shape.name,
  holdoutPercent: holdoutPercentSchema.optional().openapi({
    description: `Of its first campaign: share of the people who get no message, so that it shows what messages bring. Unless given: ${holdoutPercent.ofNewCampaign} in a store that a person makes, 0 in one that a program makes.`,
  }),
});
const providerSchema = textSchema(1, storeBounds.providerLengthMax).nullable();
export const storeChangeInput = storeSettingsSchema
  .extend({
    providers: z.strictObject({ email: providerSchema, sms: providerSchema, push: providerSchema }).partial().openapi({
      description:
        "Which of the configured providers sends for the store on a channel; null: the installation's. Channels that are not named stay as they are. A message under way stays with the provider that may have it.",
    }),
  })
  .partial();

/** Of these the audit log keeps the values; who signs the messages may be a person. */
export const auditedSettings = [
  'name',
  'status',
  'locale',
  'timeZone',
  'url',
  'timeScale',
  'cartIdleMs',
  'checkoutIdleMs',
  'browseIdleMs',
  'coolDownMs',
  'capMessages',
  'capMessagesOfAll',
  'capAction',
  'capPeriodMs',
  'countryRules',
  'replyHandling',
  'replyTextInWebhooks',
  'clickTracking',
  'scheduledTraining',
  'doubleOptInCountries',
] as const satisfies readonly (keyof StoreSettings)[];

/** The soft opt-in as the audit log shows it: since when the store says that it offers to object, and the countries. */
export function auditedSoftOptIn(softOptIn: SoftOptIn | null): readonly string[] | null {
  return softOptIn && [softOptIn.objectionOfferedSince, ...softOptIn.countries];
}

/** Quiet hours as the audit log shows them: `21:00-08:00`, and the channels. */
export function auditedQuietHours(quietHours: QuietHours | null): readonly string[] | null {
  return quietHours && [`${quietHours.from}-${quietHours.until}`, ...quietHours.channels];
}

type Protection = Pick<StoreSettings, 'quietHours' | 'countryRules'>;

export const unprotected: Protection = { quietHours: null, countryRules: 'off' };

/**
 * What protects the people of a new shop until it says otherwise. A store whose clock runs faster is for trying things
 * out: the night of the wall would stop it for what are weeks of its own.
 */
export function protectionOf(timeScale = 1): Protection {
  if (timeScale !== 1) return unprotected;
  return { quietHours: { from: '21:00', until: '08:00', channels: ['sms', 'push'] }, countryRules: 'by_country' };
}
