import { expect, test } from 'vitest';
import { breachesOf, tally } from './tally.ts';

test('duplicates, losses, and refusals that arrived after all are told apart', () => {
  const found = tally(
    [
      { address: 'a', state: 'accepted', errorCode: null },
      { address: 'twice', state: 'accepted', errorCode: null },
      { address: 'lost', state: 'accepted', errorCode: null },
      { address: 'denied', state: 'rejected', errorCode: 'invalid' },
      { address: 'given up', state: 'unknown', errorCode: 'timeout' },
      { address: 'given up and there', state: 'unknown', errorCode: 'timeout' },
      { address: 'open', state: null, errorCode: null },
    ],
    new Map([
      ['a', 1],
      ['twice', 2],
      ['denied', 1],
      ['given up and there', 1],
    ]),
  );
  expect(found).toEqual({
    ...{ messages: 7, accepted: 3, rejected: 1, unknown: 2, unknownArrived: 1 },
    unknownBecause: { timeout: 2 },
    ...{ duplicates: 1, losses: 1, deniedArrived: 1, open: 1 },
  });
  expect(breachesOf(found)).toBe(4);
});
