import { randomUUID } from 'node:crypto';
import { describe, expect, type TestAPI } from 'vitest';
import type { AcceptedEvent } from './event.ts';
import { type EventLog, type LogEntry, partitionOf } from './event-log.ts';

/**
 * What every event log promises, whatever it is built on. `test` is vitest's with a fixture `log`: a log for each test
 * that shares nothing with others.
 */
export function describeEventLog<Context extends { readonly log: EventLog }>(
  name: string,
  test: TestAPI<Context>,
): void {
  describe(name, () => {
    test('takes an event once, however often and wherever it is sent again', async ({ log }) => {
      const storeId = randomUUID();
      expect(await log.append(storeId, [event(storeId, '1'), event(storeId, '2'), event(storeId, '1')])).toEqual([
        'accepted',
        'accepted',
        'duplicate',
      ]);
      expect(await log.append(storeId, [event(storeId, '3'), event(storeId, '2')])).toEqual(['accepted', 'duplicate']);
      expect(idsOf(await readAll(log, storeId))).toEqual(['1', '2', '3']);
    });

    test('tells another event under a known id apart and takes it in nowhere', async ({ log }) => {
      const storeId = randomUUID();
      const [first, other] = [event(storeId, '1', 'lamp'), event(storeId, '1', 'chair')];
      expect(await log.append(storeId, [first, other])).toEqual(['accepted', 'id_reused']);
      expect(await log.append(storeId, [other, first])).toEqual(['id_reused', 'duplicate']);
      const answers = await Promise.all(
        ['lamp', 'chair', 'table'].map((product) => log.append(storeId, [event(storeId, '2', product)])),
      );
      expect(answers.flat().toSorted()).toEqual(['accepted', 'id_reused', 'id_reused']);
      expect(idsOf(await readAll(log, storeId))).toEqual(['1', '2']);
    });

    test('knows the same body again, whenever it comes', async ({ log }) => {
      const storeId = randomUUID();
      await log.append(storeId, [event(storeId, '1')]);
      expect(await log.append(storeId, [{ ...event(storeId, '1'), receivedAt: 1_700_000_900_000 }])).toEqual([
        'duplicate',
      ]);
    });

    test('knows an id that names a fact again in other words', async ({ log }) => {
      const storeId = randomUUID();
      await log.append(storeId, [event(storeId, '1', 'lamp')]);
      const again = [event(storeId, '1', 'chair')];
      expect(await log.append(storeId, again, { repetitionOf: () => 'same_id' })).toEqual(['duplicate']);
    });

    test('knows an event again that was dated on arrival, and another one under its id', async ({ log }) => {
      const storeId = randomUUID();
      const dated = (occurredAt: string, product: string) => [{ ...event(storeId, '1', product), occurredAt }];
      const options = { repetitionOf: () => 'same_body_but_time' as const };
      await log.append(storeId, dated('2026-01-01T00:00:00.000Z', 'lamp'), options);
      expect(await log.append(storeId, dated('2026-01-01T00:09:00.000Z', 'lamp'), options)).toEqual(['duplicate']);
      expect(await log.append(storeId, dated('2026-01-01T00:00:00.000Z', 'chair'), options)).toEqual(['id_reused']);
    });

    test('takes an event once when it is sent many times at the same moment', async ({ log }) => {
      const storeId = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, index) => log.append(storeId, [event(storeId, String(index % 4))])),
      );
      expect(answers.flat().filter((answer) => answer === 'accepted')).toHaveLength(4);
      expect(idsOf(await readAll(log, storeId)).toSorted()).toEqual(['0', '1', '2', '3']);
    });

    test('lets two stores use the same event ids, even when they share a partition', async ({ log }) => {
      const storeId = randomUUID();
      const neighbour = neighbourOf(storeId, log.partitions);
      expect(await log.append(storeId, [event(storeId, '1')])).toEqual(['accepted']);
      expect(await log.append(neighbour, [event(neighbour, '1')])).toEqual(['accepted']);
    });

    test('keeps the events of a store in the order in which they were appended, unchanged', async ({ log }) => {
      const storeId = randomUUID();
      const sent = Array.from({ length: 600 }, (_, index) =>
        event(storeId, `e-${index}`, `Ünïcode "quoted" \\ ${index}`),
      );
      for (let start = 0; start < sent.length; start += 150) await log.append(storeId, sent.slice(start, start + 150));
      expect((await readAll(log, storeId)).flatMap((entry) => entry.events)).toEqual(sent);
    });

    test('keeps what is new among events that it has seen, with line breaks and commas in them', async ({ log }) => {
      const storeId = randomUUID();
      const sent = Array.from({ length: 12 }, (_, index) => event(storeId, `e-${index}`, `a,\nb,\\n"${index}"\u2028`));
      await log.append(storeId, sent.slice(3, 6));
      const answers = await log.append(storeId, sent);
      expect(answers).toEqual(sent.map((_, index) => (index >= 3 && index < 6 ? 'duplicate' : 'accepted')));
      const fresh = [...sent.slice(3, 6), ...sent.slice(0, 3), ...sent.slice(6)];
      expect((await readAll(log, storeId)).flatMap((entry) => entry.events)).toEqual(fresh);
    });

    test('reads on from a position, in bounded portions, without a gap or a repetition', async ({ log }) => {
      const storeId = randomUUID();
      const sent = Array.from({ length: 1_000 }, (_, index) => event(storeId, `e-${index}`));
      await log.append(storeId, sent);
      const portions: number[] = [];
      const read = await readAll(log, storeId, 300, (entries) =>
        portions.push(entries.flatMap(({ events }) => events).length),
      );
      expect(idsOf(read)).toEqual(sent.map(({ id }) => id));
      expect(portions.length).toBeGreaterThan(2);
    });

    test('waits for what is not there yet', async ({ log }) => {
      const storeId = randomUUID();
      const waiting = log.read(partitionOf(storeId, log.partitions), null, { eventsMax: 10, waitMs: 10_000 });
      await log.append(storeId, [event(storeId, '1')]);
      expect(idsOf(await waiting)).toEqual(['1']);
    });

    test('ends a wait with nothing when it is called off', async ({ log }) => {
      const calledOff = new AbortController();
      const waiting = log.read(0, null, { eventsMax: 10, waitMs: 60_000, signal: calledOff.signal });
      calledOff.abort();
      expect(await waiting).toEqual([]);
    });

    test('knows its end, and who has passed it', async ({ log }) => {
      const storeId = randomUUID();
      const partition = partitionOf(storeId, log.partitions);
      expect(log.hasPassed(null, await log.end(partition))).toBe(true);
      await log.append(storeId, [event(storeId, '1')]);
      const first = await log.end(partition);
      await log.append(storeId, [event(storeId, '2')]);
      const second = await log.end(partition);
      expect(log.hasPassed(null, first)).toBe(false);
      expect(log.hasPassed(first, first)).toBe(true);
      expect(log.hasPassed(first, second)).toBe(false);
      expect(log.hasPassed(second, first)).toBe(true);
    });

    test('drops what all have passed, keeps the rest, and still knows the ids of what it dropped', async ({ log }) => {
      const storeId = randomUUID();
      const partition = partitionOf(storeId, log.partitions);
      await log.append(storeId, [event(storeId, '1')]);
      await log.append(storeId, [event(storeId, '2')]);
      const kept = await log.length(partition);
      const [first] = await readAll(log, storeId);
      await log.trim(partition, first?.position ?? '');
      expect(await log.length(partition)).toBeLessThan(kept);
      expect(idsOf(await readAll(log, storeId))).toEqual(['2']);
      expect(await log.append(storeId, [event(storeId, '1')])).toEqual(['duplicate']);
    });

    test('is closed while somebody waits', async ({ log }) => {
      const waiting = log.read(0, null, { eventsMax: 10, waitMs: 60_000 });
      await log.close();
      expect(await waiting).toEqual([]);
    });
  });
}

