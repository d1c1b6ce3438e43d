import { eq } from 'drizzle-orm';
import { stores } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { type DayRange, type InstantRange, instantsOfDays } from '../../../domain/day-range.ts';
import { firstTimeZone } from '../../../domain/place.ts';

/** The moments between which these days lie by the calendar of the store. */
export async function daysOfStore(tx: Tx, storeId: string, { from, to }: DayRange): Promise<InstantRange> {
  if (from === undefined && to === undefined) return { from: null, to: null };
  const [store] = await tx.select({ timeZone: stores.timeZone }).from(stores).where(eq(stores.id, storeId));
  return instantsOfDays({ from, to }, firstTimeZone(store?.timeZone));
}
