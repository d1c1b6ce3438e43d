import { describe, expect, test } from 'vitest';
import type { StorefrontEvent } from '../../../events/event.ts';
import type { JournalEntry } from '../event-journal.ts';
import { gapMsMax, judgeMessages, type PermittedMessage } from './no-message-after-purchase.ts';

const acknowledgedAt = 50_000;
const who = { anonymousId: 'v' };

function entry(event: StorefrontEvent, times: { sentAt: number; acknowledgedAt: number }): JournalEntry {
  return { event, shopper: 1, ...times };
}

/** A cart filled at 10 s and perhaps touched again, and an order of its person that was answered at 50 s. */
function judge(message: Partial<PermittedMessage>, { touchedAgainAt }: { readonly touchedAgainAt?: number } = {}) {
  const touches = [10_000, touchedAgainAt].flatMap((at, index) => {
    if (at === undefined) return [];
    const event: StorefrontEvent = {
      id: `t${index}`,
      occurredAt: new Date(at).toISOString(),
      who,
      type: 'cart_updated',
      cartId: 'c',
      lines: [],
    };
    return [entry(event, { sentAt: at, acknowledgedAt: at + 5 })];
  });
  const order: StorefrontEvent = {
    id: 'bought',
    occurredAt: new Date(30_000).toISOString(),
    who: { email: 'a@shop.example' },
    type: 'order_placed',
    orderId: 'o',
  };
  const permitted = {
    id: 'm',
    channel: 'email',
    cartId: 'c',
    consistentAsOf: 49_990,
    attemptedAt: 49_995,
    attempts: 1,
  };
  return judgeMessages([{ ...permitted, ...message }], {
    entries: [...touches, entry(order, { sentAt: 49_900, acknowledgedAt })],
    arrivals: new Map([['o', 49_950]]),
  });
}

describe('a message to somebody who bought', () => {
  test('is fine when it was permitted before the purchase was acknowledged', () => {
    expect(judge({})).toEqual({ breaches: [], notes: [expect.stringContaining('0 of 1')] });
  });

  test('is told with its gap when the purchase was acknowledged after the last look', () => {
    const { breaches, notes } = judge({ attemptedAt: acknowledgedAt + 400 });
    expect(breaches).toEqual([]);
    expect(notes).toEqual([
      expect.stringContaining('1 of 1'),
      expect.stringContaining('permitted 400 ms after bought'),
    ]);
  });

  test('is a breach when the gap is longer than any that was measured', () => {
    expect(judge({ attemptedAt: acknowledgedAt + gapMsMax }).breaches).toEqual([]);
    expect(judge({ attemptedAt: acknowledgedAt + gapMsMax + 1 }).breaches).toHaveLength(1);
  });

  test('is a breach, however short the gap, when everything counts as known up to later', () => {
    const late = { consistentAsOf: acknowledgedAt + 1, attemptedAt: acknowledgedAt + 3 };
    expect(judge(late).breaches).toEqual([expect.stringContaining('counts as known')]);
    expect(judge({ ...late, attempts: 2 }).breaches).toHaveLength(1);
  });

  test('that was tried again is judged by what was known at first', () => {
    const { breaches, notes } = judge({ attemptedAt: acknowledgedAt + 90_000, attempts: 2 });
    expect(breaches).toEqual([]);
    expect(notes).toHaveLength(2);
  });

  test('is fine when the cart was touched after the order arrived, but not when only after the shop’s time of it', () => {
    const late = { attemptedAt: acknowledgedAt + 5_000 };
    expect(judge(late, { touchedAgainAt: 49_951 })).toMatchObject({ breaches: [] });
    expect(judge(late, { touchedAgainAt: 49_950 }).breaches).toHaveLength(1);
  });
});
