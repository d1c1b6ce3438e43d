import { and, eq } from 'drizzle-orm';
import { identities, type messages } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { countriesOfPhone } from '../../../domain/compliance/calling-codes.ts';
import type { Carrier } from '../../../domain/phone/carrier.ts';
import { decimalOf, textCost } from '../../../domain/phone/text-cost.ts';
import { addressHash } from '../../shared/address-hash.ts';
import { readTextPrices } from '../phone/text-prices.ts';

/** By what a message to a telephone went, at the newest attempt. */
export interface MessageCarriage {
  readonly carrier: Carrier;
  /** What did not carry it before, and why: a reason or the vendor's code. */
  readonly passed: readonly { readonly carrier: Carrier; readonly because: string }[];
  /** As how many SMS it is billed; null: it was none, or nobody knows. */
  readonly parts: number | null;
  /** Of all parts by the prices that the store names today, in units of the currency; null: not known. */
  readonly cost: { readonly currency: string; readonly amount: string } | null;
}

/** Null: it did not go to a telephone. */
export async function carriageOf(
  tx: Tx,
  { storeId, customerId, channel, carrier, carriersPassed, parts, addressHash: hash }: typeof messages.$inferSelect,
): Promise<MessageCarriage | null> {
  if (channel !== 'sms') return null;
  const passed = carriersPassed.map(({ carrier: by, because }) => ({ carrier: by, because }));
  if (carrier !== 'sms' || parts === null) return { carrier, passed, parts: null, cost: null };
  const phones = await tx
    .select({ phone: identities.value })
    .from(identities)
    .where(and(eq(identities.storeId, storeId), eq(identities.customerId, customerId), eq(identities.kind, 'phone')));
  const to = phones.find(({ phone }) => addressHash(tx, phone) === hash)?.phone;
  const cost = to === undefined ? null : textCost(parts, countriesOfPhone(to), await readTextPrices(tx, storeId));
  return { carrier, passed, parts, cost: cost && { currency: cost.currency, amount: decimalOf(cost.micros) } };
}
