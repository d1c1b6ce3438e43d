import type { Redis } from 'ioredis';
import type { CartStage, CartStatus } from '../../domain/cart.ts';
import { markGap, readTold, type ToldUpTo } from './generations.ts';
import type { StoreEvent } from './live-event.ts';
import { publishLive } from './publish.ts';

/** Of a cart as the pipeline has just committed it. */
export interface ToldCart {
  readonly storeId: string;
  readonly id: string;
  readonly version: number;
  readonly contents: {
    readonly status: CartStatus;
    readonly stage: CartStage;
    readonly valueMinor: number | null;
    readonly currency: string | null;
  };
}

/** Tells open pages of the carts of each batch, after its commit and beside the next batch. */
export interface CartTeller {
  /** Before a partition is followed from its committed position: what nobody told of is a gap. */
  begin(partition: number, committed: string | null): Promise<void>;
  tell(upTo: ToldUpTo, carts: readonly ToldCart[]): void;
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>;
}

/** Batches of one partition that wait to be told; more than that is a gap. */
export const batchesWaitingMax = 8;
const retryMs = 1_000;

interface Queue {
  waiting: number;
  last: Promise<void>;
  /** The position up to which something may not have been told; undefined: nothing is missing. */
  missed: ToldUpTo | undefined;
  retry: NodeJS.Timeout | undefined;
}

/**
 * Costs the pipeline no statement and no wait: the carts are in memory when they are committed, and one write per store and batch
 * tells of them. What a kill between the two swallows is found by whoever follows the partition next, because the
 * mark of what was told is behind the committed position.
 */
export function createCartTeller({
  redis,
  onFailure,
  now = Date.now,
}: {
  readonly redis: Redis;
  readonly onFailure: (error: unknown) => void;
  readonly now?: () => number;
}): CartTeller {
  const queues = new Map<number, Queue>();

  function queueOf(partition: number): Queue {
    const queue = queues.get(partition) ?? { waiting: 0, last: Promise.resolve(), missed: undefined, retry: undefined };
    queues.set(partition, queue);
    return queue;
  }

  function enqueue(partition: number, work: (queue: Queue) => Promise<void>): Promise<void> {
    const queue = queueOf(partition);
    queue.last = queue.last.then(() => work(queue));
    return queue.last;
  }

  async function begin(queue: Queue, upTo: ToldUpTo): Promise<void> {
    try {
      if ((await readTold(redis, upTo.partition)) !== upTo.position) await markGap(redis, upTo);
      queue.missed = undefined;
    } catch (error) {
      miss(queue, upTo, error);
    }
  }

  async function publish(queue: Queue, upTo: ToldUpTo, carts: readonly ToldCart[]): Promise<void> {
    try {
      const at = new Date(now()).toISOString();
      await publishLive(
        redis,
        carts.map((cart) => cartEvent(cart, at)),
        upTo,
      );
      if (queue.missed) await closeGap(queue, upTo);
    } catch (error) {
      miss(queue, upTo, error);
    }
  }

  function miss(queue: Queue, upTo: ToldUpTo, error: unknown): void {
    queue.missed = upTo;
    onFailure(error);
    queue.retry ??= setTimeout(() => {
      queue.retry = undefined;
      const { missed } = queue;
      if (missed)
        void enqueue(upTo.partition, () => closeGap(queue, missed).catch((cause) => miss(queue, missed, cause)));
    }, retryMs).unref();
  }

  async function closeGap(queue: Queue, upTo: ToldUpTo): Promise<void> {
    if (!queue.missed) return;
    await markGap(redis, upTo);
    queue.missed = undefined;
  }

  return {
    begin: (partition, committed) => enqueue(partition, (queue) => begin(queue, { partition, position: committed })),
    tell(upTo, carts) {
      const queue = queueOf(upTo.partition);
      if (queue.waiting >= batchesWaitingMax) {
        miss(queue, upTo, new Error('too many batches wait to be told'));
        return;
      }
      queue.waiting += 1;
      void enqueue(upTo.partition, () => publish(queue, upTo, carts)).finally(() => {
        queue.waiting -= 1;
      });
    },
    async drain() {
      await Promise.all(Array.from(queues.values(), ({ last }) => last));
      for (const { retry } of queues.values()) clearTimeout(retry);
    },
  };
}

function cartEvent({ storeId, id, version, contents }: ToldCart, at: string): StoreEvent {
  const { status, stage, valueMinor, currency } = contents;
  return { storeId, event: { kind: 'cart', id, cartId: id, state: status, stage, valueMinor, currency, version, at } };
}
