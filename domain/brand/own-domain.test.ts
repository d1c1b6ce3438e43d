import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayMs, hourMs } from '../duration.ts';
import {
  afterCheck,
  type DomainClaim,
  domainFindings,
  domainLimits,
  domainStates,
  holdsUp,
  isOpen,
  isServed,
  nextCheckMs,
  released,
} from './own-domain.ts';

const claimed: DomainClaim = { state: 'waiting', claimedAtMs: 0, failingSinceMs: null, restsUntilMs: null };
const live = afterCheck(claimed, 'present', hourMs);

describe('a claimed name (operations T23)', () => {
  test('is the store’s own once its text is in DNS, and not by anything else', () => {
    expect(live.state).toBe('live');
    for (const found of ['absent', 'unanswered', 'held'] as const)
      expect(afterCheck(claimed, found, hourMs)).toEqual(claimed);
    expect(afterCheck(claimed, 'absent', domainLimits.waitingMsMax).state).toBe('expired');
  });

  test('goes on for three days without its text, comes back with it, and is lost after', () => {
    const failing = afterCheck(live, 'absent', 10 * dayMs);
    expect([failing.state, isServed(failing.state)]).toEqual(['failing', true]);
    expect(afterCheck(failing, 'present', 11 * dayMs)).toMatchObject({ state: 'live', failingSinceMs: null });
    expect(afterCheck(failing, 'absent', 13 * dayMs - 1).state).toBe('failing');
    expect(afterCheck(failing, 'absent', 13 * dayMs)).toMatchObject({ state: 'lost', restsUntilMs: 20 * dayMs });
  });

  test('that was given up or lost rests before another store may have it', () => {
    const gone = released(live, dayMs);
    expect([holdsUp(gone, 8 * dayMs - 1), holdsUp(gone, 8 * dayMs)]).toEqual([true, false]);
    expect(holdsUp(released(claimed, dayMs), dayMs)).toBe(false);
  });

  test('is never won nor lost because DNS did not answer', () => {
    fc.assert(
      fc.property(fc.constantFrom('waiting', 'live', 'failing'), fc.nat(60 * dayMs), (state, nowMs) => {
        const claim = { ...claimed, state, failingSinceMs: state === 'failing' ? 0 : null } as const;
        const { state: after } = afterCheck(claim, 'unanswered', nowMs);
        expect(after === state || (state === 'waiting' && after === 'expired')).toBe(true);
      }),
    );
  });

  test('that is over stays over, and is looked at no more', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...domainStates),
        fc.constantFrom(...domainFindings),
        fc.nat(60 * dayMs),
        (...given) => {
          const [state, found, nowMs] = given;
          const claim = { ...claimed, state };
          if (!isOpen(state)) expect(afterCheck(claim, found, nowMs)).toEqual(claim);
          const after = afterCheck(claim, found, nowMs);
          expect(nextCheckMs(after, nowMs) === null).toBe(!isOpen(after.state));
          // What a store had rests: nobody gets it at the moment in which it goes.
          if (isServed(state) && !isServed(after.state)) expect(holdsUp(after, nowMs)).toBe(true);
        },
      ),
    );
  });
});
