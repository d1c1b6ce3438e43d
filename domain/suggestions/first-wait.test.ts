import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyBegin } from '../../test/flow-story.ts';
import type { CampaignStep } from '../campaign.ts';
import { hourMs } from '../duration.ts';
import { checkShape } from '../flow/check-shape.ts';
import { compileRules } from '../flow/compile-rules.ts';
import { type RehearsedCart, rehearse } from '../rehearse.ts';
import { firstWaitOf, suggestionArms, withFirstWait, withFirstWaitArm } from './first-wait.ts';

const rule = (id: string, hours: number): CampaignStep => ({
  ...{ id, trigger: 'cart_abandoned', delayMs: hours * hourMs, channel: 'email', template: 'cart-reminder-1' },
  conditions: {},
});
const rules = [rule('touch-2', 24), rule('touch-1', 1)];

function cartOf({
  at,
  timeZone,
  channels,
}: {
  at: number;
  timeZone: string;
  channels: RehearsedCart['snapshot']['channels'];
}): RehearsedCart {
  return {
    ...{ cartId: 'recovery', customerId: 'customer', abandonedAt: at, prediction: { kind: 'unavailable' } },
    snapshot: {
      ...{ timeScale: 1, timeZone, idleMs: hourMs, customer: 'new', channels, ordersBefore: 0 },
      cart: { stage: 'cart', valueMinor: null, currency: null, items: 1, lastActivityAt: at - hourMs },
    },
  };
}

const allowed = () => null;

describe('the first wait of a campaign', () => {
  test('is the time of its earliest message, and ends before the next one', () => {
    expect(firstWaitOf({ rules, flow: null })).toEqual({ ms: hourMs, beforeMs: 24 * hourMs });
  });

  test('is not known where a flow begins with something else', () => {
    const flow = { ...compileRules(rules, 0), start: 'touch-1' };
    expect(firstWaitOf({ rules, flow })).toBeNull();
    expect(withFirstWaitArm({ rules, flow }, hourMs)).toBeNull();
  });

  test('can be another one for everybody: only the first message moves', () => {
    const flow = withFirstWait({ rules, flow: null }, 4 * hourMs);
    const sent =
      flow && rehearse({ ...flow, version: 2 }, cartOf({ at: 0, timeZone: 'UTC', channels: ['email'] }), allowed).sent;
    expect(sent?.map(({ stepId, at }) => [stepId, at / hourMs])).toEqual([
      ['touch-1', 4],
      ['touch-2', 24],
    ]);
  });
});

describe('a suggestion as an arm', () => {
  test('changes nothing for the half that goes on as before, and is a flow that can be followed', () => {
    fc.assert(
      fc.property(anyBegin, fc.integer({ min: 1, max: 48 }), (begin, hours) => {
        const content = { rules: [], flow: begin.flow };
        const withArm = withFirstWaitArm(content, hours * hourMs);
        if (!withArm) {
          expect(firstWaitOf(content)).toBeNull();
          return;
        }
        const flow = { ...withArm, version: begin.flow.version };
        expect(checkShape(flow).filter(({ severity }) => severity === 'problem')).toEqual([]);
        const cart = cartOf(begin);
        const takeArm = ({ id, arms }: { id: string; arms: readonly { id: string }[] }) =>
          id === 'first-message-time' ? suggestionArms.now : (arms[0]?.id ?? '');
        expect(rehearse(flow, cart, allowed, { takeArm }).sent).toEqual(
          rehearse(begin.flow, cart, allowed, { takeArm }).sent,
        );
      }),
      { numRuns: 300 },
    );
  });

  test('does for the other half what it would do for everybody', () => {
    const content = { rules, flow: null };
    const arm = withFirstWaitArm(content, 4 * hourMs);
    const all = withFirstWait(content, 4 * hourMs);
    if (!arm || !all) throw new Error('the campaign has a first wait');
    const cart = cartOf({ at: 0, timeZone: 'UTC', channels: ['email', 'sms'] });
    const times = (sent: readonly { readonly at: number }[]) => sent.map(({ at }) => at);
    const suggested = rehearse({ ...arm, version: 1 }, cart, allowed, { takeArm: () => suggestionArms.other });
    expect(times(suggested.sent)).toEqual(times(rehearse({ ...all, version: 1 }, cart, allowed).sent));
  });
});
