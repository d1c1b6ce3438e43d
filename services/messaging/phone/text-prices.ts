import { eq } from 'drizzle-orm';
import { phoneSettings } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { TextPrices } from '../../../domain/phone/text-cost.ts';

export interface StoreTextPrices extends TextPrices {
  /** What an SMS may be billed as; undefined: as usual. */
  readonly segmentsMax: number | undefined;
}

/** What texts cost a store, by its own word. */
export async function readTextPrices(tx: Tx, storeId: string): Promise<StoreTextPrices> {
  const [row] = await tx.select().from(phoneSettings).where(eq(phoneSettings.storeId, storeId));
  return { segmentsMax: row?.segmentsMax, currency: row?.currency ?? null, prices: row?.prices ?? [] };
}
