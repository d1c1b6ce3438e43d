import { z } from '@hono/zod-openapi';
import { eq } from 'drizzle-orm';
import { draftSettings } from '../../../db/postgres/schema/index.ts';
import { type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import {
  type DraftGuidance,
  draftParts,
  guidanceLimits,
  noGuidance,
  partLengthMax,
} from '../../../domain/drafts/guidance.ts';
import { isLocale } from '../../../domain/place.ts';
import { isForbiddenHost } from '../../../runtime/forbidden-address.ts';
import { withoutTrailingSlashes } from '../../../runtime/trailing-slashes.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput, textSchema } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import type { SealedColumn } from '../../shared/sealed/sealed-column.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { dayOf } from './budget.ts';
import type { DraftDeps, ModelEndpoint } from './draft-deps.ts';

const localeSchema = z.string().max(35).refine(isLocale, 'must be a BCP 47 tag, e.g. de-AT');

export const guidanceSchema = z.strictObject({
  tone: textSchema(0, guidanceLimits.toneLengthMax).openapi({
    description: 'In the words of the store, e.g. "warm, brief, no exclamation marks".',
  }),
  lengths: z
    .partialRecord(z.enum(draftParts), z.int().min(1))
    .superRefine((lengths, context) => {
      for (const part of draftParts)
        if ((lengths[part] ?? 0) > partLengthMax[part])
          context.addIssue({ code: 'custom', path: [part], message: `must be at most ${partLengthMax[part]}` });
    })
    .openapi({ description: 'The most characters of a part; the usual length where there is none.' }),
  neverSay: z
    .array(textSchema(1, guidanceLimits.wordLengthMax))
    .max(guidanceLimits.neverSayMax)
    .readonly()
    .openapi({ description: 'Words and phrases that no draft contains, in any case and with or without accents.' }),
  discountPercentMax: z
    .int()
    .min(0)
    .max(100)
    .nullable()
    .openapi({ description: 'No draft names a larger discount, whatever is stated; null: there is no ceiling.' }),
  languages: z
    .array(localeSchema)
    .max(guidanceLimits.languagesMax)
    .readonly()
    .openapi({ description: 'Languages that drafts may be in; empty: all.' }),
});
guidanceSchema satisfies z.ZodType<DraftGuidance>;

export const draftSettingsInput = z.strictObject({
  source: z.enum(['installation', 'own', 'off']).openapi({
    description: 'Which model is asked: the one of the installation, one of the store’s own, or none.',
  }),
  own: z
    .strictObject({
      url: z.url().max(2_048).openapi({
        description: 'Of an OpenAI-compatible API, up to `/v1`: on the public internet, over https.',
        example: 'https://models.example/v1',
      }),
      model: textSchema(1, 200).openapi({ example: 'small-model' }),
      key: textSchema(1, 1_000).nullable().optional().openapi({
        description:
          'Kept sealed and never shown. Not given: the one that is kept, for the same address only. Null: none.',
      }),
    })
    .nullable(),
  guidance: guidanceSchema,
});

type Row = typeof draftSettings.$inferSelect;
type Source = Row['source'];

export interface DraftSettings {
  readonly source: Source;
  /** The model of the installation; null: there is none. */
  readonly installationModel: string | null;
  readonly own: { readonly url: string; readonly model: string; readonly hasKey: boolean } | null;
  readonly guidance: DraftGuidance;
  /** Whether there is a model to ask. */
  readonly isReady: boolean;
  readonly requestsToday: number;
  readonly requestsPerDayMax: number;
}

export async function getDraftSettings(
  { database, models, now }: Pick<DraftDeps, 'database' | 'models' | 'now'>,
  { storeId }: { readonly storeId: string },
): Promise<DraftSettings> {
  const row = await withStore(database, storeId, (tx) => readRow(tx, storeId));
  return toSettings(row, models, now());
}

/** Says which model is asked for drafts, and what they have to be like. */
export async function replaceDraftSettings(
  { database, sealer, models, allowLoopback, now }: DraftDeps,
  {
    actor,
    storeId,
    ...given
  }: z.input<typeof draftSettingsInput> & { readonly actor: Actor; readonly storeId: string },
): Promise<DraftSettings> {
  requirePermission(actor, 'store:write', storeId);
  const { source, own, guidance } = readInput(draftSettingsInput, given);
  if (source === 'own' && own === null)
    throw new ServiceError('invalid', 'must be given where the store asks a model of its own', { path: 'own' });
  if (own) checkModelUrl(own.url, { allowLoopback });
  return withStore(database, storeId, async (tx) => {
    const before = await readRow(tx, storeId, { lock: true });
    const url = own && withoutTrailingSlashes(own.url);
    // Whoever changes the address must not get the key sent to theirs.
    const keptKey = url !== null && url === before?.url ? before.apiKey : null;
    const change = {
      ...{ source, url, model: own?.model ?? null, guidance, updatedAt: new Date(now()) },
      apiKey: own?.key === undefined ? keptKey : own.key && sealer.seal(own.key, placeOf(storeId)),
    };
    const [row] = await tx
      .insert(draftSettings)
      .values({ storeId, ...change })
      .onConflictDoUpdate({ target: draftSettings.storeId, set: change })
      .returning();
    if (!row) throw new Error('the settings were not kept');
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'store:write' },
      subject: { kind: 'store', id: storeId },
      change: changeBetween<Row>(before ?? {}, row, {
        shown: ['source', 'model'],
        named: ['url', 'apiKey', 'guidance'],
      }),
    });
    return toSettings(row, models, now());
  });
}

