/** What a batch may hold of something: items, bytes. */
export interface BatchMeasure<Item> {
  readonly max: number;
  readonly of: (item: Item) => number;
}

export interface BatcherOptions<Item, Result> {
  /** Handles one batch; results in the order of the items. When it rejects, each of them fails. */
  readonly handle: (items: readonly Item[]) => Promise<readonly Result[]>;
  readonly itemsPerBatchMax: number;
  /** Limits of a batch besides its number of items. An item beyond one goes alone. */
  readonly measures?: readonly BatchMeasure<Item>[];
  readonly batchesInFlightMax: number;
  /** Batches in flight beside which one that is not full may leave; else it grows while they are handled. */
  readonly partialBatchesMax?: number;
  /** How long the first item waits for others, in milliseconds; 0 gathers what comes in the same turn of the event loop. */
  readonly gatherMs?: number;
}

export interface Batcher<Item, Result> {
  /** Items that wait for their batch: the bound is the caller's, who also knows how to refuse. */
  waiting(): number;
  /** Whether nothing waits and nothing is being handled. */
  isIdle(): boolean;
  add(item: Item): Promise<Result>;
  /** Sends at once what waits, and resolves when everything was handled. */
  drain(): Promise<void>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers single items into bounded batches. Under load batches grow by themselves while earlier ones are handled, so no
 * item has to wait for a timer; one that comes alone goes at once.
 */
export function createBatcher<Item, Result>({
  handle,
  itemsPerBatchMax,
  measures = [],
  batchesInFlightMax,
  partialBatchesMax = 1,
  gatherMs = 0,
}: BatcherOptions<Item, Result>): Batcher<Item, Result> {
  const queue: Waiting<Item, Result>[] = [];
  let inFlight = 0;
  let scheduled = false;
  let idle: PromiseWithResolvers<void> | undefined;

  const isIdle = (): boolean => queue.length === 0 && inFlight === 0;

  async function send(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    inFlight += 1;
    try {
      const results = await handle(batch.map(({ item }) => item));
      for (let index = 0; index < batch.length; index++) batch[index]?.resolve(results[index] as Result);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    inFlight -= 1;
    flush();
  }

  function flush(): void {
    while (queue.length > 0 && inFlight < batchesInFlightMax) void send(takeBatch(queue, itemsPerBatchMax, measures));
    if (!isIdle()) return;
    idle?.resolve();
    idle = undefined;
  }

  function schedule(): void {
    if (queue.length >= itemsPerBatchMax) {
      flush();
      return;
    }
    if (scheduled || inFlight >= partialBatchesMax) return;
    scheduled = true;
    const run = (): void => {
      scheduled = false;
      flush();
    };
    if (gatherMs > 0) setTimeout(run, gatherMs);
    else setImmediate(run);
  }

  return {
    waiting: () => queue.length,
    isIdle,
    add: (item) =>
      new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        schedule();
      }),
    drain() {
      idle ??= Promise.withResolvers<void>();
      const { promise } = idle;
      flush();
      return promise;
    },
  };
}

function takeBatch<Item, Result>(
  queue: Waiting<Item, Result>[],
  itemsMax: number,
  measures: readonly BatchMeasure<Item>[],
): readonly Waiting<Item, Result>[] {
  if (measures.length === 0) return queue.splice(0, itemsMax);
  const sums = measures.map(() => 0);
  let end = 0;
  for (const { item } of queue) {
    for (const [index, measure] of measures.entries()) sums[index] = (sums[index] ?? 0) + measure.of(item);
    if (end === itemsMax || (end > 0 && measures.some(({ max }, index) => (sums[index] ?? 0) > max))) break;
    end += 1;
  }
  return queue.splice(0, end);
}
