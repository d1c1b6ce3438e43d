import { z } from '@hono/zod-openapi';
import { and, eq } from 'drizzle-orm';
import { contentTemplates, phoneSettings } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { contentVariables, richCarriers } from '../../../domain/phone/carrier.ts';
import { decimalOf, microsOf } from '../../../domain/phone/text-cost.ts';
import { isLocale } from '../../../domain/place.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput, textSchema } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';

export const phoneLimits = {
  sourcesMax: 20,
  /** As of a consent's source. */
  sourceLengthMax: 200,
  segmentsMax: 6,
  pricesMax: 250,
  templatesMax: 200,
  templateNameLengthMax: 100,
  variablesMax: 20,
} as const;

/** What an SMS may be billed as where the store says nothing. */
export const segmentsMaxUsual = 3;

/** How the vendor names a template of its own. */
export const contentSidSchema = z
  .string()
  .regex(/^HX[0-9a-fA-F]{32}$/, 'must be HX and 32 characters of 0–9 and a–f, as the console of Twilio shows it');

export const contentTemplateInput = z.object({
  carrier: z.enum(richCarriers),
  template: textSchema(1, phoneLimits.templateNameLengthMax).openapi({ description: 'Name of a template of ours.' }),
  locale: z.string().max(35).refine(isLocale, 'must be a BCP 47 tag, e.g. de-AT'),
  contentSid: contentSidSchema,
  variables: z
    .array(z.enum(contentVariables))
    .max(phoneLimits.variablesMax)
    .readonly()
    .openapi({ description: 'What stands for {{1}}, {{2}} and so on, in this order.' }),
});

