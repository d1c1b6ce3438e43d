import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyBegin, anyFlow, anyStory, anyStoryOfVersions, type Life, liveThrough } from '../../test/flow-story.ts';
import { checkFlow } from './check-flow.ts';
import type { Flow } from './flow.ts';
import type { TimeWindow } from './time-window.ts';

const runs = { numRuns: 400 };

test('the arbitrary flows are valid ones', () => {
  const facts = {
    ...{
      templates: new Map([['one', ['email', 'sms', 'push'] as const]]),
      channelsWithProvider: ['email', 'sms', 'push'] as const,
    },
    ...{ cap: { messages: 9, periodMs: 1 }, followsBrowsing: true, linkLifeMs: Number.MAX_SAFE_INTEGER },
    recent: { carts: 0, currencies: [], messages: new Map() },
  };
  fc.assert(
    fc.property(anyFlow, (flow) => {
      expect(checkFlow(flow, facts).filter(({ severity }) => severity === 'problem')).toEqual([]);
    }),
  );
});

describe('whatever happens to a recovery in any flow', () => {
  test('it ends', () => {
    fc.assert(
      fc.property(anyBegin, anyStory, (begin, story) => liveThrough(begin, story).reason !== ''),
      runs,
    );
  });

  test('nothing is sent after an exit was met', () => {
    fc.assert(
      fc.property(anyBegin, anyStory, (begin, story) => {
        const life = liveThrough(begin, story);
        const exit = exitedAt(begin.flow, life);
        expect(life.sent.filter(({ at }) => at > exit)).toEqual([]);
        if (exit < life.endedAt) throw new Error('the flow went on after its exit');
      }),
      runs,
    );
  });

  test('no more is sent than its ceiling', () => {
    fc.assert(
      fc.property(anyBegin, anyStoryOfVersions, (begin, story) => {
        expect(liveThrough(begin, story).sent.length).toBeLessThanOrEqual(begin.flow.messagesMax);
      }),
      runs,
    );
  });

  test('every message goes out inside its window, on a clock of the person’s zone', () => {
    fc.assert(
      fc.property(anyBegin, anyStoryOfVersions, (begin, story) => {
        for (const { step, at } of liveThrough(begin, story).sent)
          if (step.window) expect(shownIn(step.window, at, begin.timeZone)).toBe(true);
      }),
      runs,
    );
  });

  test('no message goes out twice, over all versions that it is moved through', () => {
    fc.assert(
      fc.property(anyBegin, anyStoryOfVersions, (begin, story) => {
        const ids = liveThrough(begin, story).sent.map(({ messageId, channel }) => `${messageId}/${channel}`);
        expect(ids).toEqual([...new Set(ids)]);
      }),
      runs,
    );
  });

  test('the same life is lived again from the same facts', () => {
    fc.assert(
      fc.property(anyBegin, anyStoryOfVersions, (begin, story) => {
        expect(liveThrough(begin, story)).toEqual(liveThrough(begin, story));
      }),
      { numRuns: 50 },
    );
  });
});

/** When the first exit was met; a purchase of this cart or another, by what the flow names. */
function exitedAt({ exits }: Flow, { seen }: Life): number {
  const times = seen
    .filter((event) =>
      exits.some(({ name, key }) => name === event.name && (key === 'person' || event.cartId === 'cart')),
    )
    .map(({ at }) => at);
  return Math.min(Number.POSITIVE_INFINITY, ...times);
}

/** By another calendar than the engine's. */
function shownIn({ from, until }: TimeWindow, at: number, timeZone: string): boolean {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const time = clock.format(at);
  return from < until ? from <= time && time < until : from <= time || time < until;
}
