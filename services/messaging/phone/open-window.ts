import { and, eq, lt, sql } from 'drizzle-orm';
import type { InboundMessage } from '../../../channels/provider-callback.ts';
import { phoneWindows } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { whatsAppWindowMs } from '../../../domain/phone/choose-carriage.ts';
import { addressHash } from '../../shared/address-hash.ts';

/** Who wrote by WhatsApp may be answered freely for a day; windows that are over go. */
export async function openWindow(
  tx: Tx,
  storeId: string,
  { carrier, from, atMs }: Pick<InboundMessage, 'carrier' | 'from' | 'atMs'>,
): Promise<void> {
  if (carrier !== 'whatsapp') return;
  const wroteAt = new Date(atMs);
  await tx
    .delete(phoneWindows)
    .where(and(eq(phoneWindows.storeId, storeId), lt(phoneWindows.wroteAt, new Date(atMs - whatsAppWindowMs))));
  await tx
    .insert(phoneWindows)
    .values({ storeId, carrier, addressHash: addressHash(tx, from), wroteAt })
    .onConflictDoUpdate({
      target: [phoneWindows.storeId, phoneWindows.carrier, phoneWindows.addressHash],
      set: { wroteAt: sql`greatest(${phoneWindows.wroteAt}, excluded.wrote_at)` },
    });
}
