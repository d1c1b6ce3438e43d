import { describe, expect, test } from 'vitest';
import type { ClickFormat, Row } from '../click.ts';
import { clickFormats, formatNamed, recogniseFormat } from './registry.ts';

const at = Date.UTC(2026, 2, 4, 5, 6, 7);
const rows: Record<string, Row> = {
  rees46: {
    event_time: '2026-03-04 05:06:07 UTC',
    event_type: 'cart',
    product_id: '11',
    price: '4.35',
    user_id: '7',
    user_session: 's',
  },
  retailrocket: { timestamp: String(at), visitorid: '7', event: 'addtocart', itemid: '11', transactionid: '' },
  taobao: { ts: '2026-03-04T05:06:07Z', visitor: '7', type: 'cart_add', item: '11', category: '3' },
};

describe.each(Object.entries(rows))('the format %s', (name, row) => {
  const format = formatNamed(name);

  test('reads an added product with its time and visitor', () => {
    expect(format.readRow(row)).toMatchObject({ kind: 'add', at, visitor: '7', item: { productId: '11' } });
  });

  test('is recognised by its columns, and by no other format', () => {
    expect(
      clickFormats.filter((candidate) => candidate.recognises(new Set(Object.keys(row)))).map((found) => found.name),
    ).toEqual([name]);
  });

  test('skips a row that it cannot read, with a reason', () => {
    expect(format.readRow({})).toMatchObject({ kind: 'skipped', reason: expect.any(String) });
  });
});

describe('prices of REES46', () => {
  const read = (price: string) => formatNamed('rees46').readRow({ ...rows['rees46'], price });

  test('become minor units without losing a cent', () => {
    expect(['4.35', '0.29', '1.1', '19'].map((price) => read(price))).toMatchObject(
      [435, 29, 110, 1_900].map((unitPriceMinor) => ({ item: { unitPriceMinor } })),
    );
  });

  test('that are negative or missing are no prices', () => {
    expect(['-1.50', ''].map((price) => read(price))).toMatchObject([
      { item: { unitPriceMinor: undefined } },
      { item: { unitPriceMinor: undefined } },
    ]);
  });
});

test('rows of one transaction share their order key, written with or without a decimal point', () => {
  const format: ClickFormat = formatNamed('retailrocket');
  const bought = (transactionid: string) =>
    format.readRow({ ...rows['retailrocket'], event: 'transaction', transactionid });
  expect([bought('8693.0'), bought('8693')]).toMatchObject([
    { kind: 'purchase', orderKey: '8693' },
    { kind: 'purchase', orderKey: '8693' },
  ]);
});

test('our own events are taken as they are, and refused with the path of the first fault', () => {
  const event = {
    id: 'e1',
    type: 'product_viewed',
    occurredAt: '2026-03-04T05:06:07Z',
    who: { anonymousId: 'a' },
    productId: '11',
  };
  expect(formatNamed('ndjson').readRow(event)).toMatchObject({ kind: 'event', at, event });
  expect(formatNamed('ndjson').readRow({ ...event, productId: '' })).toMatchObject({
    kind: 'skipped',
    reason: expect.stringContaining('productId'),
  });
  expect(recogniseFormat(new Set(Object.keys(event)))?.name).toBe('ndjson');
});

test('an unknown format is answered with the known ones', () => {
  expect(() => formatNamed('excel')).toThrow(/rees46, retailrocket, taobao, ndjson/);
});
