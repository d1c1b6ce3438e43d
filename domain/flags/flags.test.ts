import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideFlag, type FlagRules, type KeptRule } from './decide-flag.ts';
import {
  declaredFlags,
  type FlagName,
  flagOf,
  isFlagName,
  providerOfSwitch,
  sendingSwitches,
  stopsSending,
} from './flag.ts';
import { type FlagRule, isOnBy, readRule, stopsAll } from './rule.ts';
import { shortStopMsMax, stopBy, waitForStop } from './sending-stop.ts';

const momentMsMax = 2_000_000;
const moment = fc.integer({ min: 0, max: momentMsMax });
const schedule = fc
  .record({
    state: fc.constantFrom('on' as const, 'off' as const),
    edges: fc.uniqueArray(moment, { minLength: 2, maxLength: 2 }),
  })
  .map(({ state, edges }): FlagRule => {
    const [from = 0, until = 0] = edges.toSorted((a, b) => a - b);
    return { kind: 'schedule', state, from, until };
  });
const everywhere: fc.Arbitrary<FlagRule> = fc.oneof(
  fc.constant({ kind: 'on' } as const),
  fc.constant({ kind: 'off' } as const),
  schedule,
);
const share: fc.Arbitrary<FlagRule> = fc
  .integer({ min: 1, max: 99 })
  .map((percent) => ({ kind: 'percentage', percent }));
const rule = fc.oneof(everywhere, share);
const kept = (of: fc.Arbitrary<FlagRule>): fc.Arbitrary<KeptRule | undefined> =>
  fc.option(fc.record({ rule: of, madeAt: moment }), { nil: undefined });
const asked = fc.record({ subjectId: fc.uuid(), nowMs: moment });
const flagName = fc.constantFrom<FlagName>('predictions', 'generated_drafts', 'platform_questions');
const anyName = fc.constantFrom<FlagName>(...declaredFlags, 'sending_by_resend');

describe('what is said of a flag', () => {
  test('what the platform stops no store starts (operations T22)', () => {
    fc.assert(
      fc.property(flagName, everywhere, kept(rule), asked, (name, wide, store, who) => {
        const platform = { rule: wide, madeAt: 0 };
        fc.pre(stopsAll(wide, { ...who, name }));
        expect(decideFlag(name, { platform, store }, who)).toMatchObject({ isOn: false, by: 'platform' });
      }),
    );
  });

  test('a store’s own rule goes before what the platform does not stop', () => {
    fc.assert(
      fc.property(flagName, kept(rule), rule, asked, (name, platform, own, who) => {
        fc.pre(!platform || platform === 'unreadable' || !stopsAll(platform.rule, { ...who, name }));
        const decision = decideFlag(name, { platform, store: { rule: own, madeAt: 0 } }, who);
        expect(decision).toMatchObject({ isOn: isOnBy(own, { ...who, name }), by: 'store' });
      }),
    );
  });

  test('a larger share keeps everybody of the smaller one, and shares of two flags are not the same ones', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 98 }), (subjectId, percent) => {
        const isIn = (of: number) =>
          isOnBy({ kind: 'percentage', percent: of }, { name: 'predictions', subjectId, nowMs: 0 });
        expect(isIn(percent + 1) || !isIn(percent)).toBe(true);
      }),
    );
    const ids = Array.from({ length: 2_000 }, (_, index) => `cart-${index}`);
    const half = (name: string) =>
      ids.filter((subjectId) => isOnBy({ kind: 'percentage', percent: 50 }, { name, subjectId, nowMs: 0 }));
    expect(half('predictions').length).toBeGreaterThan(900);
    expect(half('predictions').length).toBeLessThan(1_100);
    expect(half('predictions')).not.toEqual(half('shadow_scores'));
  });

  test('a schedule says one thing from one moment until another and the opposite around it', () => {
    const off: FlagRule = { kind: 'schedule', state: 'off', from: 100, until: 200 };
    const at = (nowMs: number) =>
      decideFlag('sending', { platform: { rule: off, madeAt: 40 }, store: undefined }, { subjectId: 's', nowMs });
    expect(at(99)).toMatchObject({ isOn: true, since: 40, until: 100 });
    expect(at(100)).toMatchObject({ isOn: false, since: 100, until: 200 });
    expect(at(200)).toMatchObject({ isOn: true, since: 200, until: null });
  });

  test('without any rule everything is on', () => {
    for (const name of declaredFlags) {
      const nothing: FlagRules = { platform: undefined, store: undefined };
      expect(decideFlag(name, nothing, { subjectId: 's', nowMs: 0 })).toMatchObject({ isOn: true, by: 'default' });
    }
  });

  test('until something is known nothing is sent, and everything else goes on (operations T22)', () => {
    fc.assert(
      fc.property(anyName, asked, (name, who) => {
        expect(decideFlag(name, null, who)).toEqual({
          ...{ isOn: !stopsSending(name), by: 'unknown', since: null, until: null },
        });
      }),
    );
  });

  test('a row that cannot be read stops sending, whatever else is said, and takes nothing away of other flags (operations T22)', () => {
    fc.assert(
      fc.property(anyName, kept(everywhere), asked, fc.boolean(), (name, other, who, isOfStore) => {
        const rules: FlagRules = isOfStore
          ? { platform: other, store: 'unreadable' }
          : { platform: 'unreadable', store: other };
        const without: FlagRules = isOfStore ? { ...rules, store: undefined } : { ...rules, platform: undefined };
        const decision = decideFlag(name, rules, who);
        if (stopsSending(name)) expect(decision).toMatchObject({ isOn: false, by: 'unknown' });
        else expect(decision).toEqual(decideFlag(name, without, who));
      }),
    );
  });
});

