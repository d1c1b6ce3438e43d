import { z } from '@hono/zod-openapi';
import { and, eq, isNotNull } from 'drizzle-orm';
import { catalogSettings, integrations } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import {
  type CatalogSource,
  catalogSources,
  type SoldOutWay,
  soldOutWays,
} from '../../../domain/catalog/catalog-source.ts';
import type { Catalog } from '../../../platforms/catalogs/catalog.ts';
import { catalogUnits } from '../../../platforms/catalogs/registry.ts';
import type { Sealer } from '../../../runtime/sealer.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { checkPublicUrl } from '../../shared/check-public-url.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { newCatalogSecret, sealCatalogSecret } from './catalog-secret.ts';

export type CatalogRow = typeof catalogSettings.$inferSelect;

/** The catalog that a store asks; null: it asks none, or gave no access to it. */
export type OpenCatalog = (row: CatalogRow) => Promise<Catalog | null>;

export interface CatalogSettingsDeps {
  readonly database: Pick<Database, 'app'>;
  readonly sealer: Sealer;
  /** Whether an address may be on this machine: tests and trials only. */
  readonly allowLoopback: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export const catalogSettingsInput = z
  .strictObject({
    source: z.enum(catalogSources).openapi({
      description:
        'Who is asked about the goods of a cart when a message goes out: nobody, the connected shop of a platform, or `url`.',
    }),
    soldOut: z.enum(soldOutWays).openapi({
      description: 'What becomes of lines that cannot be bought: left out, or shown as sold out behind the others.',
    }),
    url: z.url().max(2_048).nullable().default(null).openapi({
      description: 'Of the source `http`: on the public internet, over https. Not given: the one that is kept.',
    }),
    newSecret: z.boolean().default(false).openapi({
      description: 'Makes another secret for the same address. The one before is not used any more.',
    }),
  })
  .openapi('CatalogSettingsInput');

export interface CatalogSettings {
  readonly source: CatalogSource;
  readonly soldOut: SoldOutWay;
  readonly url: string | null;
  /** Platforms of which a shop is connected that can be asked. */
  readonly connected: readonly string[];
  /** Whether the source can be asked. */
  readonly isReady: boolean;
}

export interface ReplacedCatalogSettings {
  readonly settings: CatalogSettings;
  /** Signs what `url` is asked; shown this once. Null: it is the one that was shown. */
  readonly secret: string | null;
}

export async function getCatalogSettings(
  { database }: Pick<CatalogSettingsDeps, 'database'>,
  { storeId }: { readonly storeId: string },
): Promise<CatalogSettings> {
  return withStore(database, storeId, async (tx) =>
    toSettings(await readCatalogRow(tx, storeId), await connectedPlatforms(tx, storeId)),
  );
}

/** Says who is asked about the goods of a cart, and what becomes of lines that cannot be bought. */
export async function replaceCatalogSettings(
  { database, sealer, allowLoopback, now }: CatalogSettingsDeps,
  {
    actor,
    storeId,
    ...given
  }: z.input<typeof catalogSettingsInput> & { readonly actor: Actor; readonly storeId: string },
): Promise<ReplacedCatalogSettings> {
  requirePermission(actor, 'store:write', storeId);
  const input = readInput(catalogSettingsInput, given);
  if (input.url !== null) checkPublicUrl(input.url, { allowLoopback, path: 'url' });
  return withStore(database, storeId, async (tx) => {
    const before = await readCatalogRow(tx, storeId, { lock: true });
    const { source, soldOut } = input;
    const url = input.url ?? before?.url ?? null;
    if (source === 'http' && url === null)
      throw new ServiceError('invalid', 'must be given where an address of the store’s own is asked', { path: 'url' });
    // Whoever changes the address must not get requests that another one would believe.
    const isNew = url !== null && (input.newSecret || url !== before?.url);
    const secret = isNew ? newCatalogSecret() : null;
    const sealed = secret === null ? (before?.secret ?? null) : sealCatalogSecret(sealer, storeId, secret);
    const change = { source, soldOut, url, secret: sealed, updatedAt: new Date(now()) };
    const [row] = await tx
      .insert(catalogSettings)
      .values({ storeId, ...change })
      .onConflictDoUpdate({ target: catalogSettings.storeId, set: change })
      .returning();
    if (!row) throw new Error('the settings were not kept');
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'store:write' },
      subject: { kind: 'store', id: storeId },
      change: changeBetween<CatalogRow>(before ?? {}, row, { shown: ['source', 'soldOut'], named: ['url', 'secret'] }),
    });
    return { settings: toSettings(row, await connectedPlatforms(tx, storeId)), secret };
  });
}

export async function readCatalogRow(
  tx: Tx,
  storeId: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<CatalogRow | null> {
  const query = tx.select().from(catalogSettings).where(eq(catalogSettings.storeId, storeId));
  const [row] = await (lock ? query.for('update') : query);
  return row ?? null;
}

async function connectedPlatforms(tx: Tx, storeId: string): Promise<readonly string[]> {
  const rows = await tx
    .selectDistinct({ platform: integrations.platform })
    .from(integrations)
    .where(and(eq(integrations.storeId, storeId), isNotNull(integrations.apiUrl), isNotNull(integrations.apiToken)));
  const connected = new Set(rows.map(({ platform }) => platform));
  return catalogUnits.flatMap(({ needs }) =>
    needs.kind === 'platform' && connected.has(needs.platform) ? [needs.platform] : [],
  );
}

function toSettings(row: CatalogRow | null, connected: readonly string[]): CatalogSettings {
  const { source = 'off', soldOut = 'drop', url = null } = row ?? {};
  const isReady = source === 'http' ? url !== null : connected.includes(source);
  return { source, soldOut, url, connected, isReady };
}
