import { describe, expect, test } from 'vitest';
import type { CampaignStep } from './campaign.ts';
import { dayMs, hourMs } from './duration.ts';
import { compileRules } from './flow/compile-rules.ts';
import { whatChanges as changes } from './rehearsal-changes.ts';
import { capOnly, type MessageCap, type RehearsedCart, rehearse as rehearseFlow } from './rehearse.ts';

const noon = Date.UTC(2026, 10, 20, 12);
const cap = { messages: 10, periodMs: 7 * dayMs };

const rehearse = (rules: readonly CampaignStep[], subject: RehearsedCart, under: MessageCap) =>
  rehearseFlow(compileRules(rules, 1), subject, capOnly(under)).sent;
const whatChanges = (
  { before, after }: { before: readonly CampaignStep[]; after: readonly CampaignStep[] },
  carts: readonly RehearsedCart[],
  under: MessageCap,
) => changes({ before: compileRules(before, 1), after: compileRules(after, 2) }, carts, capOnly(under));

const email: CampaignStep = {
  ...{ id: 'one', trigger: 'cart_abandoned', delayMs: hourMs, channel: 'email', template: 'cart-reminder-1' },
  conditions: {},
};

function cart(id: string, change: Partial<RehearsedCart['snapshot']> = {}): RehearsedCart {
  return {
    ...{ cartId: id, customerId: `customer of ${id}` },
    abandonedAt: noon,
    prediction: { kind: 'unavailable' },
    snapshot: {
      ...{ timeScale: 1, timeZone: 'UTC', idleMs: hourMs, customer: 'new', channels: ['email', 'sms'] },
      cart: { stage: 'cart', valueMinor: 5_000, currency: 'EUR', items: 1, lastActivityAt: noon - hourMs },
      ...change,
    },
  };
}

describe('a rehearsal', () => {
  test('sends what a recovery would, in the order in which the steps are due', () => {
    const rules: readonly CampaignStep[] = [{ ...email, id: 'late', delayMs: dayMs, channel: 'all' }, email];
    expect(rehearse(rules, cart('a'), cap)).toEqual([
      { stepId: 'one', channel: 'email', at: noon + hourMs },
      { stepId: 'late', channel: 'email', at: noon + dayMs },
      { stepId: 'late', channel: 'sms', at: noon + dayMs },
    ]);
  });

  test('leaves out what the conditions, the reach and a missing prediction forbid', () => {
    const rules: readonly CampaignStep[] = [
      { ...email, id: 'dear', conditions: { valueMinorMin: 9_000 } },
      { ...email, id: 'push', channel: 'push' },
      { ...email, id: 'likely', conditions: { probabilityMin: 0.5 } },
    ];
    expect(rehearse(rules, cart('a'), cap)).toEqual([]);
    const likely = { ...cart('a'), prediction: { kind: 'known', probability: 0.7 } } as const;
    expect(rehearse(rules, likely, cap).map(({ stepId }) => stepId)).toEqual(['likely']);
  });

  test('stops at the store’s cap, counted within its period', () => {
    const rules = [hourMs, 2 * hourMs, 9 * dayMs].map((delayMs) => ({ ...email, id: `after-${delayMs}`, delayMs }));
    const sent = rehearse(rules, cart('a'), { messages: 1, periodMs: 7 * dayMs });
    expect(sent.map(({ at }) => at - noon)).toEqual([hourMs, 9 * dayMs]);
  });

  test('speaks only to the stage that a step names', () => {
    const payment = cart('a', { cart: { ...cart('a').snapshot.cart, stage: 'payment' } });
    const rules: readonly CampaignStep[] = [email, { ...email, id: 'pay', conditions: { stages: ['payment'] } }];
    expect(rehearse(rules, payment, cap).map(({ stepId }) => stepId)).toEqual(['pay']);
  });
});

describe('what changes', () => {
  const carts = [cart('both'), cart('email-only', { channels: ['email'] }), cart('nobody', { channels: [] })];

  test('counts messages by step and channel, with carts that gain and lose one', () => {
    const after: readonly CampaignStep[] = [{ ...email, channel: 'sms' }];
    expect(whatChanges({ before: [email], after }, carts, cap)).toEqual([
      { stepId: 'one', channel: 'email', before: 2, after: 0, gaining: [], losing: ['both', 'email-only'] },
      { stepId: 'one', channel: 'sms', before: 0, after: 1, gaining: ['both'], losing: [] },
    ]);
  });

  test('of another wait alone is nothing that is gained or lost', () => {
    const after: readonly CampaignStep[] = [{ ...email, delayMs: 5 * hourMs }];
    const [change] = whatChanges({ before: [email], after }, carts, cap);
    expect(change).toMatchObject({ before: 2, after: 2, gaining: [], losing: [] });
  });

  test('names a few carts only', () => {
    const many = Array.from({ length: 20 }, (_, index) => cart(String(index)));
    const [change] = whatChanges({ before: [], after: [email] }, many, cap);
    expect([change?.after, change?.gaining.length]).toEqual([20, 5]);
  });
});
