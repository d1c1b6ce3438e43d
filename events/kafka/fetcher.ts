import {
  ConnectionPool,
  Consumer,
  type KafkaRecord,
  ListOffsetTimestamps,
  type RecordsBatch,
} from '@platformatic/kafka';
import { certificateOf, clientOptions, type KafkaConnection } from './connection.ts';

/** One record as it lies in a partition. */
export interface FetchedRecord {
  readonly offset: number;
  readonly value: Buffer;
}

export interface FetchFrom {
  readonly partition: number;
  /** Of the first record that is wanted. */
  readonly offset: number;
  readonly bytesMax: number;
  /** 0: answers at once with what is there. */
  readonly waitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** The offset lies outside of what the partition holds: trimmed, expired, or not yet written. */
export class OffsetOutOfRangeError extends Error {
  override readonly name = 'OffsetOutOfRangeError';
}

export interface TopicFetcher {
  /** Records from an offset on; none when there is nothing within `waitMs`, or the wait was called off. */
  fetch(from: FetchFrom): Promise<readonly FetchedRecord[]>;
  /** The offset of the oldest record there is, or of the next one. */
  firstOffset(partition: number): Promise<number>;
  /** The offset that the next record will have. */
  nextOffset(partition: number): Promise<number>;
  /** Changes when the topic is deleted and made anew. */
  topicId(): Promise<string>;
  close(): Promise<void>;
}

const requestTimeoutMs = 5_000;
/** Longest that one request waits at the broker; a longer wait is several. */
const brokerWaitMsMax = 20_000;
const retriesMax = 1;

/**
 * Reads partitions of one topic by offset, without a consumer group. A broker answers the requests of a connection one
 * after the other, so a request that waits has a connection of its own, kept for the next one that waits.
 */
export function createFetcher(connection: KafkaConnection, topic: string): TopicFetcher {
  const options = clientOptions(connection, { requestTimeoutMs, retries: retriesMax });
  const newConsumer = (): Consumer => new Consumer({ ...options, groupId: 'cart-recovery' });
  let consumer = newConsumer();
  let madeWith = certificateOf(connection);
  const retiring = new Map<Consumer, NodeJS.Timeout>();
  const idle: ConnectionPool[] = [];
  const waiting = new Set<ConnectionPool>();
  let closed = false;

  return { fetch, firstOffset, nextOffset, topicId, close };

  async function fetch(from: FetchFrom): Promise<readonly FetchedRecord[]> {
    const deadline = performance.now() + from.waitMs;
    for (;;) {
      const leftMs = Math.max(0, Math.ceil(deadline - performance.now()));
      const records = leftMs === 0 ? await request(from, 0) : await waitFor(from, Math.min(leftMs, brokerWaitMsMax));
      if (records.length > 0 || leftMs <= brokerWaitMsMax || isOver(from)) return records;
    }
  }

  /** Another certificate: what is under way goes on where it is, and what begins now does so on new connections. */
  function renewed(): Consumer {
    if (madeWith === certificateOf(connection)) return consumer;
    madeWith = certificateOf(connection);
    const old = consumer;
    retiring.set(old, setTimeout(() => void retire(old), brokerWaitMsMax + requestTimeoutMs).unref());
    for (const pool of idle.splice(0)) pool.close().catch(() => {});
    consumer = newConsumer();
    return consumer;
  }

  async function retire(old: Consumer): Promise<void> {
    clearTimeout(retiring.get(old));
    retiring.delete(old);
    await old.close().catch(() => {});
  }

  async function waitFor(from: FetchFrom, waitMs: number): Promise<readonly FetchedRecord[]> {
    renewed();
    const pool = idle.pop() ?? newPool();
    const pooledWith = madeWith;
    waiting.add(pool);
    // There is no taking back of a request but by cutting its connection.
    const cut = (): void => void pool.close().catch(() => {});
    from.signal?.addEventListener('abort', cut, { once: true });
    try {
      if (isOver(from)) return [];
      return await request(from, waitMs, pool);
    } catch (error) {
      if (isOver(from)) return [];
      throw error;
    } finally {
      from.signal?.removeEventListener('abort', cut);
      waiting.delete(pool);
      if (isOver(from) || pooledWith !== certificateOf(connection)) cut();
      else idle.push(pool);
    }
  }

  function newPool(): ConnectionPool {
    return new ConnectionPool('cart-recovery', { ...options, requestTimeout: brokerWaitMsMax + requestTimeoutMs });
  }

  function isOver({ signal }: FetchFrom): boolean {
    return closed || signal?.aborted === true;
  }

  async function request(
    { partition, offset, bytesMax }: FetchFrom,
    waitMs: number,
    pool?: ConnectionPool,
  ): Promise<readonly FetchedRecord[]> {
    const { id, leader } = await describe(partition);
    try {
      const answer = await renewed().fetch({
        node: leader,
        maxWaitTime: waitMs,
        minBytes: 1,
        maxBytes: bytesMax,
        isolationLevel: 0,
        topics: [
          {
            topicId: id,
            partitions: [
              {
                partition,
                fetchOffset: BigInt(offset),
                currentLeaderEpoch: -1,
                lastFetchedEpoch: -1,
                partitionMaxBytes: bytesMax,
              },
            ],
          },
        ],
        ...(pool && { connectionPool: pool }),
      });
      return recordsFrom(answer.responses[0]?.partitions[0]?.records ?? [], offset);
    } catch (error) {
      consumer.clearMetadata();
      throw hasCode(error, 'OFFSET_OUT_OF_RANGE')
        ? new OffsetOutOfRangeError(`offset ${offset}`, { cause: error })
        : error;
    }
  }

  async function describe(partition: number): Promise<{ id: string; leader: number }> {
    const metadata = await renewed().metadata({ topics: [topic] });
    const described = metadata.topics.get(topic);
    const leader = described?.partitions[partition]?.leader;
    if (!described || leader === undefined)
      throw new Error(`Kafka has no partition ${partition} of the topic ${topic}`);
    return { id: described.id, leader };
  }

  async function topicId(): Promise<string> {
    return (await describe(0)).id;
  }

  function firstOffset(partition: number): Promise<number> {
    return listOffset(partition, ListOffsetTimestamps.EARLIEST);
  }

  function nextOffset(partition: number): Promise<number> {
    return listOffset(partition, ListOffsetTimestamps.LATEST);
  }

  async function listOffset(partition: number, timestamp: bigint): Promise<number> {
    const offsets = await renewed().listOffsets({ topics: [topic], partitions: { [topic]: [partition] }, timestamp });
    const offset = offsets.get(topic)?.[partition];
    if (offset === undefined) throw new Error(`Kafka did not say where partition ${partition} of ${topic} stands`);
    return Number(offset);
  }

  async function close(): Promise<void> {
    closed = true;
    await Promise.allSettled([...idle.splice(0), ...waiting].map((pool) => pool.close()));
    await Promise.all([...retiring.keys()].map(retire));
    await consumer.close();
  }
}

/** A broker returns whole batches; the records before the wanted one are left out. */
function recordsFrom(batches: readonly RecordsBatch[], offset: number): readonly FetchedRecord[] {
  return batches.flatMap((batch) => {
    const start = Number(batch.firstOffset);
    return batch.records
      .map((record: KafkaRecord) => ({ offset: start + record.offsetDelta, value: record.value ?? Buffer.alloc(0) }))
      .filter((record) => record.offset >= offset);
  });
}

function hasCode(error: unknown, apiId: string): boolean {
  return (
    error instanceof Error &&
    'findBy' in error &&
    typeof error.findBy === 'function' &&
    Boolean(error.findBy('apiId', apiId))
  );
}
