/** Work that follows the committed batches of the log and must not hold up the next ones. */
export interface Background<Batch> {
  /** Done after everything that the partition was given before; dropped when too much waits. */
  add(partition: number, batch: Batch): void;
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>;
}

/** Batches of one partition: what does not fit is dropped, or a server that hangs would fill the memory. */
export const batchesWaitingMax = 8;

/** `onFailure` hears of every batch whose work failed, `onDropped` of every one that was not begun. */
export function createBackground<Batch>({
  work,
  onFailure,
  onDropped,
}: {
  readonly work: (batch: Batch) => Promise<unknown>;
  readonly onFailure: (error: unknown) => void;
  readonly onDropped: () => void;
}): Background<Batch> {
  const queues = new Map<number, { waiting: number; last: Promise<unknown> }>();
  return {
    add(partition, batch) {
      const queue = queues.get(partition) ?? { waiting: 0, last: Promise.resolve() };
      queues.set(partition, queue);
      if (queue.waiting >= batchesWaitingMax) {
        onDropped();
        return;
      }
      queue.waiting += 1;
      queue.last = queue.last
        .then(() => work(batch))
        .catch(onFailure)
        .finally(() => {
          queue.waiting -= 1;
        });
    },
    async drain() {
      await Promise.all(Array.from(queues.values(), ({ last }) => last));
    },
  };
}
