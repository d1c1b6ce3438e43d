import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CampaignStep } from '../domain/campaign.ts';
import { hourMs } from '../domain/duration.ts';
import type { RecoverySnapshot } from '../domain/recovery.ts';
import { advance, beginRecovery, type RecoveryEvent, type RecoveryState } from '../domain/recovery-state.ts';
import { nextStep } from './next-step-oracle.ts';

const abandonedAt = Date.UTC(2026, 5, 1, 12);
const step = (id: string, delayHours: number, channel: CampaignStep['channel'] = 'email'): CampaignStep => ({
  id,
  trigger: 'cart_abandoned',
  delayMs: delayHours * hourMs,
  channel,
  template: id,
  conditions: {},
});
const snapshot: RecoverySnapshot = {
  rules: [step('third', 72), step('first', 1), step('second', 24)],
  timeScale: 1,
  timeZone: 'UTC',
  idleMs: hourMs,
  cart: { stage: 'cart', valueMinor: null, currency: null, items: 1, lastActivityAt: abandonedAt - hourMs },
  customer: 'new',
  channels: ['email'],
  campaignPaused: false,
  end: null,
};
const sent = (ruleId: string): RecoveryEvent => ({
  kind: 'step_done',
  ruleId,
  results: [{ kind: 'sent', ruleId, channel: 'email', at: 0 }],
});
const postponed = (hours: number): RecoveryEvent => ({ kind: 'postponed', until: abandonedAt + hours * hourMs });

function stateAfter(events: readonly RecoveryEvent[], change: Partial<RecoverySnapshot> = {}): RecoveryState {
  const read: RecoveryEvent = { kind: 'context_read', snapshot: { ...snapshot, ...change } };
  return [read, ...events].reduce(advance, beginRecovery({ abandonedAt }));
}
const next = (state: RecoveryState, afterHours: number) => {
  const found = nextStep(state, abandonedAt + afterHours * hourMs);
  const at = found.kind === 'wait' ? `@${(found.untilMs - abandonedAt) / hourMs}h` : '';
  const what = found.kind === 'end' ? found.end.reason : found.kind === 'paused' ? found.by : found.step.id;
  return `${found.kind} ${what}${at}`;
};

describe('what a recovery does next', () => {
  test.each<[string, readonly RecoveryEvent[], number, string]>([
    ['waits for the earliest step, in whatever order the rules are', [], 0, 'wait first@1h'],
    ['makes a step at its time', [], 1, 'step first'],
    ['counts later steps from the abandonment', [sent('first')], 1, 'wait second@24h'],
    ['catches up after a long stop, one step at a time', [sent('first')], 80, 'step second'],
    ['ends when every step is done', [sent('first'), sent('second'), sent('third')], 80, 'end no_touch_left'],
    [
      'ends at once on a purchase',
      [{ kind: 'order_placed', cause: 'purchased_elsewhere' }],
      0,
      'end purchased_elsewhere',
    ],
    [
      'ends when the cart is emptied',
      [{ kind: 'cart_updated', empty: true, lastActivityAt: 0 }],
      0,
      'end cart_emptied',
    ],
    ['ends when a newer cart takes over', [{ kind: 'superseded' }], 0, 'end superseded'],
    [
      'ends when the last channel is withdrawn',
      [{ kind: 'consent_changed', channel: 'email', status: 'denied' }],
      0,
      'end unsubscribed',
    ],
    [
      'goes on when another channel is withdrawn',
      [{ kind: 'consent_changed', channel: 'sms', status: 'denied' }],
      0,
      'wait first@1h',
    ],
    ['pauses with its campaign', [{ kind: 'campaign_paused', paused: true }], 1, 'paused campaign'],
    [
      'goes on with its campaign',
      [
        { kind: 'campaign_paused', paused: true },
        { kind: 'campaign_paused', paused: false },
      ],
      0,
      'wait first@1h',
    ],
    ['pauses for an operator', [{ kind: 'paused_by_operator', paused: true }], 1, 'paused operator'],
    [
      'ends on a purchase although paused',
      [
        { kind: 'paused_by_operator', paused: true },
        { kind: 'order_placed', cause: 'purchased' },
      ],
      1,
      'end purchased',
    ],
    ['skips a wait that an operator skips', [{ kind: 'wait_skipped' }], 0, 'step first'],
    ['skips one wait only', [{ kind: 'wait_skipped' }, sent('first')], 0, 'wait second@24h'],
    ['waits for the time that a refusal names', [postponed(9)], 1, 'wait first@9h'],
    ['makes the step then', [postponed(9)], 9, 'step first'],
    [
      'asks again before, for an operator who skips that wait',
      [postponed(9), { kind: 'wait_skipped' }],
      1,
      'step first',
    ],
    [
      'waits again when it is refused again',
      [postponed(9), { kind: 'wait_skipped' }, postponed(9)],
      1,
      'wait first@9h',
    ],
    ['is not brought forward by a refusal', [sent('first'), postponed(9)], 1, 'wait second@24h'],
    ['keeps the order of steps that are postponed to one time', [postponed(80)], 75, 'wait first@80h'],
    [
      'ends on a purchase although postponed',
      [postponed(9), { kind: 'order_placed', cause: 'purchased' }],
      1,
      'end purchased',
    ],
    ['stops for an operator', [{ kind: 'stopped_by_operator' }], 0, 'end stopped_by_operator'],
  ])('%s', (_rule, events, hours, expected) => {
    expect(next(stateAfter(events), hours)).toBe(expected);
  });

  test('keeps the first end, whatever is heard later', () => {
    expect(next(stateAfter([{ kind: 'order_placed', cause: 'purchased' }, { kind: 'superseded' }]), 0)).toBe(
      'end purchased',
    );
  });

  test('activity restarts the clock of the remaining steps at the end of a new idle time', () => {
    const active: RecoveryEvent = { kind: 'cart_updated', empty: false, lastActivityAt: abandonedAt + 5 * hourMs };
    expect(next(stateAfter([sent('first'), active]), 5)).toBe('wait second@30h');
  });

  test('activity that arrives late never brings a step forward', () => {
    const late: RecoveryEvent = { kind: 'cart_updated', empty: false, lastActivityAt: abandonedAt - 9 * hourMs };
    expect(next(stateAfter([late]), 0)).toBe('wait first@1h');
  });

  test('a store whose clock runs faster waits accordingly less', () => {
    expect(next(stateAfter([], { timeScale: 60 }), 0)).toBe(`wait first@${1 / 60}h`);
  });

  test('steps that reach nobody are not waited for', () => {
    const rules = [step('mail', 1), step('text', 24, 'sms')];
    expect(next(stateAfter([sent('mail')], { rules }), 1)).toBe('end no_touch_left');
  });

  test('a recovery that sent nothing ends with the reason of the first step that was not sent', () => {
    const skipped: RecoveryEvent = {
      kind: 'step_done',
      ruleId: 'first',
      results: [{ kind: 'not_sent', ruleId: 'first', channel: null, reason: 'conditions_not_met', at: 0 }],
    };
    const state = stateAfter([skipped], { rules: [step('first', 1)] });
    expect(nextStep(state, abandonedAt)).toEqual({
      kind: 'end',
      end: { outcome: 'nothing_to_send', reason: 'conditions_not_met' },
    });
  });

  test('a time of day is that of the zone, in the store’s own time', () => {
    const rules = [{ ...step('evening', 2), trigger: 'time_based', localTime: '18:00' } as CampaignStep];
    expect(next(stateAfter([], { rules, timeZone: 'Europe/Berlin' }), 0)).toBe('wait evening@4h');
    expect(next(stateAfter([], { rules, timeZone: 'Europe/Berlin', timeScale: 60 }), 0)).toBe(
      `wait evening@${4 / 60}h`,
    );
  });
});

