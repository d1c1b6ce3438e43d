import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CampaignStep } from './campaign.ts';
import { differenceOf as differenceBetween, isSame } from './campaign-difference.ts';
import type { FlowProgram } from './flow/flow.ts';

const email: CampaignStep = {
  ...{ id: 'one', trigger: 'cart_abandoned', delayMs: 3_600_000, channel: 'email', template: 'cart-reminder-1' },
  conditions: {},
};
const sms: CampaignStep = { ...email, id: 'two', channel: 'sms' };

const differenceOf = (before: readonly CampaignStep[], after: readonly CampaignStep[]) =>
  differenceBetween({ rules: before, flow: null }, { rules: after, flow: null });

const steps = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    trigger: fc.constant('cart_abandoned' as const),
    delayMs: fc.integer({ min: 0, max: 3 }),
    channel: fc.constantFrom('email' as const, 'all' as const),
    template: fc.constantFrom('x', 'y'),
    conditions: fc.record({ itemsMin: fc.integer({ min: 1, max: 2 }) }, { requiredKeys: [] }),
  }),
  { selector: ({ id }) => id },
);

describe('the difference of two versions', () => {
  test('names each field that changed with both of its values, conditions too', () => {
    const now: CampaignStep = { ...email, delayMs: 7_200_000, conditions: { currencies: ['EUR'] } };
    expect(differenceOf([email], [now])).toEqual({
      settings: [],
      steps: [
        {
          kind: 'changed',
          stepId: 'one',
          fields: [
            { field: 'delayMs', before: 3_600_000, after: 7_200_000 },
            { field: 'conditions.currencies', before: null, after: ['EUR'] },
          ],
        },
      ],
      reordered: false,
    });
  });

  test('tells steps that came and went, a renamed one as both', () => {
    const { steps: told } = differenceOf([email], [{ ...email, id: 'uno' }]);
    expect(told.map(({ kind, stepId }) => [kind, stepId])).toEqual([
      ['removed', 'one'],
      ['added', 'uno'],
    ]);
  });

  test('tells another order, and none where a step was only put in between', () => {
    expect(differenceOf([email, sms], [sms, email])).toEqual({ settings: [], steps: [], reordered: true });
    expect(differenceOf([email, sms], [email, { ...sms, id: 'new' }, sms]).reordered).toBe(false);
  });

  test('is nothing between equal rules alone, whatever the order of their fields', () => {
    fc.assert(
      fc.property(steps, steps, (before, after) => {
        const shuffled = before.map(({ conditions, ...step }) => ({ conditions, ...step }));
        expect(isSame(differenceOf(before, shuffled))).toBe(true);
        const equal = JSON.stringify(before.map(sorted)) === JSON.stringify(after.map(sorted));
        expect(isSame(differenceOf(before, after))).toBe(equal);
      }),
    );
  });

  test('is the same the other way round, with sides exchanged', () => {
    fc.assert(
      fc.property(steps, steps, (before, after) => {
        const [there, back] = [differenceOf(before, after), differenceOf(after, before)];
        const count = (difference: typeof there, kind: string) =>
          difference.steps.filter((step) => step.kind === kind).length;
        expect(count(there, 'added')).toBe(count(back, 'removed'));
        expect(count(there, 'changed')).toBe(count(back, 'changed'));
        expect(there.reordered).toBe(back.reordered);
      }),
    );
  });

  test('compares flows by their steps, deep into them, and rules as the flow that they are', () => {
    const flow: FlowProgram = {
      ...{ entry: {}, exits: [], messagesMax: 2, start: 'where' },
      steps: [
        { id: 'where', kind: 'branch', paths: [{ when: { clicked: true }, next: 'end' }], otherwise: 'end' },
        { id: 'end', kind: 'end' },
      ],
    };
    const [where, end] = flow.steps;
    if (where?.kind !== 'branch' || !end) throw new Error('the flow begins with a branch');
    const later: FlowProgram = {
      ...{ ...flow, messagesMax: 3 },
      steps: [{ ...where, paths: [{ when: { clicked: false }, next: 'end' }] }, end],
    };
    expect(differenceBetween({ rules: [], flow }, { rules: [], flow: later })).toEqual({
      settings: [{ field: 'messagesMax', before: 2, after: 3 }],
      steps: [
        { kind: 'changed', stepId: 'where', fields: [{ field: 'paths.0.when.clicked', before: true, after: false }] },
      ],
      reordered: false,
    });
    const fromRules = differenceBetween({ rules: [email], flow: null }, { rules: [], flow });
    expect(fromRules.steps.map(({ kind, stepId }) => `${kind} ${stepId}`)).toContain('removed one');
  });
});

function sorted(step: CampaignStep) {
  return Object.entries(step).sort(([a], [b]) => a.localeCompare(b));
}
