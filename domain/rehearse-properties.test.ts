import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyBegin, anyFlow, type Begin, liveThrough } from '../test/flow-story.ts';
import type { Channel } from './channel.ts';
import { dayMs, hourMs, minuteMs } from './duration.ts';
import { type AskClaim, type RehearsedCart, rehearse } from './rehearse.ts';

const runs = { numRuns: 400 };
const allowed: AskClaim = () => null;

function cartOf({ at, timeZone, channels }: Begin, later: RehearsedCart['later'] = []): RehearsedCart {
  return {
    ...{ cartId: 'recovery', customerId: 'customer', abandonedAt: at, prediction: { kind: 'unavailable' }, later },
    snapshot: {
      ...{ timeScale: 1, timeZone, idleMs: hourMs, customer: 'new', channels, ordersBefore: 0 },
      cart: { stage: 'cart', valueMinor: null, currency: null, items: 1, lastActivityAt: at - hourMs },
    },
  };
}

const shown = (messages: readonly { readonly channel: Channel | string; readonly at: number }[]) =>
  messages.map(({ channel, at }) => `${channel} ${at}`);

describe('a rehearsal of any flow', () => {
  test('sends what a recovery sends, at the same moments, and ends as it does', () => {
    fc.assert(
      fc.property(anyBegin, (begin) => {
        const life = liveThrough(begin, []);
        const { sent, end, endedAt } = rehearse(begin.flow, cartOf(begin), allowed);
        expect(shown(sent)).toEqual(shown(life.sent));
        expect([end.reason, endedAt]).toEqual([life.reason, life.endedAt]);
      }),
      runs,
    );
  });

  test('sends nothing at or after a purchase, and before it what it would have sent anyway', () => {
    fc.assert(
      fc.property(anyBegin, fc.integer({ min: 0, max: 10 * dayMs }), (begin, afterMs) => {
        const at = begin.at + afterMs;
        const bought = { at, event: { kind: 'order_placed', cause: 'purchased' } } as const;
        const free = rehearse(begin.flow, cartOf(begin), allowed);
        const { sent, end } = rehearse(begin.flow, cartOf(begin, [bought]), allowed);
        expect(shown(sent)).toEqual(shown(free.sent.filter((message) => message.at < at)));
        if (free.endedAt >= at) expect(end).toEqual({ outcome: 'purchased', reason: 'purchased' });
      }),
      runs,
    );
  });

  test('sends nothing in hours that the claim says are quiet, whatever the flow says', () => {
    const isQuiet = (atMs: number) => atMs % dayMs < 9 * hourMs;
    const quiet: AskClaim = ({ atMs }) =>
      isQuiet(atMs) ? { reason: 'quiet_hours', notBefore: atMs - (atMs % dayMs) + 9 * hourMs } : null;
    fc.assert(
      fc.property(anyBegin, (begin) => {
        const { sent } = rehearse(begin.flow, cartOf(begin), quiet);
        expect(sent.filter(({ at }) => isQuiet(at))).toEqual([]);
      }),
      runs,
    );
  });

  test('asks no claim twice for what went out, however often the other channels wait', () => {
    fc.assert(
      fc.property(anyFlow, anyBegin, fc.integer({ min: 1, max: 5 }), (flow, begin, waits) => {
        const asked = new Map<string, number>();
        const wavering: AskClaim = ({ step, channel, atMs }) => {
          const key = `${step.id}/${channel}`;
          asked.set(key, (asked.get(key) ?? 0) + 1);
          return channel === 'sms' && (asked.get(key) ?? 0) % (waits + 1) !== 0
            ? { reason: 'frequency_cap_waits', notBefore: atMs + 7 * minuteMs }
            : null;
        };
        const { sent } = rehearse(flow, cartOf({ ...begin, flow }), wavering);
        const keys = sent.map(({ stepId, channel, at }) => `${stepId}/${channel}/${at}`);
        expect(keys).toEqual([...new Set(keys)]);
      }),
      runs,
    );
  });
});
