/** Lets at most so many pieces of work run at once; the others wait in the order in which they came. */
export interface Bulkhead {
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createBulkhead({ concurrencyMax }: { readonly concurrencyMax: number }): Bulkhead {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    async run(work) {
      if (running >= concurrencyMax) await new Promise<void>((resolve) => waiting.push(resolve));
      else running += 1;
      try {
        return await work();
      } finally {
        // The place goes straight to the next in line, so nobody can slip in between.
        const next = waiting.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
