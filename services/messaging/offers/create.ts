import type { z } from '@hono/zod-openapi';
import { count, eq } from 'drizzle-orm';
import { offers, stores } from '../../../db/postgres/schema/index.ts';
import { type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { offerBounds } from '../../../domain/offers/offer.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { checkPublicUrl } from '../../shared/check-public-url.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { newMintSecret, sealMintSecret } from './mint-secret.ts';
import { audited, auditedFields, noCodes, type Offer, type OfferVerbDeps, toOffer } from './offer.ts';
import { offerInput } from './offer-input.ts';

export interface CreatedOffer {
  readonly offer: Offer;
  /** Signs what `mintUrl` is asked; shown this once. Null: another minter. */
  readonly secret: string | null;
}

/** Makes an offer that flows can name. */
export async function createOffer(
  { database, sealer, allowLoopback, now }: OfferVerbDeps,
  { actor, storeId, ...given }: z.input<typeof offerInput> & { readonly actor: Actor; readonly storeId: string },
): Promise<CreatedOffer> {
  requirePermission(actor, 'offers:write', storeId);
  const input = readInput(offerInput, given);
  if (input.mintUrl !== null) checkPublicUrl(input.mintUrl, { allowLoopback, path: 'mintUrl' });
  const place = { storeId, id: uuidV7() };
  const secret = input.minter === 'http' ? newMintSecret() : null;
  const at = new Date(now());
  const offer = await withStore(database, storeId, async (tx) => {
    await refuseTooMany(tx, storeId);
    const mintSecret = secret && sealMintSecret(sealer, place, secret);
    const [row] = await tx
      .insert(offers)
      .values({ ...place, ...input, mintSecret, createdAt: at, updatedAt: at })
      .onConflictDoNothing({ target: [offers.storeId, offers.key] })
      .returning();
    if (!row) throw new ServiceError('conflict', 'The store has an offer of this key.', { path: 'key' });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'offers:write' },
      subject: { kind: 'offer', id: row.id },
      change: changeBetween<ReturnType<typeof audited>>({}, audited(row), auditedFields),
    });
    return toOffer(row, noCodes);
  });
  return { offer, secret };
}

/** The row of the store is locked, so that two requests at once count each other. */
async function refuseTooMany(tx: Tx, storeId: string): Promise<void> {
  await tx.select({ id: stores.id }).from(stores).where(eq(stores.id, storeId)).for('no key update');
  const [found] = await tx.select({ n: count() }).from(offers).where(eq(offers.storeId, storeId));
  if ((found?.n ?? 0) >= offerBounds.offersPerStoreMax)
    throw new ServiceError('conflict', `A store has at most ${offerBounds.offersPerStoreMax} offers.`);
}