describe('whatever happens to a recovery', () => {
  const anyEvent: fc.Arbitrary<RecoveryEvent> = fc.oneof(
    fc.constantFrom<RecoveryEvent[]>(
      { kind: 'superseded' },
      { kind: 'wait_skipped' },
      { kind: 'stopped_by_operator' },
      { kind: 'paused_by_operator', paused: true },
      { kind: 'paused_by_operator', paused: false },
      { kind: 'campaign_paused', paused: true },
      { kind: 'campaign_paused', paused: false },
      postponed(30),
      sent('first'),
      sent('second'),
    ),
    fc.record({
      kind: fc.constant('cart_updated' as const),
      empty: fc.boolean(),
      lastActivityAt: fc.integer({ min: abandonedAt - hourMs, max: abandonedAt + 100 * hourMs }),
    }),
    fc.record({
      kind: fc.constant('consent_changed' as const),
      channel: fc.constantFrom('email', 'sms', 'push'),
      status: fc.constantFrom('granted', 'denied'),
    }),
  );
  const anyHours = fc.double({ min: 0, max: 200, noNaN: true });

  test('after a purchase there is never another step', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), fc.array(anyEvent), anyHours, (before, later, hours) => {
        const state = stateAfter([...before, { kind: 'order_placed', cause: 'purchased' }, ...later]);
        expect(nextStep(state, abandonedAt + hours * hourMs).kind).toBe('end');
      }),
    );
  });

  test('a step that is done is never made again', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), anyHours, (events, hours) => {
        const state = stateAfter([sent('first'), ...events]);
        const found = nextStep(state, abandonedAt + hours * hourMs);
        expect(found.kind === 'step' || found.kind === 'wait' ? found.step.id : null).not.toBe('first');
      }),
    );
  });

  test('nothing is sent while it is paused', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), anyHours, (events, hours) => {
        const state = stateAfter([...events, { kind: 'campaign_paused', paused: true }]);
        expect(['paused', 'end']).toContain(nextStep(state, abandonedAt + hours * hourMs).kind);
      }),
    );
  });
});

describe('a recovery whose order waits for its payment', () => {
  const payment: CampaignStep = { ...step('payment', 24), conditions: { stages: ['payment'] } };
  const rules = [...snapshot.rules, payment];
  const waiting = { ...snapshot.cart, stage: 'payment' as const };

  test('makes the steps that name that stage, and no others', () => {
    expect(next(stateAfter([], { rules, cart: waiting }), 0)).toBe('wait payment@24h');
    expect(next(stateAfter([sent('payment')], { rules, cart: waiting }), 30)).toBe('end no_touch_left');
  });

  test('has nothing to say where no step names that stage', () => {
    expect(next(stateAfter([], { cart: waiting }), 0)).toBe('end conditions_not_met');
  });

  test('goes on with the others when the payment fails', () => {
    const state = stateAfter([{ kind: 'context_read', snapshot: { ...snapshot, rules } }], { rules, cart: waiting });
    expect(next(state, 0)).toBe('wait first@1h');
  });

  test('makes that step for no other cart', () => {
    expect(next(stateAfter([sent('first'), sent('second'), sent('third')], { rules }), 80)).toBe('end no_touch_left');
  });
});
