import { Producer } from '@platformatic/kafka';
import { clientOptions, type KafkaConnection } from './connection.ts';

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
/** What may wait for its turn; more is refused at once, so that a slow broker is felt at the door and not in memory. */
const pendingBytesMax = 64 * 1024 * 1024;

interface Pending extends Shipment {
  readonly bytes: number;
  readonly done: (firstOffset: bigint) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * An idempotent producer with one request on its way at a time; what comes meanwhile goes together in the next one.
 * The library counts a partition's sequence up only when its answer has come: two requests at once, or one more after
 * a request whose outcome is unknown, would carry numbers that the broker has seen, and it would drop their records as
 * repetitions. So requests take turns, and after a failure a new producer with a number of its own goes on.
 */
export function createSender(connection: KafkaConnection): KafkaSender {
  let producer: Producer | undefined;
  let pending: Pending[] = [];
  let pendingBytes = 0;
  let running: Promise<void> | undefined;
  let closed = false;

  return {
    send({ topic, partition, records }) {
      if (closed) return Promise.reject(new Error('the Kafka producer is closed'));
      const bytes = records.reduce((sum, { key, value }) => sum + key.length + value.length, 0);
      if (pendingBytes + bytes > pendingBytesMax)
        return Promise.reject(new Error(`more than ${pendingBytesMax} bytes wait for Kafka`));
      pendingBytes += bytes;
      return new Promise((done, failed) => {
        pending.push({ topic, partition, records, bytes, done, failed });
        running ??= run();
      });
    },
    async close() {
      closed = true;
      await running;
      await giveUp();
    },
  };

  async function run(): Promise<void> {
    // Everything that this turn of the event loop brings goes into the first request.
    await new Promise((next) => setImmediate(next));
    while (pending.length > 0) await request(takeRequest());
    running = undefined;
  }

  function takeRequest(): readonly Pending[] {
    let bytes = 0;
    let records = 0;
    const end = pending.findIndex((each, index) => {
      bytes += each.bytes;
      records += each.records.length;
      return index > 0 && (bytes > requestBytesMax || records > requestRecordsMax);
    });
    const taken = end === -1 ? pending : pending.slice(0, end);
    pending = end === -1 ? [] : pending.slice(end);
    for (const each of taken) pendingBytes -= each.bytes;
    return taken;
  }

  async function request(shipments: readonly Pending[]): Promise<void> {
    producer ??= new Producer({
      ...clientOptions(connection, { requestTimeoutMs, retries: retriesMax }),
      idempotent: true,
    });
    try {
      const firstOffsets = await inTime(producer, shipments);
      const taken = new Map<string, bigint>();
      for (const { topic, partition, records, done } of shipments) {
        const place = placeOf(topic, partition);
        const offset = taken.get(place) ?? firstOffsets.get(place);
        if (offset === undefined) throw new Error(`the broker did not say where the records of ${place} are`);
        taken.set(place, offset + BigInt(records.length));
        done(offset);
      }
    } catch (error) {
      await giveUp();
      for (const { failed } of shipments) failed(error);
    }
  }

  async function inTime(current: Producer, shipments: readonly Pending[]): Promise<ReadonlyMap<string, bigint>> {
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

function placeOf(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}
