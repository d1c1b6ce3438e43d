import { describe, expect, test } from 'vitest';
import { type AttemptRecovery, type DeliveryProgress, permitAttempt } from './report-run.ts';

const leaseMs = 50_000;
const claimedAtMs = 1_000_000;
const byKey: AttemptRecovery = { kind: 'idempotency_key', windowMs: 3_600_000 };
const progress = (state: DeliveryProgress['state']): DeliveryProgress => ({
  state,
  claimedAtMs: state === 'waiting' ? null : claimedAtMs,
  attemptedAtMs: state === 'waiting' ? null : claimedAtMs,
});
const permitted = (state: DeliveryProgress['state'], recovery: AttemptRecovery, afterMs: number) =>
  permitAttempt(progress(state), recovery, { nowMs: claimedAtMs + afterMs, leaseMs }).kind;

describe('an attempt to send a report', () => {
  test('is permitted where nothing was sent yet', () => {
    expect(permitted('waiting', { kind: 'none' }, 0)).toBe('send');
  });

  test('waits until the one before is surely over', () => {
    expect(permitAttempt(progress('sending'), byKey, { nowMs: claimedAtMs + 20_000, leaseMs })).toEqual({
      kind: 'busy',
      forMs: 30_000,
    });
  });

  test.for([
    ['is repeated under its key while that is known', byKey, leaseMs, 'send'],
    ['is not repeated once its key may be forgotten', byKey, 3_600_000, 'lost'],
    ['is asked for where that can be', { kind: 'lookup' }, leaseMs, 'look_up'],
    ['is never repeated where nothing can tell', { kind: 'none' }, leaseMs, 'lost'],
  ] as const)('that broke off %s', ([, recovery, afterMs, kind]) => {
    expect(permitted('sending', recovery, afterMs)).toBe(kind);
  });

  test.for(['accepted', 'rejected', 'unknown'] as const)('is over once it is %s', (state) => {
    expect(permitted(state, byKey, 10 * leaseMs)).toBe('ended');
  });
});
