import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Campaign, Rule } from './campaign-types.ts';
import { beginEditing, edit, newStep, readEdit } from './editor-state.ts';
import { fieldOfPath, formOf, readForm } from './step-form.ts';

const email: Rule = {
  ...{ id: 'touch-1', trigger: 'cart_abandoned', delayMs: 3_600_000, channel: 'email', template: 'cart-reminder-1' },
  conditions: {},
};
const writing = { tag: 'de-AT', currency: 'EUR' };

function campaign(change: Partial<Campaign> = {}): Campaign {
  return {
    ...{ id: 'c', name: 'Spring', status: 'active', activatedAt: null, version: 3, revision: 7, rules: [email] },
    ...{ flow: null, draft: null, createdAt: '2026-11-20T10:00:00.000Z' },
    ...{ holdoutPercent: 10, holdoutSince: '2026-11-20T10:00:00.000Z' },
    ...change,
  };
}

const rule: fc.Arbitrary<Rule> = fc
  .record({
    delayMs: fc.integer({ min: 0, max: 30 * 86_400_000 }),
    channel: fc.constantFrom('email', 'sms', 'push', 'all'),
    conditions: fc.record(
      {
        valueMinorMin: fc.integer({ min: 0, max: 50_000 }),
        valueMinorMax: fc.integer({ min: 50_000, max: 10_000_000 }),
        currencies: fc.constantFrom(['EUR'], ['JPY'], ['KWD', 'USD']),
        stages: fc.constantFrom(['payment'] as const, ['cart', 'checkout'] as const),
        itemsMin: fc.integer({ min: 1, max: 1_000 }),
        customer: fc.constantFrom('new', 'returning'),
        probabilityMin: fc.integer({ min: 0, max: 50 }).map((percent) => percent / 100),
        probabilityMax: fc.integer({ min: 50, max: 100 }).map((percent) => percent / 100),
      },
      { requiredKeys: [] },
    ),
    trigger: fc.constantFrom(
      { trigger: 'cart_abandoned' } as const,
      { trigger: 'time_based', localTime: '09:30' } as const,
      { trigger: 'prediction_high', probabilityMin: 0.35 } as const,
    ),
  })
  .map(({ trigger, ...rest }) => ({ id: 'touch-1', template: 'cart-reminder-1', ...rest, ...trigger }) as Rule);

describe('the fields of a step', () => {
  test.each(['en', 'de-DE', 'de-CH', 'de-AT'])('read back the rule that they were filled with, in %s', (tag) => {
    fc.assert(
      fc.property(rule, (one) => {
        expect(readForm(formOf(one, { tag, currency: 'EUR' }), { tag, currency: 'EUR' })).toEqual({
          ok: true,
          rule: one,
        });
      }),
    );
  });

  test('say at the field what cannot be read, and keep what was typed', () => {
    const form = {
      ...formOf(email, writing),
      delay: 'soon',
      valueMin: '1.5',
      probabilityMax: '120 %',
      currencies: 'euro',
    };
    expect(readForm(form, writing)).toEqual({
      ok: false,
      problems: {
        delay: 'campaigns.problem.delay',
        valueMin: 'campaigns.problem.amount',
        probabilityMax: 'campaigns.problem.percent',
        currencies: 'campaigns.problem.currencies',
      },
    });
  });

  test('take amounts in the one currency that the step names', () => {
    const form = { ...formOf(email, writing), valueMin: '1.500', currencies: 'jpy' };
    expect(readForm(form, writing)).toMatchObject({
      rule: { conditions: { valueMinorMin: 1_500, currencies: ['JPY'] } },
    });
    expect(readForm({ ...form, currencies: '' }, writing)).toMatchObject({
      rule: { conditions: { valueMinorMin: 150_000 } },
    });
  });

  test('refuse bounds that exclude each other', () => {
    const form = { ...formOf(email, writing), valueMin: '20', valueMax: '10' };
    expect(readForm(form, writing)).toMatchObject({ problems: { valueMax: 'campaigns.problem.below' } });
  });

  test('are found by the path of the API', () => {
    expect(fieldOfPath('rules.3.conditions.valueMinorMax')).toBe('valueMax');
    expect(fieldOfPath('name')).toBeNull();
  });
});

describe('an edit', () => {
  test('begins with the draft where there is one', () => {
    const draft = {
      ...{ name: 'Summer', rules: [{ ...email, delayMs: 0 }], baseVersion: 2, savedAt: '2026-11-20T10:00:00.000Z' },
      ...{ flow: null, actorKind: 'user' as const, actorId: null },
    };
    const state = beginEditing(campaign({ draft }), writing);
    expect([state.name, state.steps[0]?.delay, state.saved.revision]).toEqual(['Summer', '0 Min', 7]);
  });

  test('is unsaved as soon as it says something else, not when it says the same in other words', () => {
    const begun = beginEditing(campaign(), writing);
    expect(readEdit(begun, writing).isDirty).toBe(false);
    const change = (delay: string) => edit(begun, { kind: 'changed', id: 'touch-1', change: { delay } });
    expect(readEdit(change('60 Minuten'), writing).isDirty).toBe(false);
    expect(readEdit(change('61 Minuten'), writing).isDirty).toBe(true);
    expect(readEdit(change('61 Mi'), writing)).toMatchObject({ isDirty: true, content: null });
  });

  test('keeps a value to its last digit where its field was not touched', () => {
    const odd: Rule = { ...email, conditions: { probabilityMin: 1 / 3 } };
    const begun = beginEditing(campaign({ rules: [odd] }), writing);
    const changed = edit(begun, { kind: 'named', name: 'Autumn' });
    expect(readEdit(changed, writing)).toMatchObject({ content: { rules: [odd] }, isDirty: true });
  });

  test('that is saved is clean, and goes on from the new revision', () => {
    const begun = edit(beginEditing(campaign(), writing), { kind: 'named', name: 'Summer' });
    const saved = edit(begun, { kind: 'saved', campaign: campaign({ name: 'Summer', revision: 8 }) });
    expect([readEdit(saved, writing).isDirty, saved.saved.revision]).toEqual([false, 8]);
  });

  test('over which somebody else saved keeps its fields and takes their revision', () => {
    const begun = edit(beginEditing(campaign(), writing), { kind: 'named', name: 'Mine' });
    const theirs = { name: 'Theirs', rules: [{ ...email, delayMs: 0 }], flow: null, revision: 8 };
    const rebased = edit(begun, { kind: 'rebased', saved: theirs });
    expect([rebased.name, rebased.saved, readEdit(rebased, writing).isDirty]).toEqual(['Mine', theirs, true]);
  });

  test('gives a new step an id that no edited and no saved step has', () => {
    const begun = beginEditing(campaign({ rules: [email, { ...email, id: 'step-2' }] }), writing);
    const without = edit(begun, { kind: 'removed', id: 'step-2' });
    expect(newStep(without, 'cart-reminder-1', writing)).toMatchObject({ id: 'step-3', delay: '1 Tag 1 Std' });
  });
});
