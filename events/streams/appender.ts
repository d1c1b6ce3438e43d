import type { Redis, Result } from 'ioredis';
import type { AcceptedEvent } from '../event.ts';
import type { Appended, AppendOptions } from '../event-log.ts';
import { idDigestLength, idRecordLength, idRecordOf } from '../id-window/event-digest.ts';
import type { WindowLimits } from '../id-window/window-limits.ts';
import { windowArguments, windowScript } from '../id-window/window-scripts.ts';
import { streamKeys } from './stream-keys.ts';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    appendEvents(keyCount: number, ...keysAndArguments: (string | number)[]): Result<string, Context>;
  }
}

const script = windowScript(new URL('./append-events.lua', import.meta.url));

/** One log entry: small enough that a reader can take a bounded number of events at a time. */
const entryEventsMax = 250;
const entryBytesMax = 256 * 1024;
/** Most events in one call of the script (their digests are spread on Lua's stack). */
const callEventsMax = 1_000;
/** Most text in one call, in UTF-16 units: far below what the server takes as one argument (512 MB). */
const callTextMax = 8 * 1024 * 1024;
/** Calls of one partition that may be on their way at once; what comes meanwhile waits and goes together. */
const callsInFlightMax = 2;
/**
 * Calls with fewer events than this keep a distance: each costs the log a sync and this process a round trip, which
 * single events share by waiting for one another. An event that comes alone still goes at once.
 */
const smallCallEvents = 250;
const smallCallGapMs = 4;
/**
 * An event is in the log after this, or refused: a server that hangs does not say so. Whether a call that went out still
 * reaches the log is then unknown, and nobody was told that it did: sent again, the event is new or a duplicate.
 */
const patienceMs = 1_250;
/** How often what waits is looked at. */
const patienceStepMs = 250;
/** Most that waits for one partition, in events and in UTF-16 units of their text. */
const waitingEventsMax = 100_000;
const waitingTextMax = 32 * 1024 * 1024;

/** Events of one caller, not more than one call takes. */
interface Pending {
  readonly storeId: string;
  readonly events: number;
  /** What the window is told of each, in a row. */
  readonly idRecords: string;
  /** The JSON of each. */
  readonly texts: readonly string[];
  /** Of all texts, in UTF-16 units. */
  readonly textLength: number;
  /** By the monotonic clock, in milliseconds, as all times here. */
  readonly since: number;
  readonly done: (appended: readonly Appended[]) => void;
  readonly failed: (error: unknown) => void;
}

interface PartitionQueue {
  pending: Pending[];
  pendingEvents: number;
  pendingText: number;
  /** Calls that are on their way, the oldest first. */
  readonly inFlight: Set<CallOnItsWay>;
  scheduled: boolean;
  /** When the newest call left. */
  sentAt: number;
}

interface CallOnItsWay {
  readonly sentAt: number;
  readonly batch: readonly Pending[];
}

/** Ends the JSON of an event where another follows. No JSON has a line break of its own, so the script can find the ends. */
const lineEnd = ',\n';

/**
 * Collects what one turn of the event loop (or the wait for the calls before) brings to a partition into one call of
 * the script: a thousand single events then cost as few durable writes as one batch.
 */
export function createAppender({
  redis,
  prefix,
  window,
  now,
}: {
  redis: Redis;
  prefix: string;
  window: WindowLimits;
  now: () => number;
}) {
  if (!('appendEvents' in redis) || typeof redis.appendEvents !== 'function')
    redis.defineCommand('appendEvents', { lua: script });
  const queues = new Map<number, PartitionQueue>();
  let isLosingPatience = false;

  return function append(
    partition: number,
    storeId: string,
    events: readonly AcceptedEvent[],
    options: AppendOptions = {},
  ): Promise<readonly Appended[]> {
    const queue = queueOf(partition);
    if (isFull(queue) || isStuck(queue)) return Promise.reject(new Error('the event log does not keep up'));
    const answers: Promise<readonly Appended[]>[] = [];
    for (let start = 0; start < events.length; start += callEventsMax)
      answers.push(enqueue(queue, storeId, events.slice(start, start + callEventsMax), options));
    schedule(partition, queue);
    const [only] = answers;
    return only && answers.length === 1 ? only : Promise.all(answers).then((parts) => parts.flat());
  };

  function enqueue(
    queue: PartitionQueue,
    storeId: string,
    events: readonly AcceptedEvent[],
    { repetitionOf }: AppendOptions,
  ): Promise<readonly Appended[]> {
    const texts = events.map((event) => JSON.stringify(event));
    const idRecords = events
      .map((event, index) => idRecordOf(event, texts[index] ?? '', repetitionOf?.(event) ?? 'same_body'))
      .join('');
    const textLength = texts.reduce((sum, text) => sum + text.length, 0);
    queue.pendingEvents += events.length;
    queue.pendingText += textLength;
    losePatienceLater();
    return new Promise((done, failed) =>
      queue.pending.push({
        storeId,
        events: events.length,
        idRecords,
        texts,
        textLength,
        since: performance.now(),
        done,
        failed,
      }),
    );
  }

  function queueOf(partition: number): PartitionQueue {
    const known = queues.get(partition);
    if (known) return known;
    const queue: PartitionQueue = {
      pending: [],
      pendingEvents: 0,
      pendingText: 0,
      inFlight: new Set(),
      scheduled: false,
      sentAt: Number.NEGATIVE_INFINITY,
    };
    queues.set(partition, queue);
    return queue;
  }

  function schedule(partition: number, queue: PartitionQueue): void {
    const small = queue.pendingEvents < smallCallEvents;
    if (queue.scheduled || queue.pendingEvents === 0 || queue.inFlight.size >= (small ? 1 : callsInFlightMax)) return;
    queue.scheduled = true;
    const flush = (): void => {
      queue.scheduled = false;
      while (queue.pendingEvents > 0 && queue.inFlight.size < callsInFlightMax) void send(partition, queue);
    };
    const gapMs = small ? queue.sentAt + smallCallGapMs - performance.now() : 0;
    if (gapMs > 0) setTimeout(flush, gapMs);
    else setImmediate(flush);
  }

  async function send(partition: number, queue: PartitionQueue): Promise<void> {
    const batch = nextCall(queue);
    forget(queue, batch);
    queue.sentAt = performance.now();
    const onItsWay = { sentAt: queue.sentAt, batch };
    queue.inFlight.add(onItsWay);
    try {
      const answer = await call(partition, batch);
      let start = 0;
      for (const { events, done } of batch) {
        const end = start + events;
        const appended: Appended[] = [];
        for (; start < end; start++) appended.push(appendedBy[answer[start] ?? ''] ?? 'duplicate');
        done(appended);
      }
    } catch (error) {
      for (const { failed } of batch) failed(error);
    } finally {
      queue.inFlight.delete(onItsWay);
      schedule(partition, queue);
    }
  }

  /** One timer for all that waits, and none when nothing does. */
  function losePatienceLater(): void {
    if (isLosingPatience) return;
    isLosingPatience = true;
    // This process may have been busy for as long itself: answers that lie there are read before the immediate.
    setTimeout(() => setImmediate(losePatienceNow), patienceStepMs);
  }

  function losePatienceNow(): void {
    isLosingPatience = false;
    for (const queue of queues.values()) losePatience(queue);
    if ([...queues.values()].some(({ pending, inFlight }) => pending.length > 0 || inFlight.size > 0))
      losePatienceLater();
  }

  function call(partition: number, batch: readonly Pending[]): Promise<string> {
    const keys = streamKeys(prefix, partition);
    const limits = [...windowArguments(window, now()), entryEventsMax, entryBytesMax, idDigestLength, idRecordLength];
    const idRecords = batch.map((pending) => pending.idRecords).join('');
    return redis.appendEvents(2, keys.ids, keys.stream, ...limits, countByStore(batch), idRecords, ...entriesOf(batch));
  }
}

