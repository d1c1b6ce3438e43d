import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FlowStep, SendStep, SplitStep } from '../flow/flow.ts';
import { choosePersonalArm, type PersonAtSplit } from './choose-arm.ts';
import { countMessages, type MessageOutcome } from './counted-messages.ts';

const send = (id: string, channel: SendStep['channel'], hour: string): SendStep => ({
  ...{ id, kind: 'send', channel, template: 'reminder', conditions: {}, probabilityMin: null, staleAfterMs: null },
  ...{ window: { from: `${hour}:00`, until: `${hour}:59` }, next: 'end' },
});
const split = (change: Partial<SplitStep> = {}): SplitStep => ({
  ...{ id: 'split', kind: 'split', by: 'person', allocation: 'personal' },
  arms: ['morning', 'evening', 'text'].map((id) => ({ id, share: 1, next: id })),
  ...change,
});
const steps: readonly FlowStep[] = [
  split(),
  ...[send('morning', 'email', '09'), send('evening', 'email', '19'), send('text', 'sms', '13')],
  { id: 'end', kind: 'end' },
];
const nowMs = Date.UTC(2026, 9, 5, 8);
const person = (change: Partial<PersonAtSplit> = {}): PersonAtSplit => ({
  ...{ customerId: 'somebody', recoveryId: 'recovery', own: [], store: [], channels: ['email', 'sms'] },
  clock: { clockStartAt: nowMs, timeScale: 1, timeZone: 'UTC' },
  ...change,
});
const choose = (of: Partial<PersonAtSplit> = {}, change: Partial<SplitStep> = {}, atMs = nowMs) =>
  choosePersonalArm({ steps }, split(change), person(of), atMs);
const mails = (band: MessageOutcome['band'], count: number, clicked: number, bought = 0) =>
  countMessages(
    Array.from({ length: count }, (_, n) => ({
      ...({ channel: 'email', template: 'reminder', band } as const),
      ...{ clicked: n < clicked, bought: n < bought },
    })),
  );
/** The store's people do better in the morning. */
const store = [...mails('morning', 500, 100, 40), ...mails('evening', 500, 50, 10)];
const people = Array.from({ length: 2_000 }, (_, n) => `person-${n}`);
const anyOwn = fc
  .array(
    fc.record({
      ...{ channel: fc.constantFrom('email' as const, 'sms' as const), template: fc.constant('reminder') },
      ...{ band: fc.constantFrom('morning' as const, 'evening' as const, 'afternoon' as const) },
      ...{ clicked: fc.boolean(), bought: fc.boolean() },
    }),
    { maxLength: 20 },
  )
  .map(countMessages);

describe('the arm that is chosen for a person', () => {
  test('is the store’s best without a history, and the person’s own with one', () => {
    const own = mails('evening', 4, 3, 1);
    const chosen = people.filter((customerId) => choose({ customerId }).group === 'chosen');
    for (const customerId of chosen) {
      expect(choose({ customerId, store })).toMatchObject({ armId: 'morning', because: null });
      expect(choose({ customerId, store, own })).toMatchObject({
        armId: 'evening',
        because: { trait: 'band', value: 'evening', messages: 4, clicked: 3, bought: 1 },
      });
    }
  });

  test('is drawn evenly while nobody knows anything', () => {
    const taken = people.map((customerId) => choose({ customerId }).armId);
    for (const { id } of split().arms)
      expect(taken.filter((armId) => armId === id).length / people.length).toBeCloseTo(1 / 3, 1);
  });

  test('is none that cannot reach the person while another can, in either group', () => {
    fc.assert(
      fc.property(fc.uuid(), anyOwn, (customerId, own) => {
        expect(choose({ customerId, own, store, channels: ['sms'] })).toMatchObject({ armId: 'text', share: 1 });
        expect(choose({ customerId, own, store, channels: ['email'] }).armId).not.toBe('text');
      }),
    );
  });

  test('is one of them all where none can', () => {
    const taken = new Set(people.map((customerId) => choose({ customerId, channels: [] }).armId));
    expect(taken.size).toBe(3);
  });

  test('is the same one as often as it is asked for', () => {
    fc.assert(
      fc.property(fc.uuid(), anyOwn, (customerId, own) => {
        expect(choose({ customerId, own, store })).toEqual(choose({ customerId, own, store, recoveryId: 'other' }));
      }),
    );
  });
});

describe('the baseline', () => {
  test.for([10, 20, 50])('is %s percent of the people, with an even draw of the arms', (baselinePercent) => {
    const choices = people.map((customerId) => choose({ customerId, store }, { baselinePercent }));
    const drawn = choices.filter(({ group }) => group === 'baseline');
    expect(drawn.length / people.length).toBeCloseTo(baselinePercent / 100, 1);
    for (const { id } of split().arms)
      expect(Math.abs(drawn.filter(({ armId }) => armId === id).length / drawn.length - 1 / 3)).toBeLessThan(0.1);
    expect(drawn.every(({ because }) => because === null)).toBe(true);
  });

  test('holds the same people whatever becomes known of them, in every recovery', () => {
    fc.assert(
      fc.property(fc.uuid(), anyOwn, fc.uuid(), (customerId, own, recoveryId) => {
        const { group } = choose({ customerId });
        expect(choose({ customerId, own, store, recoveryId }, { by: 'recovery' }).group).toBe(group);
      }),
    );
  });
});

describe('the probability of an arm', () => {
  test('is above zero for every arm that can reach the person, and all together are one', () => {
    fc.assert(
      fc.property(anyOwn, fc.constantFrom(10, 20, 35, 50), (own, baselinePercent) => {
        const shares = new Map<string, number>();
        // Who is drawn or chosen differs by person, how probable each arm is does not.
        for (const customerId of people.slice(0, 200)) {
          const { armId, share } = choose({ customerId, own, store }, { baselinePercent });
          shares.set(armId, share);
          expect(share).toBeGreaterThanOrEqual(baselinePercent / 100 / 3 - 1e-12);
        }
        if (shares.size === 3) expect([...shares.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      }),
      { numRuns: 20 },
    );
  });
});
