import { hash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { and, desc, eq, inArray } from 'drizzle-orm';
import { brandLogos, brands } from '../../../db/postgres/schema/index.ts';
import { type Database, lookUp, type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { isLogoScope } from './brand-row.ts';
import { type BrandDeps, type BrandScope, brandPermission, brandSubject, lockedSaid } from './change.ts';
import { cleanPng } from './clean-png.ts';

/** In bytes. A mail loads it once for each person. */
export const logoBytesMax = 128 * 1024;
const base64LengthMax = 4 * Math.ceil(logoBytesMax / 3);

/** Pictures of one theme that are kept. */
const keptMax = 10;

export const logoThemes = ['light', 'dark'] as const;
export type LogoTheme = (typeof logoThemes)[number];

export const logoInput = z.object({
  theme: z
    .enum(logoThemes)
    .openapi({ description: '`dark`: the logo on dark ground; without it, the other one is shown there.' }),
  picture: z
    .base64()
    .max(base64LengthMax, `must be a PNG of at most ${logoBytesMax / 1024} KiB`)
    .nullable()
    .openapi({ description: 'A PNG in base64, of which only the pixels are kept; null: none.' }),
});

/**
 * Replaces a logo or takes it away. One that is replaced stays under its address, because mails that were sent show it; one that
 * is taken away is gone, and those before it too. Throws `invalid` for what is no PNG: mail programs show nothing else everywhere.
 */
export async function replaceLogo(
  { database, onChange, now }: BrandDeps,
  { actor, storeId, ...given }: BrandScope & z.input<typeof logoInput>,
): Promise<void> {
  const action = brandPermission(storeId);
  requirePermission(actor, action, storeId);
  const { theme, picture } = readInput(logoInput, given);
  const kept = picture === null ? null : pictureOf(picture);
  const pictureHash = kept && hash('sha256', kept, 'hex');
  const change = async (tx: Tx): Promise<void> => {
    const before = await lockedSaid(tx, storeId);
    if (before.logos[theme] === pictureHash) return;
    const at = new Date(now());
    if (kept && pictureHash) {
      await tx
        .insert(brandLogos)
        .values({ storeId, theme, hash: pictureHash, picture: kept, keptAt: at })
        .onConflictDoUpdate({ target: [brandLogos.storeId, brandLogos.theme, brandLogos.hash], set: { keptAt: at } });
    }
    await forget(tx, { storeId, theme, but: kept ? keptMax : 0 });
    await noteHash(tx, { storeId, theme, pictureHash, at });
    await recordAudit(tx, {
      ...{ actor, storeId, action, subject: brandSubject(storeId) },
      change: { [theme]: { before: before.logos[theme], after: pictureHash } },
    });
  };
  await (storeId === null ? withEngine(database, change) : withStore(database, storeId, change));
  await onChange();
}

/** The picture under an address; null: nobody has it now. */
export async function findLogo(database: Pick<Database, 'app'>, pictureHash: string): Promise<Uint8Array | null> {
  if (!/^[0-9a-f]{64}$/.test(pictureHash)) return null;
  const [found] = await lookUp(database)<
    { picture: Uint8Array }[]
  >`select picture from find_brand_logo(${pictureHash})`;
  return found?.picture ?? null;
}

/** All but the newest ones of a theme. */
async function forget(
  tx: Tx,
  { storeId, theme, but }: { readonly storeId: string | null; readonly theme: LogoTheme; readonly but: number },
): Promise<void> {
  const ofTheme = and(isLogoScope(storeId), eq(brandLogos.theme, theme));
  const old = tx
    .select({ hash: brandLogos.hash })
    .from(brandLogos)
    .where(ofTheme)
    .orderBy(desc(brandLogos.keptAt))
    .offset(but);
  await tx.delete(brandLogos).where(and(ofTheme, inArray(brandLogos.hash, old)));
}

async function noteHash(
  tx: Tx,
  {
    storeId,
    theme,
    pictureHash,
    at,
  }: { storeId: string | null; theme: LogoTheme; pictureHash: string | null; at: Date },
): Promise<void> {
  const column = theme === 'light' ? { logoLight: pictureHash } : { logoDark: pictureHash };
  await tx
    .insert(brands)
    .values({ storeId, changedAt: at, ...column })
    .onConflictDoUpdate({ target: brands.storeId, set: { changedAt: at, ...column } });
}

function pictureOf(base64: string): Uint8Array {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > logoBytesMax)
    throw new ServiceError('invalid', `must have at most ${logoBytesMax} bytes`, { path: 'picture' });
  const picture = cleanPng(bytes);
  if (picture.kind === 'refused') throw new ServiceError('invalid', picture.reason, { path: 'picture' });
  return picture.bytes;
}
