import { describe, expect, test } from 'vitest';
import { type DeadLetterLimits, deadLetterLimits } from './letter-limits.ts';
import { createRefusedItems, type RefusedItem, type WaitingDeadLetter } from './refused-items.ts';

const item = (change: Partial<RefusedItem> = {}): RefusedItem => ({
  storeId: 'store-1',
  source: 'api',
  kind: 'event',
  item: { id: 'e-1' },
  error: { code: 'invalid', path: 'type', message: 'no' },
  receivedAt: 0,
  ...change,
});

function open(limits: Partial<DeadLetterLimits> = {}, isBroken = false) {
  const kept: WaitingDeadLetter[] = [];
  const dropped: string[] = [];
  let now = 1_000;
  const items = createRefusedItems({
    keep: async (letters) => {
      if (isBroken) throw new Error('the database is away');
      kept.push(...letters);
      return { droppedFull: 0 };
    },
    onDropped: (reason, letters) => dropped.push(`${reason} ${letters}`),
    onFailure: () => {},
    now: () => now,
    limits: { ...deadLetterLimits, ...limits },
  });
  return { items, kept, dropped, nextSecond: () => (now += 1_000) };
}

describe('refused items', () => {
  test('are written with their JSON when the process ends', async () => {
    const { items, kept } = open();
    items.offer(item());
    items.offer(item({ kind: 'body', item: '{"broken":' }));
    await items.stop();
    expect(kept.map(({ text, sizeBytes }) => [text, sizeBytes])).toEqual([
      ['{"id":"e-1"}', 12],
      ['{"broken":', 10],
    ]);
  });

  test('of one store above its rate are dropped and counted, those of others and of the next second are not', async () => {
    const { items, kept, dropped, nextSecond } = open({ lettersPerSecondMax: 2 });
    for (let index = 0; index < 5; index++) items.offer(item());
    items.offer(item({ storeId: 'store-2' }));
    nextSecond();
    items.offer(item());
    await items.stop();
    expect([kept.length, dropped]).toEqual([4, ['rate 1', 'rate 1', 'rate 1']]);
  });

  test('that are too large, or more than may wait, are dropped and counted', async () => {
    const { items, kept, dropped } = open({ deadLetterBytesMax: 20, waitingDeadLettersMax: 2 });
    items.offer(item({ item: { id: 'x'.repeat(50) } }));
    for (let index = 0; index < 3; index++) items.offer(item());
    await items.stop();
    expect([kept.length, dropped]).toEqual([2, ['too_large 1', 'buffer_full 1']]);
  });

  test('that cannot be written are counted, and the endpoint never hears of it', async () => {
    const { items, dropped } = open({}, true);
    expect(() => items.offer(item())).not.toThrow();
    await items.stop();
    expect(dropped).toEqual(['not_written 1']);
  });
});