describe('a rule is read', () => {
  test('as it was written, and whatever it is not is refused (operations T22)', () => {
    fc.assert(
      fc.property(rule, (written) => {
        expect(readRule(JSON.parse(JSON.stringify(written)), { kind: 'flag' })).toEqual(written);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = readRule(value, { kind: 'flag' });
        if (read !== null) expect(read).toEqual(expect.objectContaining({ kind: expect.any(String) }));
      }),
    );
  });

  test.each([
    ['a null', null],
    ['nothing in it', {}],
    ['a list', [{ kind: 'on' }]],
    ['an unknown kind', { kind: 'maybe' }],
    ['a kind that is null', { kind: null }],
    ['no share', { kind: 'percentage' }],
    ['a share of all', { kind: 'percentage', percent: 100 }],
    ['a share that is no number', { kind: 'percentage', percent: Number.NaN }],
    ['a schedule without an edge', { kind: 'schedule', state: 'off', from: null, until: null }],
    ['a schedule that ends before it begins', { kind: 'schedule', state: 'off', from: 2, until: 1 }],
    ['a schedule that leaves an edge out', { kind: 'schedule', state: 'off', from: 2 }],
    ['a schedule without a state', { kind: 'schedule', from: 1, until: 2 }],
  ])('not from %s', (_, value) => {
    expect(readRule(value, { kind: 'flag' })).toBeNull();
  });

  test('a switch stops for everybody: it has no share', () => {
    expect(readRule({ kind: 'percentage', percent: 50 }, flagOf('sending'))).toBeNull();
  });
});

describe('switches of sending', () => {
  test('are all messages, those of a channel and those of a provider, the widest first', () => {
    expect(sendingSwitches('sms', 'twilio')).toEqual(['sending', 'sending_sms', 'sending_by_twilio']);
    expect(sendingSwitches('push')).toEqual(['sending', 'sending_push']);
  });

  test('have names that no text from outside makes', () => {
    expect(providerOfSwitch('sending_by_')).toBeNull();
    expect(isFlagName('sending_by_re send')).toBe(false);
    expect(isFlagName('toString')).toBe(false);
    expect(isFlagName('sending_by_resend')).toBe(true);
  });

  test('what is on stops nothing', () => {
    expect(stopBy('sending', { isOn: true, by: 'platform', since: 1, until: null })).toBeNull();
  });

  test('a short stop holds up the attempt, a long one the step, and nobody looks after its end', () => {
    const wait = (ageMs: number, until: number | null = null) =>
      waitForStop({ since: 0, until }, { nowMs: ageMs, spread: 0 });
    expect(wait(0)).toEqual({ kind: 'attempt', retryAfterMs: 10_000 });
    expect(wait(shortStopMsMax)).toEqual({ kind: 'step', notBefore: shortStopMsMax + 120_000 });
    expect(wait(86_400_000)).toEqual({ kind: 'step', notBefore: 86_400_000 + 900_000 });
    expect(wait(0, 4_000)).toEqual({ kind: 'attempt', retryAfterMs: 4_000 });
    expect(wait(0, 3_600_000)).toMatchObject({ kind: 'step' });
    expect(waitForStop({ since: null, until: null }, { nowMs: 1, spread: 1 })).toEqual({
      ...{ kind: 'attempt', retryAfterMs: 15_000 },
    });
  });
});
