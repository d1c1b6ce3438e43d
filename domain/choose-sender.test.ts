import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseSender, mayStandIn, type SenderCandidate } from './choose-sender.ts';
import {
  healthOf,
  heard,
  readiness,
  type SenderFault,
  type SenderState,
  senderLimits,
  unknownSender,
} from './sender-account.ts';

const now = Date.UTC(2026, 10, 20, 15);
const stateAfter = (...faults: readonly SenderFault[]): SenderState =>
  faults.reduce((state, kind) => heard(state, { kind, code: 'c' }, now), unknownSender);

const well = (name: string): SenderCandidate => ({
  ...{ name, state: unknownSender, domains: ['shop.example'], listKnown: true },
});
const asked = { fromDomain: 'shop.example', staysWith: null, nowMs: now };
const spent = { ...well('a'), state: stateAfter('day_quota') };

describe('another account', () => {
  test('stands in while the one that is meant to send is stopped, and says for whom and why', () => {
    expect(chooseSender({ ...asked, primary: spent, standIns: [well('b'), well('c')] })).toEqual({
      ...{ kind: 'use', name: 'b', standsInFor: { name: 'a', because: 'day_quota' } },
    });
  });

  test('stands in while others refuse what the first one sends', () => {
    const failing = { ...well('a'), state: stateAfter(...Array.from({ length: 11 }, () => 'blocked' as const)) };
    expect(chooseSender({ ...asked, primary: failing, standIns: [well('b')] })).toMatchObject({
      standsInFor: { because: 'failing' },
    });
    expect(chooseSender({ ...asked, primary: failing, standIns: [] })).toMatchObject({ name: 'a', standsInFor: null });
  });

  test.each<[string, SenderCandidate]>([
    ['that signs for another domain', { ...well('b'), domains: ['m.shop.example'] }],
    ['whose list nobody imported', { ...well('b'), listKnown: false }],
    ['that is stopped itself', { ...well('b'), state: stateAfter('refused') }],
  ])('%s does not: the message waits', (_which, standIn) => {
    expect(chooseSender({ ...asked, primary: spent, standIns: [standIn] })).toEqual({
      kind: 'wait',
      untilMs: Date.UTC(2026, 10, 21),
    });
  });

  test('never stands in for one that only asks to go slower', () => {
    const slow = { ...well('a'), state: stateAfter('throttled') };
    expect(chooseSender({ ...asked, primary: slow, standIns: [well('b')] })).toMatchObject({ kind: 'wait' });
  });

  test('never stands in where a mail server asked for the same sender again', () => {
    expect(chooseSender({ ...asked, staysWith: 'a', primary: spent, standIns: [well('b')] }).kind).toBe('wait');
    expect(chooseSender({ ...asked, staysWith: 'b', primary: well('a'), standIns: [well('b')] })).toMatchObject({
      name: 'b',
    });
  });

  test('is chosen only where it may stand in and the first one is stopped or failing, whatever else is true', () => {
    const state = fc.array(
      fc.constantFrom<SenderFault>('unreachable', 'throttled', 'day_quota', 'refused', 'blocked', 'greylisted'),
      { maxLength: 12 },
    );
    const candidate = (name: string) =>
      fc.record<SenderCandidate>({
        name: fc.constant(name),
        state: state.map((faults) => stateAfter(...faults)),
        domains: fc.constantFrom([], ['shop.example'], ['m.shop.example']),
        listKnown: fc.boolean(),
      });
    const question = fc.record({
      primary: candidate('a'),
      standIns: fc.tuple(candidate('b'), candidate('c')),
      fromDomain: fc.constantFrom(null, 'shop.example'),
      staysWith: fc.constantFrom(null, 'a'),
      nowMs: fc.integer({ min: now, max: now + 86_400_000 }),
    });
    fc.assert(
      fc.property(question, (one) => {
        const choice = chooseSender(one);
        const { primary, standIns, nowMs } = one;
        if (choice.kind === 'wait') {
          expect(choice.untilMs).toBeGreaterThan(nowMs);
          return;
        }
        const chosen = [primary, ...standIns].find(({ name }) => name === choice.name);
        expect(['ready', 'try']).toContain(readiness(chosen?.state ?? unknownSender, nowMs).kind);
        if (choice.name === primary.name) {
          expect(choice.standsInFor).toBeNull();
          return;
        }
        expect(one.staysWith).toBeNull();
        expect(chosen && mayStandIn(chosen, one.fromDomain)).toBe(true);
        const isStopped = readiness(primary.state, nowMs).kind === 'stopped';
        expect(isStopped || healthOf(primary.state, nowMs) < senderLimits.healthMin).toBe(true);
      }),
    );
  });
});