/** A call that went out long ago is not answered: what comes now would only wait in vain. */
function isStuck({ inFlight }: PartitionQueue): boolean {
  const [oldest] = inFlight;
  return oldest !== undefined && performance.now() - oldest.sentAt > patienceMs;
}

function isFull({ pendingEvents, pendingText }: PartitionQueue): boolean {
  return pendingEvents >= waitingEventsMax || pendingText >= waitingTextMax;
}

function forget(queue: PartitionQueue, gone: readonly Pending[]): void {
  for (const { events, textLength } of gone) {
    queue.pendingEvents -= events;
    queue.pendingText -= textLength;
  }
}

/** Refuses what has waited too long; what has not left yet is not sent any more. */
function losePatience(queue: PartitionQueue): void {
  const before = performance.now() - patienceMs;
  const firstYoung = queue.pending.findIndex(({ since }) => since > before);
  const old = queue.pending.splice(0, firstYoung === -1 ? queue.pending.length : firstYoung);
  forget(queue, old);
  for (const { batch } of queue.inFlight) old.push(...batch.filter(({ since }) => since <= before));
  for (const { failed } of old) failed(new Error(`the event log did not answer within ${patienceMs} ms`));
}

const appendedBy: Readonly<Record<string, Appended>> = { a: 'accepted', d: 'duplicate', r: 'id_reused' };

/** `store count store count …`, in the order of the batch. */
function countByStore(batch: readonly Pending[]): string {
  const counts: string[] = [];
  let [storeId, events] = ['', 0];
  for (const pending of batch) {
    if (pending.storeId !== storeId && events > 0) counts.push(`${storeId} ${events}`);
    if (pending.storeId !== storeId) [storeId, events] = [pending.storeId, 0];
    events += pending.events;
  }
  return [...counts, `${storeId} ${events}`].join(' ');
}

/** How many events and their lines, entry by entry, as they stand in the log when none of them is left out. */
function entriesOf(batch: readonly Pending[]): (number | string)[] {
  const entries: (number | string)[] = [];
  let entry: string[] = [];
  let length = 0;
  for (const { texts } of batch)
    for (const text of texts) {
      if (entry.length === entryEventsMax || (entry.length > 0 && length + text.length > entryBytesMax)) {
        entries.push(entry.length, entry.join(lineEnd));
        [entry, length] = [[], 0];
      }
      entry.push(text);
      length += text.length + 1;
    }
  return [...entries, entry.length, entry.join(lineEnd)];
}

/** The window of a store is looked at once for each row of its events: those of one store stand together. */
function byStore(batch: readonly Pending[]): readonly Pending[] {
  const [first] = batch;
  if (batch.every(({ storeId }) => storeId === first?.storeId)) return batch;
  return [...Map.groupBy(batch, ({ storeId }) => storeId).values()].flat();
}

function nextCall(queue: PartitionQueue): readonly Pending[] {
  let [events, text] = [0, 0];
  const end = queue.pending.findIndex((pending, index) => {
    events += pending.events;
    text += pending.textLength;
    return index > 0 && (events > callEventsMax || text > callTextMax);
  });
  return byStore(queue.pending.splice(0, end === -1 ? queue.pending.length : end));
}
