import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkShape } from '../../../../../domain/flow/check-shape.ts';
import { compileRules, usualStaleAfterMs } from '../../../../../domain/flow/compile-rules.ts';
import type { Flow as DomainFlow } from '../../../../../domain/flow/flow.ts';
import { capOnly, type RehearsedCart, rehearse } from '../../../../../domain/rehearse.ts';
import type { Rule } from '../campaign-types.ts';
import { rulesAsFlow } from './rules-as-flow.ts';

const hourMs = 3_600_000;
const rule = (id: string, hours: number, change: object = {}): Rule => ({
  ...{ id, trigger: 'cart_abandoned', delayMs: hours * hourMs, channel: 'email', template: 'cart-reminder-1' },
  ...{ conditions: {} },
  ...change,
});
/** A cart of 50.00 whose person every channel reaches. */
const noon = Date.UTC(2026, 10, 20, 12);
const cart: RehearsedCart = {
  ...{ cartId: 'cart', customerId: 'customer', abandonedAt: noon, prediction: { kind: 'known', probability: 0.5 } },
  snapshot: {
    ...{ timeScale: 1, timeZone: 'Europe/Vienna', idleMs: hourMs, customer: 'new', channels: ['email', 'sms', 'push'] },
    cart: { stage: 'cart', valueMinor: 5_000, currency: 'EUR', items: 1, lastActivityAt: noon - hourMs },
  },
};
const versionOf = (rules: readonly Rule[]) => ({ version: 1, ...rulesAsFlow(rules).flow }) as DomainFlow;

describe('simple steps as a flow', () => {
  test('are a chain of waits and messages by their delays', () => {
    const { flow, notes } = rulesAsFlow([rule('second', 24), rule('first', 1)]);
    expect(flow.steps.map((step) => [step.id, 'ms' in step ? step.ms / hourMs : step.kind])).toEqual([
      ['wait-1', 1],
      ['first', 'send'],
      ['wait-2', 23],
      ['second', 'send'],
      ['end-1', 'end'],
    ]);
    expect(notes).toEqual(['not_made_up']);
    expect(flow.steps[1]).toMatchObject({ staleAfterMs: usualStaleAfterMs });
  });

  test('that are due at the same moment follow each other without a wait', () => {
    const { flow } = rulesAsFlow([rule('a', 0), rule('b', 0, { channel: 'sms' })]);
    expect(flow.steps.map(({ id }) => id)).toEqual(['a', 'b', 'end-1']);
  });

  test('with a time of day wait for it, which is said', () => {
    const { flow, notes } = rulesAsFlow([rule('late', 1, { trigger: 'time_based', localTime: '23:59' })]);
    expect(flow.steps[1]).toMatchObject({ until: 'window', window: { from: '23:59', until: '00:00' } });
    expect(notes).toEqual(['not_made_up', 'time_of_day']);
  });

  test('send a person whom every message reaches the same at the same times', () => {
    const conditions = fc.constantFrom(
      {},
      { valueMinorMin: 5_000 },
      { valueMinorMax: 5_000 },
      { customer: 'new' as const },
      { stages: ['payment' as const] },
    );
    const anyRules = fc
      .uniqueArray(fc.record({ hours: fc.integer({ min: 0, max: 700 }), conditions }), {
        selector: ({ hours }) => hours,
        minLength: 1,
        maxLength: 10,
      })
      .map((all) => all.map(({ hours, conditions: asked }, index) => rule(`r${index}`, hours, { conditions: asked })));
    const cap = capOnly({ messages: 100, periodMs: hourMs });
    fc.assert(
      fc.property(anyRules, (rules) => {
        expect(checkShape(versionOf(rules))).toEqual([]);
        const compiled = compileRules(rules as Parameters<typeof compileRules>[0], 1, usualStaleAfterMs);
        expect(rehearse(versionOf(rules), cart, cap).sent).toEqual(rehearse(compiled, cart, cap).sent);
      }),
    );
  });
});
