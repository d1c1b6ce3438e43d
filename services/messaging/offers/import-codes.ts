import type { z } from '@hono/zod-openapi';
import { and, count, eq } from 'drizzle-orm';
import { offerCodes } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { offerBounds } from '../../../domain/offers/offer.ts';
import { type ReadCodes, readCodes } from '../../../domain/offers/read-codes.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { findOffer, type OfferKey, type OfferVerbDeps } from './offer.ts';
import { poolImportInput } from './offer-input.ts';

export interface ImportedCodes {
  readonly imported: number;
  /** Named twice in what was sent, or known to the store already. */
  readonly duplicates: number;
  /** Lines that are no code, by their number; the first of them. */
  readonly refused: ReadCodes['refused'];
  readonly free: number;
}

const rowsPerInsert = 1_000;

/** Puts codes that were made in the shop into the pool of an offer; what is there already stays as it is. */
export async function importCodes(
  { database, now }: Pick<OfferVerbDeps, 'database' | 'now'>,
  { actor, storeId, offerId: given, ...rest }: OfferKey & { readonly actor: Actor } & z.input<typeof poolImportInput>,
): Promise<ImportedCodes> {
  requirePermission(actor, 'offers:write', storeId);
  const offerId = readInput(idSchema, given);
  const { codes: text } = readInput(poolImportInput, rest);
  const read = readCodes(text);
  if (read.codes.length + read.duplicates > offerBounds.codesPerImportMax)
    throw new ServiceError('invalid', `must be at most ${offerBounds.codesPerImportMax} codes`, { path: 'codes' });
  if (read.codes.length === 0) throw new ServiceError('invalid', 'holds no code', { path: 'codes' });
  return withStore(database, storeId, async (tx) => {
    const offer = await findOffer(tx, { storeId, offerId }, { forUpdate: true });
    if (offer.minter !== 'pool')
      throw new ServiceError('conflict', 'The codes of this offer are made in the shop, and none are imported.');
    const free = async () => {
      const [found] = await tx
        .select({ n: count() })
        .from(offerCodes)
        .where(and(eq(offerCodes.storeId, storeId), eq(offerCodes.offerId, offerId), eq(offerCodes.state, 'free')));
      return found?.n ?? 0;
    };
    if ((await free()) + read.codes.length > offerBounds.freeCodesMax)
      throw new ServiceError('conflict', `An offer holds at most ${offerBounds.freeCodesMax} unused codes.`);
    const createdAt = new Date(now());
    let imported = 0;
    for (let from = 0; from < read.codes.length; from += rowsPerInsert) {
      const rows = read.codes
        .slice(from, from + rowsPerInsert)
        .map((code) => ({ storeId, id: uuidV7(), offerId, code, state: 'free' as const, createdAt }));
      imported += (await tx.insert(offerCodes).values(rows).onConflictDoNothing().returning({ id: offerCodes.id }))
        .length;
    }
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'offers:write' },
      subject: { kind: 'offer', id: offerId },
      change: { importedCodes: { after: imported } },
    });
    const duplicates = read.duplicates + read.codes.length - imported;
    return { imported, duplicates, refused: read.refused, free: await free() };
  });
}
