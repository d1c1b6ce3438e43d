import { expect, test } from 'vitest';
import { weekdaySpans } from './policy-hours.ts';

const day = [{ from: 540, until: 1_260 }];
const short = [{ from: 720, until: 1_260 }];

test('days in a row with the same hours are one line', () => {
  expect(weekdaySpans([day, day, day, day, day, day, short])).toEqual([
    { from: 1, to: 6, spans: day },
    { from: 7, to: 7, spans: short },
  ]);
});

test('days with the same hours that do not follow each other are not', () => {
  expect(weekdaySpans([day, short, day])).toHaveLength(3);
});
