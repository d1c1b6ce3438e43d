import { z } from '@hono/zod-openapi';
import { brandLogos, brands } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { type BrandSettings, noSettings } from '../../../domain/brand/brand.ts';
import { type BrandColours, checkColours, colourNames } from '../../../domain/brand/colours.ts';
import { isColour } from '../../../domain/brand/contrast.ts';
import { isSiteAddress } from '../../../domain/site-address.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput, textSchema } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { isLogoScope, isScope, readSaid } from './brand-row.ts';

export const brandBounds = { nameLengthMax: 60, urlLengthMax: 500 } as const;

const colour = (description: string) =>
  z
    .string()
    .toLowerCase()
    .refine(isColour, 'must be a colour like #1d4ed8')
    .openapi({ description, example: '#1d4ed8' });

/** What a form may hold while somebody types: readable or not is another question. */
export const coloursInput = z.object({
  primary: colour('Face of buttons; their text is black or white, whichever can be read better.'),
  background: colour('What texts stand on.'),
  text: colour('Of texts.'),
  link: colour('Of links.'),
}) satisfies z.ZodType<BrandColours>;

export const brandInput = z.object({
  name: textSchema(1, brandBounds.nameLengthMax)
    .nullable()
    .openapi({ description: 'What the dashboard calls itself, and pages that belong to no cart.' }),
  colours: coloursInput.nullable().openapi({
    description: 'All four, because they are read on each other: 4.5 to 1 for texts and links, 3 to 1 for buttons.',
  }),
  supportEmail: z.email().max(254).nullable().openapi({ description: 'Where shoppers are told that they can ask.' }),
  supportUrl: z
    .string()
    .max(brandBounds.urlLengthMax)
    .refine(isSiteAddress, 'must be an address like https://shop.example/help')
    .nullable()
    .openapi({ description: 'The same as a page.' }),
  madeWith: z
    .boolean()
    .nullable()
    .openapi({ description: 'Whether pages and built-in mails say by what they were made.' }),
}) satisfies z.ZodType<BrandSettings>;

export interface BrandDeps {
  readonly database: Database;
  /** Tells every process that something else is said. */
  readonly onChange: () => Promise<void>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface BrandScope {
  readonly actor: Actor;
  /** Null: of the installation. */
  readonly storeId: string | null;
}

/** Replaces all that is said but the logos. Throws `invalid` with the nearest colour that would do for one that cannot be read. */
export async function replaceBrand(
  { database, onChange, now }: BrandDeps,
  { actor, storeId, settings }: BrandScope & { readonly settings: BrandSettings },
): Promise<void> {
  const action = brandPermission(storeId);
  requirePermission(actor, action, storeId);
  const input = readInput(brandInput, settings);
  refuseUnreadable(input.colours);
  await inScope(database, storeId, async (tx) => {
    const before = await lockedSaid(tx, storeId);
    const row = { ...rowOf(input), changedAt: new Date(now()) };
    await tx
      .insert(brands)
      .values({ storeId, ...row })
      .onConflictDoUpdate({ target: brands.storeId, set: row });
    const change = changeBetween(shownSettings(before), shownSettings(input), {
      shown: ['name', ...colourNames, 'supportUrl', 'madeWith'],
      named: ['supportEmail'],
    });
    await recordAudit(tx, { actor, storeId, action, subject: brandSubject(storeId), change });
  });
  await onChange();
}

/** Takes back all that was said, the logos too. Nothing to take back changes nothing. */
export async function resetBrand({ database, onChange }: BrandDeps, { actor, storeId }: BrandScope): Promise<void> {
  const action = brandPermission(storeId);
  requirePermission(actor, action, storeId);
  await inScope(database, storeId, async (tx) => {
    const before = await lockedSaid(tx, storeId);
    const gone = await tx.delete(brands).where(isScope(storeId)).returning({ changedAt: brands.changedAt });
    if (gone.length === 0) return;
    await tx.delete(brandLogos).where(isLogoScope(storeId));
    const change = changeBetween(
      { ...shownSettings(before), ...before.logos },
      { ...shownSettings(noSettings), light: null, dark: null },
      { shown: ['name', ...colourNames, 'supportUrl', 'madeWith'], named: ['supportEmail', 'light', 'dark'] },
    );
    await recordAudit(tx, { actor, storeId, action, subject: brandSubject(storeId), change });
  });
  await onChange();
}

/** How all stores look is not said by one of them. */
export function brandPermission(storeId: string | null): 'store:write' | 'platform-brand:write' {
  return storeId === null ? 'platform-brand:write' : 'store:write';
}

export function brandSubject(storeId: string | null) {
  return { kind: 'brand', id: storeId ?? 'platform' } as const;
}

/** A store's own rows by the role of stores, those of the installation by the engine's. */
function inScope(database: Database, storeId: string | null, work: (tx: Tx) => Promise<void>): Promise<void> {
  return storeId === null ? withEngine(database, work) : withStore(database, storeId, work);
}

/** What is said so far; of two who change it at the same moment, one waits for the other. */
export async function lockedSaid(tx: Tx, storeId: string | null) {
  await rawSql(tx)`select pg_advisory_xact_lock(hashtextextended(${`brand/${storeId ?? 'platform'}`}, 0))`;
  return readSaid(tx, storeId);
}

function refuseUnreadable(colours: BrandColours | null): void {
  const [found] = colours === null ? [] : checkColours(colours);
  if (!found) return;
  const { colour: which, ratio, ratioMin, nearest } = found;
  throw new ServiceError(
    'invalid',
    `has ${ratio} to 1 against the background, where ${ratioMin} are needed: the nearest colour that has it is ${nearest}`,
    { path: `colours.${which}`, details: { ratio, ratioMin, nearest } },
  );
}

function rowOf({ colours, ...settings }: BrandSettings) {
  return {
    ...settings,
    primaryColour: colours?.primary ?? null,
    backgroundColour: colours?.background ?? null,
    textColour: colours?.text ?? null,
    linkColour: colours?.link ?? null,
  };
}

function shownSettings({ name, colours, supportEmail, supportUrl, madeWith }: BrandSettings) {
  return { name, supportEmail, supportUrl, madeWith, ...colours };
}
