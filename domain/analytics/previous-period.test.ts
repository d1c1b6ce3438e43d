import { describe, expect, test } from 'vitest';
import { previousPeriod } from './previous-period.ts';

const vienna = 'Europe/Vienna';
const at = (text: string): number => Date.parse(text);
const previous = (from: string, to: string, now: string, zone = vienna) => {
  const { days, fromMs, toMs } = previousPeriod({ from, to }, zone, at(now));
  return { ...days, fromInstant: new Date(fromMs).toISOString(), toInstant: new Date(toMs).toISOString() };
};

describe('the period before', () => {
  test('of today at noon is yesterday until noon', () => {
    expect(previous('2026-11-26', '2026-11-26', '2026-11-26T11:00:00Z')).toEqual({
      ...{ from: '2026-11-25', to: '2026-11-25' },
      ...{ fromInstant: '2026-11-24T23:00:00.000Z', toInstant: '2026-11-25T11:00:00.000Z' },
    });
  });

  test('of today at noon after the clock went forward is yesterday until noon by the clock', () => {
    expect(previous('2026-03-29', '2026-03-29', '2026-03-29T10:00:00Z')).toMatchObject({
      ...{ fromInstant: '2026-03-27T23:00:00.000Z', toInstant: '2026-03-28T11:00:00.000Z' },
    });
  });

  test.each([
    ['2026-06-01', '2026-06-03'],
    ['2026-06-01', '2026-06-30'],
  ])('of a month that is in its third day (%s to %s) is the same part of the month before', (from, to) => {
    expect(previous(from, to, '2026-06-03T10:00:00Z')).toEqual({
      ...{ from: '2026-05-01', to: '2026-05-03' },
      ...{ fromInstant: '2026-04-30T22:00:00.000Z', toInstant: '2026-05-03T10:00:00.000Z' },
    });
  });

  test('of the 31st of a month ends with the shorter month before', () => {
    expect(previous('2026-03-01', '2026-03-31', '2026-03-31T10:00:00Z')).toMatchObject({
      ...{ from: '2026-02-01', to: '2026-02-28', toInstant: '2026-02-28T23:00:00.000Z' },
    });
  });

  test('of a month that is over is the whole month before, whatever its length', () => {
    expect(previous('2026-02-01', '2026-02-28', '2026-06-03T10:00:00Z')).toMatchObject({
      ...{ from: '2026-01-01', to: '2026-01-31' },
    });
    expect(previous('2026-03-01', '2026-03-31', '2026-06-03T10:00:00Z')).toMatchObject({
      ...{ from: '2026-02-01', to: '2026-02-28' },
    });
  });

  test('of a week that runs is the same part of the week before', () => {
    expect(previous('2026-11-23', '2026-11-26', '2026-11-26T11:00:00Z')).toMatchObject({
      ...{ from: '2026-11-16', to: '2026-11-19', toInstant: '2026-11-19T11:00:00.000Z' },
    });
  });

  test('of any other range is as many days right before it', () => {
    expect(previous('2026-06-01', '2026-06-03', '2026-06-20T10:00:00Z')).toMatchObject({
      ...{ from: '2026-05-29', to: '2026-05-31' },
    });
    expect(previous('2026-11-20', '2026-11-26', '2026-11-26T11:00:00Z')).toMatchObject({
      ...{ from: '2026-11-13', to: '2026-11-19', toInstant: '2026-11-19T11:00:00.000Z' },
    });
  });

  test('of a year that runs is the same part of the year before', () => {
    expect(previous('2026-01-01', '2026-11-26', '2026-11-26T11:00:00Z')).toMatchObject({
      ...{ from: '2025-01-01', to: '2025-11-26', toInstant: '2025-11-26T11:00:00.000Z' },
    });
  });

  test('has nothing in it of a range that has just begun', () => {
    const { fromInstant, toInstant } = previous('2026-11-26', '2026-11-26', '2026-11-25T23:00:00Z');
    expect(toInstant).toBe(fromInstant);
  });
});
