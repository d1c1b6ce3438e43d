import { Producer } from '@platformatic/kafka';
import { createBatcher } from '../../runtime/batcher.ts';
import { certificateOf, clientOptions, type KafkaConnection } from './connection.ts';

/** Records of one partition that keep their order. */
export interface Shipment {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly { readonly key: Buffer; readonly value: Buffer }[];
}

export interface KafkaSender {
  /**
   * Resolves with the offset of the first record when all in-sync replicas have all of them. Rejects when that is not
   * known: then the records may or may not be in the log.
   */
  send(shipment: Shipment): Promise<bigint>;
  close(): Promise<void>;
}

/** How long a request may take with all its tries; then its sender is told and the producer is given up. */
const deliveryMsMax = 5_000;
const requestTimeoutMs = 4_000;
const retriesMax = 20;
const requestBytesMax = 4 * 1024 * 1024;
const requestRecordsMax = 10_000;
/** What may wait for its turn; more is refused at once, so that a slow broker is felt at the endpoint and not in memory. */
const pendingBytesMax = 64 * 1024 * 1024;

/**
 * An idempotent producer with one request on its way at a time; what comes meanwhile goes together in the next one.
 * The library counts a partition's sequence up only when its answer has come: two requests at once, or one more after
 * a request whose outcome is unknown, would carry numbers that the broker has seen, and it would drop their records as
 * repetitions. So requests take turns, and after a failure a new producer with a number of its own goes on.
 */
export function createSender(connection: KafkaConnection): KafkaSender {
  let producer: Producer | undefined;
  let madeWith = certificateOf(connection);
  let pendingBytes = 0;
  let closed = false;
  const batcher = createBatcher<Shipment, bigint>({
    itemsPerBatchMax: requestRecordsMax,
    measures: [
      { max: requestRecordsMax, of: ({ records }) => records.length },
      { max: requestBytesMax, of: bytesOf },
    ],
    batchesInFlightMax: 1,
    handle: request,
  });

  return {
    send(shipment) {
      if (closed) return Promise.reject(new Error('the Kafka producer is closed'));
      const bytes = bytesOf(shipment);
      if (pendingBytes + bytes > pendingBytesMax)
        return Promise.reject(new Error(`more than ${pendingBytesMax} bytes wait for Kafka`));
      pendingBytes += bytes;
      return batcher.add(shipment);
    },
    async close() {
      closed = true;
      await batcher.drain();
      await giveUp();
    },
  };

  async function request(shipments: readonly Shipment[]): Promise<readonly bigint[]> {
    for (const shipment of shipments) pendingBytes -= bytesOf(shipment);
    if (madeWith !== certificateOf(connection)) {
      await giveUp();
      madeWith = certificateOf(connection);
    }
    producer ??= new Producer({
      ...clientOptions(connection, { requestTimeoutMs, retries: retriesMax }),
      idempotent: true,
    });
    try {
      const firstOffsets = await inTime(producer, shipments);
      const taken = new Map<string, bigint>();
      return shipments.map(({ topic, partition, records }) => {
        const place = placeOf(topic, partition);
        const offset = taken.get(place) ?? firstOffsets.get(place);
        if (offset === undefined) throw new Error(`the broker did not say where the records of ${place} are`);
        taken.set(place, offset + BigInt(records.length));
        return offset;
      });
    } catch (error) {
      await giveUp();
      throw error;
    }
  }

  async function inTime(current: Producer, shipments: readonly Shipment[]): Promise<ReadonlyMap<string, bigint>> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer from Kafka within ${deliveryMsMax} ms`)), deliveryMsMax);
    });
    const messages = shipments.flatMap(({ topic, partition, records }) =>
      records.map(({ key, value }) => ({ topic, partition, key, value })),
    );
    try {
      const sent = current.send({ messages });
      sent.catch(() => {});
      const { offsets = [] } = await Promise.race([sent, late]);
      return new Map(offsets.map(({ topic, partition, offset }) => [placeOf(topic, partition), offset]));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Its connections end, so that nothing of it can arrive later. */
  async function giveUp(): Promise<void> {
    const old = producer;
    producer = undefined;
    await old?.close().catch(() => {});
  }
}

function bytesOf({ records }: Shipment): number {
  return records.reduce((sum, { key, value }) => sum + key.length + value.length, 0);
}

function placeOf(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}
