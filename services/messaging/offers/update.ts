import type { z } from '@hono/zod-openapi';
import { and, eq } from 'drizzle-orm';
import { offers } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { checkPublicUrl } from '../../shared/check-public-url.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import {
  audited,
  auditedFields,
  findOffer,
  type Offer,
  type OfferKey,
  type OfferRow,
  type OfferVerbDeps,
  withCounts,
} from './offer.ts';
import { offerChangeInput } from './offer-input.ts';

export interface UpdateOffer extends OfferKey {
  readonly actor: Actor;
  /** The revision that the writer saw; null: whatever it is. */
  readonly expectedRevision: number | null;
  readonly change: z.input<typeof offerChangeInput>;
}

/** Changes what is given. Codes that were made keep the terms that they were made on. */
export async function updateOffer(
  { database, allowLoopback, now }: Omit<OfferVerbDeps, 'sealer'>,
  { actor, storeId, offerId: given, expectedRevision, ...rest }: UpdateOffer,
): Promise<Offer> {
  requirePermission(actor, 'offers:write', storeId);
  const offerId = readInput(idSchema, given);
  const change = readInput(offerChangeInput, rest.change);
  if (change.mintUrl !== undefined) checkPublicUrl(change.mintUrl, { allowLoopback, path: 'mintUrl' });
  return withStore(database, storeId, async (tx) => {
    const before = await findOffer(tx, { storeId, offerId }, { forUpdate: true });
    refuseRevision(before, expectedRevision);
    if (change.mintUrl !== undefined && before.minter !== 'http')
      throw new ServiceError('invalid', 'is for the minter http only', { path: 'mintUrl' });
    if (before.minter === 'pool' && change.terms && change.terms.discountMinorMax !== null)
      throw new ServiceError('invalid', 'cannot be kept with imported codes, which are made already', {
        path: 'terms.discountMinorMax',
      });
    const [row] = await tx
      .update(offers)
      .set({ ...change, revision: before.revision + 1, updatedAt: new Date(now()) })
      .where(and(eq(offers.storeId, storeId), eq(offers.id, offerId)))
      .returning();
    if (!row) throw new Error('the offer is locked and yet it is gone');
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'offers:write' },
      subject: { kind: 'offer', id: offerId },
      change: changeBetween(audited(before), audited(row), auditedFields),
    });
    return withCounts(tx, row);
  });
}

function refuseRevision({ revision }: OfferRow, expected: number | null): void {
  if (expected === null || expected === revision) return;
  throw new ServiceError(
    'version_conflict',
    `The offer was changed meanwhile: you saw revision ${expected}, and it is at ${revision}.`,
    { path: 'if-match', details: { current: { revision } } },
  );
}
