import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyFlow } from '../../test/flow-story.ts';
import { channels } from '../channel.ts';
import { hourMs } from '../duration.ts';
import { firstMessageFrom } from './first-message.ts';
import type { FlowStep, SendStep } from './flow.ts';

const send = (id: string, change: Partial<SendStep> = {}): SendStep => ({
  ...{ id, kind: 'send', channel: 'email', template: id, conditions: {}, probabilityMin: null },
  ...{ window: null, staleAfterMs: null, next: 'end' },
  ...change,
});
const end: FlowStep = { id: 'end', kind: 'end' };
/** Midnight in the zone of the person. */
const midnight = Date.UTC(2026, 9, 5, 22);
const clock = { clockStartAt: midnight, timeScale: 1, timeZone: 'Europe/Vienna' };
const first = (steps: readonly FlowStep[], change: Partial<Parameters<typeof firstMessageFrom>[2]> = {}) => {
  const passerby = { atMs: midnight, clock, channels: ['email', 'sms'] as const, ...change };
  const found = firstMessageFrom({ steps }, steps[0]?.id ?? '', passerby);
  return found && [found.step.id, found.channel, (found.atMs - midnight) / hourMs];
};

describe('the first message of a way', () => {
  test('comes after its waits, in the hours of its windows', () => {
    const wait: FlowStep = { id: 'wait', kind: 'wait', until: 'duration', ms: 2 * hourMs, next: 'morning' };
    const window = { from: '09:00', until: '12:00' };
    const morning: FlowStep = { id: 'morning', kind: 'wait', until: 'window', window, next: 'one' };
    expect(first([send('one')])).toEqual(['one', 'email', 0]);
    expect(first([wait, morning, send('one'), end])).toEqual(['one', 'email', 9]);
    expect(first([send('one', { window: { from: '18:00', until: '20:00' } })])).toEqual(['one', 'email', 18]);
  });

  test('is the first one that can reach the person', () => {
    const steps = [send('one', { channel: 'push', next: 'two' }), send('two', { channel: 'all' }), end];
    expect(first(steps, { channels: ['sms'] })).toEqual(['two', 'sms', 0]);
    expect(first(steps, { channels: ['push', 'email'] })).toEqual(['one', 'push', 0]);
    expect(first(steps, { channels: [] })).toBeNull();
  });

  test('is that of somebody who does nothing: no event comes, no path holds', () => {
    const event = { name: 'message_clicked', key: 'cart' } as const;
    const steps: FlowStep[] = [
      {
        ...{ id: 'wait', kind: 'wait', until: 'event', event, withinMs: 3 * hourMs },
        ...{ next: 'clicked', onTimeout: 'branch' },
      },
      { id: 'branch', kind: 'branch', paths: [{ when: { clicked: true }, next: 'clicked' }], otherwise: 'goal' },
      { id: 'goal', kind: 'goal', next: 'one' },
      ...[send('clicked'), send('one'), end],
    ];
    expect(first(steps)).toEqual(['one', 'email', 3]);
  });

  test('of several that are waited for is the one that is due first, counted from the abandonment', () => {
    const touches = [
      { send: 'late', delayMs: 24 * hourMs, localTime: null },
      { send: 'soon', delayMs: 4 * hourMs, localTime: null },
    ];
    const wait: FlowStep = { id: 'wait', kind: 'wait', until: 'first_due', touches, next: 'end' };
    const steps = [wait, send('late', { next: 'wait' }), send('soon', { channel: 'sms', next: 'wait' }), end];
    expect(first(steps)).toEqual(['soon', 'sms', 4]);
    expect(first(steps, { channels: ['email'] })).toEqual(['late', 'email', 24]);
    expect(first(steps, { atMs: midnight + 6 * hourMs })).toEqual(['soon', 'sms', 6]);
  });

  test('is none where the way turns in circles or leads nowhere', () => {
    expect(
      first([
        { id: 'one', kind: 'goal', next: 'two' },
        { id: 'two', kind: 'goal', next: 'one' },
      ]),
    ).toBeNull();
    expect(first([{ id: 'one', kind: 'goal', next: 'gone' }])).toBeNull();
  });

  test('is found in a flow whose window never opens, as it is still being edited', () => {
    expect(first([send('one', { window: { from: '09:00', until: '09:00' } })])).toEqual(['one', 'email', 0]);
  });

  test('of any flow is one of its messages, on a channel of the person, and not before they came', () => {
    fc.assert(
      fc.property(
        anyFlow,
        fc.subarray([...channels]),
        fc.integer({ min: 1, max: 100_000 }),
        (flow, reach, timeScale) => {
          const passerby = { atMs: midnight, clock: { ...clock, timeScale }, channels: reach };
          const found = firstMessageFrom(flow, flow.start, passerby);
          if (!found) return;
          expect(flow.steps).toContain(found.step);
          expect(reach).toContain(found.channel);
          expect(found.atMs).toBeGreaterThanOrEqual(midnight);
        },
      ),
    );
  });
});
