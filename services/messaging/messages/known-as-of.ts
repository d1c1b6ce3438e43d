/** Waits until something that was acknowledged for the store before the call has its effect; false: not in time. */
export type Wait = (storeId: string, signal: AbortSignal) => Promise<boolean>;

/** What was found out this fast is as good as known now. */
const freshMs = 100;
/** A pipeline that is always busy never answers that fast, and messages go out all the same. */
const looksMax = 3;

/**
 * The newest moment (epoch milliseconds) of which it is certain that everything acknowledged before it, each purchase
 * above all, can be read by now. While waiting for that took long, more may have been acknowledged, so it is looked for
 * again. What is acknowledged between this moment and the permission may be missed: as much as the last waits and the
 * claim take. Null: what was acknowledged is further behind than the waits are long; ask again later.
 */
export async function knownAsOf(
  { waits, now }: { readonly waits: readonly Wait[]; readonly now: () => number },
  storeId: string,
  signal: AbortSignal,
): Promise<number | null> {
  let asOf: number;
  let looks = 0;
  do {
    asOf = now();
    for (const wait of waits) if (!(await wait(storeId, signal))) return null;
    looks += 1;
  } while (now() - asOf > freshMs && looks < looksMax);
  return asOf;
}
