import type { TextCost } from './text-cost.ts';

/** How long an SMS gets at most, and what the store allows. */
export interface SmsLength {
  /** As how many SMS it is billed. */
  readonly parts: number;
  readonly partsMax: number;
  /** Of all parts where the store names a price, by the dearest of its prices; null: it names none. */
  readonly cost: TextCost | null;
}
