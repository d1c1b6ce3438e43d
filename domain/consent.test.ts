import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ConsentState, type ConsentWord, hearConsent, mergeConsents, neverAsked, standingOf } from './consent.ts';

const hear = (words: readonly ConsentWord[]): ConsentState => words.reduce(hearConsent, neverAsked);
const statusOf = (...words: readonly ConsentWord[]): string => standingOf(hear(words)).status;

const act = (status: ConsentWord['status'], at: number): ConsentWord => ({ status, basis: 'act', at });
const record = (status: ConsentWord['status'], at: number): ConsentWord => ({ status, basis: 'record', at });

describe('where a customer stands', () => {
  test.for<readonly [string, readonly ConsentWord[], string]>([
    ['a record of somebody never asked agrees', [record('granted', 5)], 'granted'],
    ['a dated yes agrees', [act('granted', 5)], 'granted'],
    ['a record after a refusal changes nothing', [act('denied', 3), record('granted', 9)], 'denied'],
    ['a dated yes after a refusal lifts it', [act('denied', 3), act('granted', 4)], 'granted'],
    ['a dated yes before a refusal does not', [act('denied', 4), act('granted', 3)], 'denied'],
    ['at the same moment the refusal counts', [act('granted', 4), act('denied', 4)], 'denied'],
    ['a record that says no takes back a record', [record('granted', 3), record('denied', 4)], 'denied'],
    ['a record that says no takes back a dated yes', [act('granted', 3), record('denied', 4)], 'denied'],
    [
      'no record gives back what a record took',
      [act('granted', 3), record('denied', 4), record('granted', 5)],
      'denied',
    ],
    ['a dated yes after it does', [record('granted', 3), record('denied', 4), act('granted', 5)], 'granted'],
    ['a record that says no refuses nothing of somebody never asked', [record('denied', 4)], 'unasked'],
    ['and blocks no later record', [record('denied', 4), record('granted', 5)], 'granted'],
    ['and blocks no later opt-in', [record('denied', 4), act('granted', 5)], 'granted'],
    ['nothing was said', [], 'unasked'],
  ])('%s', ([, words, status]) => {
    expect(statusOf(...words)).toBe(status);
    expect(statusOf(...words.toReversed(), ...words)).toBe(status);
  });
});

/** The rules word by word, in the order of their moments, without the four moments that the code keeps. */
function oracle(words: readonly ConsentWord[]): string {
  const inOrder = words.toSorted(
    (a, b) => a.at - b.at || Number(a.status === 'denied') - Number(b.status === 'denied'),
  );
  let stands = 'unasked';
  for (const { status, basis } of inOrder) {
    if (status === 'granted' && (basis === 'act' || stands === 'unasked')) stands = 'granted';
    if (status === 'denied' && (basis === 'act' || stands === 'granted')) stands = 'denied';
  }
  return stands;
}

const word = fc.record({
  status: fc.constantFrom('granted', 'denied'),
  basis: fc.constantFrom('act', 'record'),
  at: fc.integer({ min: 1, max: 6 }),
});
const words = fc.array(word, { maxLength: 8 });

describe('whatever was said, in whatever order it came and however often', () => {
  test('the customer stands where the rules lead', () => {
    fc.assert(
      fc.property(words, fc.infiniteStream(fc.nat()), (said, order) => {
        const shuffled = said.map((each) => ({ each, key: order.next().value })).sort((a, b) => a.key - b.key);
        const arrived = [...shuffled.map(({ each }) => each), ...said.slice(0, 2)];
        expect(standingOf(hear(arrived)).status).toBe(oracle(said));
      }),
      { numRuns: 2_000 },
    );
  });

  test('two customers who turn out to be one stand where one who said it all would', () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        const merged = mergeConsents(hear(one), hear(other));
        expect(standingOf(merged).status).toBe(oracle([...one, ...other]));
        expect(mergeConsents(merged, merged)).toEqual(merged);
      }),
      { numRuns: 2_000 },
    );
  });

  test('nobody stands as agreed after a dated refusal without a later dated yes, and a later one always counts', () => {
    fc.assert(
      fc.property(words, (said) => {
        const dated = said.filter(({ basis }) => basis === 'act');
        const refusedAt = Math.max(-1, ...dated.filter(({ status }) => status === 'denied').map(({ at }) => at));
        const agreedAt = Math.max(-1, ...dated.filter(({ status }) => status === 'granted').map(({ at }) => at));
        if (refusedAt > -1 && agreedAt <= refusedAt) expect(statusOf(...said)).toBe('denied');
        expect(statusOf(...said, act('granted', 7))).toBe('granted');
      }),
      { numRuns: 2_000 },
    );
  });
});
