import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFlow } from '../../../domain/flow/check-flow.ts';
import { compileRules } from '../../../domain/flow/compile-rules.ts';
import { anyFlow } from '../../../test/flow-story.ts';
import { defaultCampaign } from './default-campaign.ts';
import { flowInput } from './flow-input.ts';

const facts = {
  ...{ templates: new Map(), channelsWithProvider: [], cap: { messages: 1, periodMs: 1 }, followsBrowsing: false },
  ...{ recent: { carts: 0, currencies: [], messages: new Map() }, linkLifeMs: 1 },
};
const waitFor = (event: object) => ({
  ...{ messagesMax: 3, start: 'w' },
  steps: [
    { id: 'w', kind: 'wait', until: 'event', event, withinMs: 3_600_000, next: 'end', onTimeout: 'end' },
    { id: 'end', kind: 'end' },
  ],
});

describe('a flow that is sent in', () => {
  test('is taken as it is, also the one that rules become', () => {
    const { version: _, ...compiled } = compileRules(defaultCampaign.rules, 1);
    expect(flowInput.parse(compiled)).toEqual(compiled);
    fc.assert(
      fc.property(anyFlow, ({ version: __, ...flow }) => {
        expect(flowInput.parse(flow)).toEqual(flow);
      }),
    );
  });

  test('without the key of an event that it waits for is refused by its place', () => {
    expect(flowInput.safeParse(waitFor({ name: 'order_placed', key: 'cart' })).success).toBe(true);
    expect(flowInput.safeParse(waitFor({ name: 'order_placed' })).error?.issues[0]?.path.join('.')).toBe(
      'steps.0.event.key',
    );
  });

  test('of whatever kind makes neither the reading nor the check throw', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'constructor', '__proto__');
    const anyStep = fc.oneof(
      fc.record({ id: ids, kind: fc.constantFrom('goal', 'end', 'send'), next: ids }),
      fc.record({ id: ids, kind: fc.constant('offer'), offer: ids, next: ids }),
      fc.record({
        id: ids,
        kind: fc.constant('wait'),
        until: fc.constantFrom('duration', 'event'),
        ms: fc.nat(),
        next: ids,
      }),
      fc.record({
        id: ids,
        kind: fc.constant('branch'),
        paths: fc.array(fc.record({ when: fc.constant({}), next: ids })),
        otherwise: ids,
      }),
      fc.record({
        id: ids,
        kind: fc.constant('split'),
        by: fc.constant('person'),
        arms: fc.array(fc.record({ id: ids, share: fc.nat(2), next: ids })),
      }),
      fc.record({
        id: ids,
        kind: fc.constant('wait'),
        until: fc.constant('first_due'),
        touches: fc.array(fc.record({ send: ids, delayMs: fc.nat() })),
        next: ids,
      }),
      fc.jsonValue(),
    );
    const anyInput = fc.oneof(
      fc.jsonValue(),
      fc.record({ messagesMax: fc.nat(40), start: ids, steps: fc.array(anyStep) }),
      fc.record({ messagesMax: fc.constant(3), start: ids, steps: fc.array(anyStep, { maxLength: 2 }) }),
    );
    let taken = 0;
    fc.assert(
      fc.property(anyInput, (input) => {
        const read = flowInput.safeParse(input);
        if (!read.success) return;
        taken++;
        checkFlow({ version: 1, ...read.data }, facts);
      }),
      { numRuns: 500 },
    );
    expect(taken).toBeGreaterThan(0);
  });
});
