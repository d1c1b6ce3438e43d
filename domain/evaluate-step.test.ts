import { describe, expect, test } from 'vitest';
import type { CampaignStep, StepConditions } from './campaign.ts';
import { evaluateStep } from './evaluate-step.ts';
import type { RecoverySnapshot } from './recovery.ts';
import type { Prediction } from './recovery-state.ts';

const snapshot: RecoverySnapshot = {
  rules: [],
  timeScale: 1,
  timeZone: 'UTC',
  idleMs: 3_600_000,
  cart: { stage: 'cart', valueMinor: 5_000, currency: 'EUR', items: 2, lastActivityAt: 0 },
  customer: 'new',
  channels: ['email', 'push'],
  campaignPaused: false,
  end: null,
};
const known = (probability: number): Prediction => ({ kind: 'known', probability });

function step(conditions: StepConditions, change: Partial<CampaignStep> = {}): CampaignStep {
  const base = { id: 'r', trigger: 'cart_abandoned', delayMs: 0, channel: 'email', template: 't', conditions };
  return { ...base, ...change } as CampaignStep;
}

describe('a step that is due', () => {
  test.each<[string, StepConditions, Partial<RecoverySnapshot['cart']>, boolean]>([
    ['a cart worth enough', { valueMinorMin: 5_000 }, {}, true],
    ['a cart worth too little', { valueMinorMin: 5_001 }, {}, false],
    ['a cart worth too much', { valueMinorMax: 4_999 }, {}, false],
    ['a cart of unknown value, when a least value is asked', { valueMinorMin: 0 }, { valueMinor: null }, false],
    ['a cart of unknown value, when a most value is asked', { valueMinorMax: 9_000 }, { valueMinor: null }, false],
    ['a cart in one of the currencies', { currencies: ['USD', 'EUR'] }, {}, true],
    ['a cart in another currency', { currencies: ['USD'] }, {}, false],
    ['a cart at one of the stages', { stages: ['cart'] }, {}, true],
    ['a cart at another stage', { stages: ['checkout'] }, {}, false],
    ['a cart with enough pieces', { itemsMin: 2 }, {}, true],
    ['a cart with too few pieces', { itemsMin: 3 }, {}, false],
    ['a new customer', { customer: 'new' }, {}, true],
    ['a customer of the other kind', { customer: 'returning' }, {}, false],
  ])('looks at %s', (_what, conditions, cart, sends) => {
    const decision = evaluateStep(step(conditions), { ...snapshot, cart: { ...snapshot.cart, ...cart } }, known(0.5));
    expect(decision).toEqual(
      sends ? { kind: 'send', channels: ['email'] } : { kind: 'skip', reason: 'conditions_not_met' },
    );
  });

  test.each<[string, Prediction, ReturnType<typeof evaluateStep>]>([
    ['high enough', known(0.6), { kind: 'send', channels: ['email'] }],
    ['just below', known(0.599), { kind: 'skip', reason: 'prediction_below_threshold' }],
    ['not to be had', { kind: 'unavailable' }, { kind: 'skip', reason: 'prediction_unavailable' }],
  ])('with a least probability and a prediction that is %s', (_what, prediction, decision) => {
    const high = step({}, { trigger: 'prediction_high', probabilityMin: 0.6 } as Partial<CampaignStep>);
    expect(evaluateStep(high, snapshot, prediction)).toEqual(decision);
  });

  test('without a wish about the prediction is sent without one', () => {
    expect(evaluateStep(step({}), snapshot, { kind: 'unavailable' })).toEqual({ kind: 'send', channels: ['email'] });
  });

  test('keeps to the range of probabilities that it names', () => {
    const range = step({ probabilityMin: 0.2, probabilityMax: 0.4 });
    const kinds = [0.1, 0.2, 0.4, 0.5].map((probability) => evaluateStep(range, snapshot, known(probability)).kind);
    expect(kinds).toEqual(['skip', 'send', 'send', 'skip']);
  });

  test('for all channels goes out on every reachable one', () => {
    expect(evaluateStep(step({}, { channel: 'all' }), snapshot, known(1))).toEqual({
      kind: 'send',
      channels: ['email', 'push'],
    });
  });

  test('for a channel without consent or address is not sent (field 38)', () => {
    expect(evaluateStep(step({}, { channel: 'sms' }), snapshot, known(1))).toEqual({
      kind: 'skip',
      reason: 'channel_not_reachable',
    });
  });
});