async function readAll(
  log: EventLog,
  storeId: string,
  eventsMax = 10_000,
  onRead: (entries: readonly LogEntry[]) => void = () => {},
): Promise<readonly LogEntry[]> {
  const all: LogEntry[] = [];
  for (;;) {
    const entries = await log.read(partitionOf(storeId, log.partitions), all.at(-1)?.position ?? null, {
      eventsMax,
      waitMs: 0,
    });
    if (entries.length === 0) return all.filter(({ events }) => events.some((each) => each.storeId === storeId));
    onRead(entries);
    all.push(...entries);
  }
}

function idsOf(entries: readonly LogEntry[]): string[] {
  return entries.flatMap(({ events }) => events.map(({ id }) => id));
}

function event(storeId: string, id: string, productId = 'p'): AcceptedEvent {
  return {
    id,
    occurredAt: '2026-01-01T00:00:00Z',
    type: 'product_viewed',
    who: { anonymousId: 'a' },
    productId,
    // As the endpoint stamps it.
    storeId,
    receivedAt: 1_700_000_000_000,
  };
}

function neighbourOf(storeId: string, partitions: number): string {
  for (;;) {
    const candidate = randomUUID();
    if (partitionOf(candidate, partitions) === partitionOf(storeId, partitions)) return candidate;
  }
}
