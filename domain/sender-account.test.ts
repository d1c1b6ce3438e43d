import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs } from './duration.ts';
import {
  handed,
  healthOf,
  heard,
  isUntroubled,
  readiness,
  reopened,
  type SenderNews,
  type SenderState,
  senderLimits,
  unknownSender,
} from './sender-account.ts';

const now = Date.UTC(2026, 10, 20, 15);
const code = 'c';
const stateAfter = (...news: readonly SenderNews['kind'][]): SenderState =>
  news.reduce((state, kind) => heard(state, { kind, code }, now), unknownSender);
const failures = Array.from({ length: senderLimits.breaker.failuresMax }, () => 'unreachable' as const);

describe('an account', () => {
  test('that fails several times in a row is stopped, one message tries it, and the first that is taken closes it', () => {
    const stopped = stateAfter(...failures);
    expect(readiness(stopped, now)).toMatchObject({ kind: 'stopped', because: 'unreachable' });
    const later = now + senderLimits.breaker.openMsMin;
    expect(readiness(stopped, later)).toEqual({ kind: 'try' });
    const trying = handed(stopped, later);
    expect(readiness(trying, later)).toMatchObject({ kind: 'stopped' });
    expect(isUntroubled(heard(trying, { kind: 'answered' }, later))).toBe(true);
    // Whoever tried it has died.
    expect(readiness(trying, later + senderLimits.tryMs)).toEqual({ kind: 'try' });
  });

  test('that answers in between is not', () => {
    expect(readiness(stateAfter('unreachable', 'unreachable', 'answered', 'unreachable'), now)).toEqual({
      kind: 'ready',
    });
  });

  test.each<[SenderNews['kind'], string]>([
    ['day_quota', '2026-11-21T00:00:00.000Z'],
    ['month_quota', '2026-12-01T00:00:00.000Z'],
  ])('without %s opens again at %s, whatever fails until then', (kind, at) => {
    const state = heard(stateAfter(kind), { kind: 'unreachable', code }, now + hourMs);
    expect(readiness(state, now)).toEqual({ kind: 'stopped', untilMs: Date.parse(at), because: kind });
  });

  test('that refuses us is asked again seldom, and more seldom each time', () => {
    const first = stateAfter('refused');
    expect(readiness(first, now)).toMatchObject({ untilMs: now + 10 * minuteMs, because: 'refused' });
    const then = now + 10 * minuteMs;
    expect(readiness(heard(handed(first, then), { kind: 'refused', code }, then), then)).toMatchObject({
      untilMs: then + 20 * minuteMs,
    });
  });

  test('that is throttled goes slower, once for all that were under way, and faster again with what goes well', () => {
    const slow = stateAfter('throttled', 'throttled', 'throttled');
    expect(slow.gapMs).toBe(senderLimits.gapMsMin);
    const slower = heard(slow, { kind: 'throttled', code }, slow.nextAtMs);
    expect(slower.gapMs).toBe(2 * senderLimits.gapMsMin);
    expect(readiness(slower, slow.nextAtMs)).toMatchObject({ kind: 'slow' });
    let state = slower;
    for (let times = 0; times < 10; times++) state = heard(state, { kind: 'answered' }, now);
    expect(state.gapMs).toBe(0);
  });

  test('never goes slower than the named limit', () => {
    let state = unknownSender;
    for (let times = 0; times < 50; times++) state = heard(state, { kind: 'throttled', code }, state.nextAtMs + now);
    expect(state.gapMs).toBe(senderLimits.gapMsMax);
  });

  test('loses health by what others refuse because of it, and time gives it back', () => {
    const blocked = stateAfter('blocked', 'blocked');
    expect(healthOf(blocked, now)).toBe(100 - 2 * senderLimits.healthPerBlock);
    expect(readiness(blocked, now)).toEqual({ kind: 'ready' });
    expect(healthOf(blocked, now + dayMs)).toBe(100);
  });

  test('is as new when its operator closes the breaker', () => {
    expect(isUntroubled(reopened(stateAfter('month_quota')))).toBe(true);
  });

  test('is never tried by two messages at once, whatever was heard before', () => {
    const kinds = fc.constantFrom<SenderNews['kind']>(
      ...(['answered', 'unreachable', 'throttled', 'day_quota', 'refused', 'blocked', 'greylisted'] as const),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, fc.integer({ min: 0, max: hourMs }))), (news) => {
        let at = now;
        let state = unknownSender;
        for (const [kind, passed] of news) {
          at += passed;
          state = heard(state, { kind, code }, at);
          if (readiness(state, at).kind === 'try') expect(readiness(handed(state, at), at).kind).toBe('stopped');
        }
      }),
    );
  });
});
