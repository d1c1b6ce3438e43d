/** Waits until all that was acknowledged to the store before the call can be read; false: not in time. */
export type Wait = (storeId: string, signal: AbortSignal) => Promise<boolean>;

/** What was found out this fast is as good as known now. */
const freshMs = 100;
/** A pipeline that is always busy never answers that fast, and messages go out all the same. */
const looksMax = 3;

/**
 * The newest moment (epoch milliseconds) of which it is certain that everything acknowledged before it, each purchase
 * above all, can be read by now. While waiting for that took long, more may have been acknowledged, so it is looked for
 * again. What is acknowledged between this moment and the permission may be missed: as much as the last wait and the
 * claim take. Null: what was acknowledged is further behind than the wait is long; ask again later.
 */
export async function consistentAsOf(
  { wait, now }: { readonly wait: Wait; readonly now: () => number },
  storeId: string,
  signal: AbortSignal,
): Promise<number | null> {
  let asOf: number;
  let looks = 0;
  do {
    asOf = now();
    if (!(await wait(storeId, signal))) return null;
    looks += 1;
  } while (now() - asOf > freshMs && looks < looksMax);
  return asOf;
}
