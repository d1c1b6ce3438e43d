import { describe, expect, test } from 'vitest';
import type { ActionKind, AllowedAction } from '../uplift/policy-action.ts';
import { createDecisionTally, decisionsMin, teachingDecision } from './teaching-decision.ts';

const action = (id: string, kind: ActionKind, propensity: number): AllowedAction => ({
  ...{ id, kind, propensity },
  ...(kind === 'none' ? { channel: null, delayMs: null } : { channel: 'email', delayMs: 0 }),
});
const holdout = (held: number) => [action('message', 'message', 1 - held), action('none', 'none', held)];

describe('a decision teaches', () => {
  test('with how probable each kind of action was, several arms of a kind together', () => {
    const allowed = [
      ...[action('morning', 'message', 0.5), action('evening', 'message', 0.25)],
      action('quiet', 'none', 0.25),
    ];
    expect(teachingDecision({ allowed, taken: 'evening' })).toEqual({
      shares: { none: 0.25, message: 0.75, offer: 0 },
      taken: 'message',
    });
  });

  test('nothing where there was nothing to choose, or doing nothing was not open', () => {
    expect(teachingDecision({ allowed: [action('quiet', 'none', 1)], taken: 'quiet' })).toBeNull();
    const sent = [action('a', 'message', 0.5), action('b', 'offer', 0.5)];
    expect(teachingDecision({ allowed: sent, taken: 'a' })).toBeNull();
  });
});

/** So many decisions of a kind, a tenth of them bought. */
function tally(
  rows: readonly { readonly allowed: readonly AllowedAction[]; readonly taken: string; readonly count: number }[],
) {
  const counting = createDecisionTally();
  for (const { allowed, taken, count } of rows)
    for (let n = 0; n < count; n++) counting.add(teachingDecision({ allowed, taken }), n % 10 === 0);
  return counting.learnable();
}

describe('what can be learned', () => {
  const half = holdout(0.5);

  test('is every action of which there are enough, beside enough of nothing', () => {
    const rows = [
      { allowed: half, taken: 'none', count: decisionsMin },
      { allowed: half, taken: 'message', count: decisionsMin },
    ];
    expect(tally(rows)).toEqual({ kind: 'learnable', actions: ['none', 'message'] });
    const three = [action('m', 'message', 0.3), action('o', 'offer', 0.4), action('n', 'none', 0.3)];
    const withOffers = [...rows, { allowed: three, taken: 'o', count: decisionsMin - 1 }];
    expect(tally(withOffers)).toEqual({ kind: 'learnable', actions: ['none', 'message'] });
    expect(
      tally([
        { allowed: three, taken: 'o', count: decisionsMin },
        { allowed: three, taken: 'n', count: decisionsMin },
      ]),
    ).toEqual({ kind: 'learnable', actions: ['none', 'offer'] });
  });

  test('is nothing from too few, and says so', () => {
    expect(tally([])).toEqual({ kind: 'too_few_decisions' });
    expect(
      tally([
        { allowed: half, taken: 'none', count: decisionsMin - 1 },
        { allowed: half, taken: 'message', count: decisionsMin },
      ]),
    ).toEqual({ kind: 'too_few_decisions' });
  });

  test('is nothing where chance did not decide, or a handful would speak for all', () => {
    const certain = [action('message', 'message', 1)];
    expect(tally([{ allowed: certain, taken: 'message', count: 3 * decisionsMin }])).toEqual({ kind: 'no_overlap' });
    // Two thousand held back by nearly everybody's share, and five by a share of one in a thousand: those five weigh as much.
    expect(
      tally([
        { allowed: half, taken: 'message', count: decisionsMin },
        { allowed: holdout(0.9), taken: 'none', count: decisionsMin },
        { allowed: holdout(0.001), taken: 'none', count: 5 },
      ]),
    ).toEqual({ kind: 'no_overlap' });
  });
});