export const phoneSettingsInput = z
  .object({
    carriers: z.array(z.enum(richCarriers)).max(richCarriers.length).readonly().openapi({
      description: 'What is tried before SMS, in this order. Empty: SMS alone.',
    }),
    whatsAppSources: z
      .array(textSchema(1, phoneLimits.sourceLengthMax))
      .max(phoneLimits.sourcesMax)
      .readonly()
      .openapi({
        description:
          'The `source` of consents to texts whose words name WhatsApp too. Nobody else is written to by WhatsApp.',
      }),
    segmentsMax: z.int().min(1).max(phoneLimits.segmentsMax).openapi({
      description: 'An SMS that would be billed as more is not sent.',
    }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a currency as of ISO 4217, e.g. EUR')
      .nullable(),
    prices: z
      .array(
        z.object({
          country: z.string().regex(/^[A-Z]{2}$/, 'must be a country as of ISO 3166-1, e.g. AT'),
          perSegment: z.string().regex(/^\d{1,3}(\.\d{1,6})?$/, 'must be an amount such as 0.0831'),
        }),
      )
      .max(phoneLimits.pricesMax)
      .readonly()
      .openapi({ description: 'What one SMS of one part costs, in units of the currency.' }),
    templates: z.array(contentTemplateInput).max(phoneLimits.templatesMax).readonly().openapi({
      description: 'Our templates as the vendor approved them, one for each carrier and language.',
    }),
  })
  .superRefine((given, context) => {
    const twice = (path: string, keys: readonly string[]) => {
      const index = keys.findIndex((key, at) => keys.indexOf(key) !== at);
      if (index >= 0) context.addIssue({ code: 'custom', path: [path, index], message: 'is there twice' });
    };
    twice('carriers', given.carriers);
    twice(
      'prices',
      given.prices.map(({ country }) => country),
    );
    twice(
      'templates',
      given.templates.map(({ carrier, template, locale }) => `${carrier}/${template}/${locale}`),
    );
    if (given.prices.length > 0 && given.currency === null)
      context.addIssue({ code: 'custom', path: ['currency'], message: 'is needed with prices' });
  });

type Input = z.output<typeof phoneSettingsInput>;

export interface PhoneSettings extends Omit<Input, 'templates'> {
  readonly templates: readonly (Input['templates'][number] & {
    /** Not null: the vendor paused or rejected it, and nothing goes out by it. */
    readonly stopped: { readonly code: string; readonly at: Date } | null;
  })[];
}

export async function getPhoneSettings(
  database: Pick<Database, 'app'>,
  { storeId }: { readonly storeId: string },
): Promise<PhoneSettings> {
  return withStore(database, storeId, (tx) => readPhoneSettings(tx, storeId));
}

/** Replaces the whole of it. A template that was stopped stays so while it is the same of the vendor's. */
export async function replacePhoneSettings(
  database: Pick<Database, 'app'>,
  { actor, storeId, settings: given }: { readonly actor: Actor; readonly storeId: string; readonly settings: Input },
): Promise<PhoneSettings> {
  requirePermission(actor, 'store:write', storeId);
  const { templates, prices, ...input } = readInput(phoneSettingsInput, given);
  return withStore(database, storeId, async (tx) => {
    const before = await readPhoneSettings(tx, storeId);
    const row = {
      ...{ carriers: [...input.carriers], whatsAppSources: [...input.whatsAppSources] },
      ...{ segmentsMax: input.segmentsMax, currency: input.currency },
      prices: prices.map(({ country, perSegment }) => ({ country, micros: microsOf(perSegment) })),
    };
    await tx
      .insert(phoneSettings)
      .values({ storeId, ...row })
      .onConflictDoUpdate({ target: phoneSettings.storeId, set: row });
    await tx.delete(contentTemplates).where(eq(contentTemplates.storeId, storeId));
    const stopped = new Map(before.templates.map((template) => [template.contentSid, template.stopped]));
    if (templates.length > 0)
      await tx.insert(contentTemplates).values(
        templates.map((template) => {
          const stop = stopped.get(template.contentSid) ?? null;
          return { storeId, ...template, stoppedCode: stop?.code ?? null, stoppedAt: stop?.at ?? null };
        }),
      );
    const after = await readPhoneSettings(tx, storeId);
    const change = changeBetween(asAudited(before), asAudited(after), {
      shown: ['carriers', 'whatsAppSources', 'segmentsMax', 'currency', 'templates'],
      named: ['prices'],
    });
    await recordAudit(tx, { actor, storeId, action: 'store:write', subject: { kind: 'store', id: storeId }, change });
    return after;
  });
}

/** The vendor approved it again: what would be said by it goes out again. */
export async function resumeContentTemplate(
  database: Pick<Database, 'app'>,
  { actor, storeId, contentSid }: { readonly actor: Actor; readonly storeId: string; readonly contentSid: string },
): Promise<PhoneSettings> {
  requirePermission(actor, 'store:write', storeId);
  return withStore(database, storeId, async (tx) => {
    const isIt = and(eq(contentTemplates.storeId, storeId), eq(contentTemplates.contentSid, contentSid));
    const [known] = await tx.select().from(contentTemplates).where(isIt).for('update');
    if (!known) throw new ServiceError('not_found', 'This store uses no such template of the vendor’s.');
    if (known.stoppedCode === null) throw new ServiceError('conflict', 'This template is not stopped.');
    await tx.update(contentTemplates).set({ stoppedCode: null, stoppedAt: null }).where(isIt);
    const change = { [contentSid]: { before: known.stoppedCode, after: null } };
    await recordAudit(tx, { actor, storeId, action: 'store:write', subject: { kind: 'store', id: storeId }, change });
    return readPhoneSettings(tx, storeId);
  });
}

async function readPhoneSettings(tx: Tx, storeId: string): Promise<PhoneSettings> {
  const [row] = await tx.select().from(phoneSettings).where(eq(phoneSettings.storeId, storeId));
  const templates = await tx
    .select()
    .from(contentTemplates)
    .where(eq(contentTemplates.storeId, storeId))
    .orderBy(contentTemplates.template, contentTemplates.carrier, contentTemplates.locale);
  return {
    carriers: row?.carriers ?? [],
    whatsAppSources: row?.whatsAppSources ?? [],
    segmentsMax: row?.segmentsMax ?? segmentsMaxUsual,
    currency: row?.currency ?? null,
    prices: (row?.prices ?? []).map(({ country, micros }) => ({ country, perSegment: decimalOf(micros) })),
    templates: templates.map(({ storeId: _, stoppedCode, stoppedAt, ...template }) => ({
      ...template,
      stopped: stoppedCode !== null && stoppedAt !== null ? { code: stoppedCode, at: stoppedAt } : null,
    })),
  };
}

/** Templates are shown as `whatsapp cart-reminder-1 de: HX…`. */
function asAudited({ templates, prices, ...settings }: PhoneSettings) {
  return {
    ...settings,
    prices: prices.map(({ country, perSegment }) => `${country} ${perSegment}`),
    templates: templates.map(
      ({ carrier, template, locale, contentSid }) => `${carrier} ${template} ${locale}: ${contentSid}`,
    ),
  };
}
