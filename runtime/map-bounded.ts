/**
 * Works on all items, at most so many at once, begun in their order; results in that order too. After a failure nothing
 * more is begun, and when what is under way has ended, the first error is thrown.
 */
export async function mapBounded<Item, Result>(
  items: readonly Item[],
  { concurrencyMax }: { readonly concurrencyMax: number },
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  const left = items.entries();
  const workThrough = async (): Promise<void> => {
    for (const [index, item] of left) {
      try {
        results[index] = await work(item);
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrencyMax, items.length) }, workThrough));
  if (failures.length > 0) throw failures[0];
  return results;
}
