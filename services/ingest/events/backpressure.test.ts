import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partitionOf } from '../../../events/event-log.ts';
import { createBackpressure } from './backpressure.ts';
import { createWaitingEvents } from './waiting-events.ts';

const partitions = 2;

/** Two stores of one partition and one of the other. */
function threeStores() {
  const names = Array.from({ length: 20 }, (_, n) => `store-${n}`);
  const [rushing, neighbour] = names.filter((name) => partitionOf(name, partitions) === 0);
  const elsewhere = names.find((name) => partitionOf(name, partitions) === 1);
  if (!rushing || !neighbour || !elsewhere) throw new Error('these names all have one partition');
  return { rushing, neighbour, elsewhere };
}

function open() {
  const clock = { now: 1_000_000 };
  return {
    clock,
    backpressure: createBackpressure({ partitions, waitingMax: 100, now: () => clock.now }),
    ...threeStores(),
  };
}

describe('the endpoint', () => {
  test('closes for the store with the backlog and stays open for its neighbour', () => {
    const { backpressure, rushing, neighbour, elsewhere } = open();
    backpressure.took(rushing, 60);
    backpressure.took(neighbour, 1);
    expect(backpressure.refusal(rushing)).toBeNull();
    backpressure.took(rushing, 40);
    expect(backpressure.refusal(rushing)).toMatchObject({ retryAfterMs: 1_000 });
    expect([backpressure.refusal(neighbour), backpressure.refusal(elsewhere)]).toEqual([null, null]);
  });

  test('opens when enough of it is applied', () => {
    const { backpressure, clock, rushing } = open();
    backpressure.took(rushing, 60);
    clock.now += 1_000;
    backpressure.took(rushing, 60);
    backpressure.applied(new Map([[partitionOf(rushing, partitions), clock.now - 1_000]]));
    expect(backpressure.refusal(rushing)).not.toBeNull();
    backpressure.applied(new Map([[partitionOf(rushing, partitions), clock.now]]));
    expect(backpressure.refusal(rushing)).toBeNull();
  });

  test('is not opened by what another partition has applied', () => {
    const { backpressure, clock, rushing, elsewhere } = open();
    backpressure.took(rushing, 100);
    backpressure.applied(new Map([[partitionOf(elsewhere, partitions), clock.now + 1_000]]));
    expect(backpressure.refusal(rushing)).not.toBeNull();
  });

  test('of every store in a partition that is far behind closes, and no other', () => {
    const { backpressure, rushing, neighbour, elsewhere } = open();
    backpressure.close(new Set([partitionOf(rushing, partitions)]));
    expect(backpressure.refusal(rushing)).toMatchObject({ retryAfterMs: 10_000 });
    expect(backpressure.refusal(neighbour)).toMatchObject({ retryAfterMs: 10_000 });
    expect(backpressure.refusal(elsewhere)).toBeNull();
    backpressure.close(new Set());
    expect(backpressure.refusal(rushing)).toBeNull();
  });

  test('is looked after before it has to close', () => {
    const { backpressure, rushing } = open();
    backpressure.took(rushing, 20);
    expect(backpressure.busyPartitions()).toEqual([]);
    backpressure.took(rushing, 5);
    expect(backpressure.busyPartitions()).toEqual([partitionOf(rushing, partitions)]);
  });
});

test('events that wait are never forgotten too early, and all are when everything is applied', () => {
  const steps = fc.array(fc.record({ afterMs: fc.nat(5_000), count: fc.integer({ min: 1, max: 50 }) }), {
    maxLength: 300,
  });
  fc.assert(
    fc.property(steps, fc.nat(1_000_000), (taken, untilMs) => {
      const waiting = createWaitingEvents();
      let at = 0;
      let left = 0;
      for (const { afterMs, count } of taken) {
        at += afterMs;
        waiting.took('a', count, at);
        if (at >= untilMs) left += count;
      }
      waiting.applied(() => untilMs);
      expect(waiting.of('a')).toBeGreaterThanOrEqual(left);
      waiting.applied(() => at + 1);
      expect(waiting.of('a')).toBe(0);
    }),
  );
});