/** The model that a store asks, with its guidance. Throws `conflict` where there is none. */
export function endpointOf(
  row: Row | null,
  { sealer, models }: Pick<DraftDeps, 'sealer' | 'models'>,
): { readonly endpoint: ModelEndpoint; readonly isOwn: boolean; readonly guidance: DraftGuidance } {
  const guidance = row?.guidance ?? noGuidance;
  const source = row?.source ?? 'installation';
  if (source === 'installation' && models.installation)
    return { endpoint: models.installation, isOwn: false, guidance };
  if (source === 'own' && row?.url && row.model) {
    const key = row.apiKey === null ? null : sealer.open(row.apiKey, placeOf(row.storeId));
    return { endpoint: { url: row.url, model: row.model, key }, isOwn: true, guidance };
  }
  throw new ServiceError(
    'conflict',
    source === 'off'
      ? 'Drafts are switched off in this store: Settings, Drafts.'
      : 'No model is set up for drafts: Settings, Drafts.',
    { details: { reason: source === 'off' ? 'off' : 'not_set_up' } },
  );
}

export async function readRow(
  tx: Tx,
  storeId: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Row | null> {
  const query = tx.select().from(draftSettings).where(eq(draftSettings.storeId, storeId));
  const [row] = await (lock ? query.for('update') : query);
  return row ?? null;
}

function toSettings(row: Row | null, models: DraftDeps['models'], nowMs: number): DraftSettings {
  const source = row?.source ?? 'installation';
  const own = row?.url && row.model ? { url: row.url, model: row.model, hasKey: row.apiKey !== null } : null;
  return {
    ...{ source, own, guidance: row?.guidance ?? noGuidance },
    installationModel: models.installation?.model ?? null,
    isReady: source === 'own' ? own !== null : source === 'installation' && models.installation !== null,
    requestsToday: row?.usedDay === dayOf(nowMs) ? row.usedRequests : 0,
    requestsPerDayMax: models.requestsPerDayMax,
  };
}

export const sealedDraftKey: SealedColumn = {
  ...{ table: 'draft_settings', column: 'api_key', key: ['store_id'], of: 'store' },
  place: ({ store_id: storeId = '' }) => placeOf(storeId),
};

function placeOf(storeId: string): string {
  return `${storeId}/draft-settings/api-key`;
}

/** What the name leads to is checked again at every connection: this is only to say so early. */
function checkModelUrl(text: string, { allowLoopback }: { readonly allowLoopback: boolean }): void {
  const url = URL.parse(text);
  const problem = !url
    ? 'must be a URL'
    : url.username || url.password || url.search || url.hash
      ? 'must be a plain address, without a user, a query or a fragment'
      : url.protocol !== 'https:' && !(allowLoopback && url.protocol === 'http:')
        ? 'must begin with https://'
        : isForbiddenHost(url.hostname, { allowLoopback })
          ? 'must be an address on the public internet'
          : null;
  if (problem) throw new ServiceError('invalid', problem, { path: 'own.url' });
}
