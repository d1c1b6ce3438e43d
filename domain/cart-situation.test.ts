import { describe, expect, test } from 'vitest';
import { type SituationFacts, situationOf } from './cart-situation.ts';
import { dayMs } from './duration.ts';

const facts: SituationFacts = {
  standing: 'abandoned',
  empty: false,
  abandonAt: null,
  lastActivityAt: 1_000_000,
  recovery: null,
  notStarted: null,
  timeScale: 1,
};
const waiting = { stage: 'waiting', outcome: null, reason: null, waitsFor: 'touch-2', waitsUntil: 2_000_000 } as const;

describe('the situation of a cart', () => {
  test('in recovery says what is waited for, until when, and that a purchase ends it first of all', () => {
    const { kind, stepId, until, endedBy } = situationOf({ ...facts, standing: 'recovering', recovery: waiting });
    expect([kind, stepId, until, endedBy[0]]).toEqual(['waiting', 'touch-2', 2_000_000, 'purchase']);
  });

  test('paused waits for somebody to resume it', () => {
    const paused = { ...waiting, stage: 'paused' } as const;
    expect(situationOf({ ...facts, standing: 'recovering', recovery: paused }).endedBy[0]).toBe('resume');
  });

  test('of a shopper who may still be at it waits for the idle threshold', () => {
    expect(situationOf({ ...facts, standing: 'open', abandonAt: 3_000_000 })).toMatchObject({
      kind: 'shopper_active',
      until: 3_000_000,
    });
  });

  test('without consent is looked at again within a day by an address or a consent, faster in a fast store', () => {
    const day = situationOf({ ...facts, notStarted: 'no_consent' });
    expect([day.kind, day.until, day.endedBy]).toEqual([
      'not_started',
      1_000_000 + dayMs,
      ['consent', 'address', 'activity'],
    ]);
    expect(situationOf({ ...facts, notStarted: 'anonymous', timeScale: 3_600 })).toMatchObject({
      until: 1_000_000 + dayMs / 3_600,
      endedBy: ['address', 'activity'],
    });
  });

  test('with a reason that no word of the customer changes waits for a new touch only', () => {
    expect(situationOf({ ...facts, notStarted: 'cool_down' })).toMatchObject({ until: null, endedBy: ['activity'] });
  });

  test('after a recovery says how it ended', () => {
    const ended = { ...waiting, stage: 'ended', outcome: 'stopped', reason: 'unsubscribed' } as const;
    expect(situationOf({ ...facts, recovery: ended })).toMatchObject({ kind: 'ended', reason: 'unsubscribed' });
  });
});
