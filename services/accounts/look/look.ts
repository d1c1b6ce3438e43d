import { z } from '@hono/zod-openapi';
import { eq } from 'drizzle-orm';
import { storeLooks } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput, textSchema } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { cleanPng } from './clean-png.ts';

export const lookBounds = { productNameLengthMax: 60, logoBytesMax: 64 * 1024 } as const;

const base64LengthMax = 4 * Math.ceil(lookBounds.logoBytesMax / 3);

export const storeLookInput = z.object({
  productName: textSchema(1, lookBounds.productNameLengthMax)
    .nullable()
    .openapi({ description: 'What the dashboard calls itself; null: its own name.' }),
  accentColour: z
    .string()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, 'must be a colour like #1d4ed8')
    .nullable()
    .openapi({ description: 'Of buttons; their text is black or white, whichever can be read better.' }),
  logo: z
    .base64()
    .max(base64LengthMax, `must be a PNG of at most ${lookBounds.logoBytesMax / 1024} KiB`)
    .nullable()
    .openapi({ description: 'A PNG in base64. Only its pixels are kept. It has no address of its own.' }),
});

/** How the dashboard looks to the team of a store; null where it is as it comes. */
export type StoreLook = z.output<typeof storeLookInput>;

const asItComes: StoreLook = { productName: null, accentColour: null, logo: null };

export async function getStoreLook(
  database: Pick<Database, 'app'>,
  { storeId }: { readonly storeId: string },
): Promise<StoreLook> {
  return withStore(database, storeId, (tx) => readLook(tx, storeId));
}

/** Replaces the whole of it. Throws `invalid` for a logo that is no PNG. */
export async function replaceStoreLook(
  { database, now }: { readonly database: Pick<Database, 'app'>; readonly now: () => number },
  { actor, storeId, look: given }: { readonly actor: Actor; readonly storeId: string; readonly look: StoreLook },
): Promise<StoreLook> {
  requirePermission(actor, 'store:write', storeId);
  const input = readInput(storeLookInput, given);
  const logo = input.logo === null ? null : pictureOf(input.logo);
  return withStore(database, storeId, async (tx) => {
    const before = await readLook(tx, storeId);
    const { productName, accentColour } = input;
    const row = { productName, accentColour, logo, changedAt: new Date(now()) };
    await tx
      .insert(storeLooks)
      .values({ storeId, ...row })
      .onConflictDoUpdate({ target: storeLooks.storeId, set: row });
    const after = { productName, accentColour, logo: asBase64(logo) };
    const change = changeBetween<StoreLook>(before, after, {
      shown: ['productName', 'accentColour'],
      named: ['logo'],
    });
    await recordAudit(tx, { actor, storeId, action: 'store:write', subject: { kind: 'store', id: storeId }, change });
    return after;
  });
}

async function readLook(tx: Tx, storeId: string): Promise<StoreLook> {
  const [row] = await tx.select().from(storeLooks).where(eq(storeLooks.storeId, storeId));
  if (!row) return asItComes;
  return { productName: row.productName, accentColour: row.accentColour, logo: asBase64(row.logo) };
}

function pictureOf(base64: string): Uint8Array {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > lookBounds.logoBytesMax)
    throw new ServiceError('invalid', `must have at most ${lookBounds.logoBytesMax} bytes`, { path: 'logo' });
  const picture = cleanPng(bytes);
  if (picture.kind === 'refused') throw new ServiceError('invalid', picture.reason, { path: 'logo' });
  return picture.bytes;
}

function asBase64(bytes: Uint8Array | null): string | null {
  return bytes && Buffer.from(bytes).toString('base64');
}
