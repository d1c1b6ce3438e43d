import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from '../lib/search.ts';
import { listText, readList, rowsSearch } from './rows-search.ts';

test('values come back out of an address as they went in, whatever is in them', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), (values) => {
      const address = stringifySearch({ productId: listText(values) });
      expect(readList(parseSearch(address)['productId'])).toEqual(values);
    }),
  );
  expect(readList(listText(['a,b', '50 % off', '007']))).toEqual(['a,b', '50 % off', '007']);
});

test('text that nobody wrote as a list is one value', () => {
  expect(readList('100%')).toEqual(['100%']);
  expect([readList(undefined), readList('')]).toEqual([[], []]);
});

test('a cell names its rows: its filters, its own days, its bucket, or all that are not the largest', () => {
  const days = { from: '2026-11-23', to: '2026-11-29' };
  expect(rowsSearch({ metric: 'messages', filters: { channel: 'sms' }, days })).toEqual({
    ...{ metric: 'messages', channel: 'sms', period: undefined, from: '2026-11-23', to: '2026-11-29' },
  });
  expect(rowsSearch({ metric: 'messages', bucket: { granularity: 'hour', key: '2026-10-25T02:00+01:00' } })).toEqual({
    ...{ metric: 'messages', granularity: 'hour', bucket: '2026-10-25T02:00+01:00' },
  });
  expect(rowsSearch({ metric: 'messages', others: { by: ['channel', 'campaignId'], top: 5 } })).toEqual({
    ...{ metric: 'messages', others: 'channel,campaignId', top: '5' },
  });
});
