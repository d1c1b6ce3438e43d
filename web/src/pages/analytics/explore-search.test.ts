import { expect, test } from 'vitest';
import type { Metric } from '../../analytics/catalogue.ts';
import { readExplore, usualEvery, withMetric } from './explore-search.ts';

const metric = (id: string, unit: Metric['unit'], dimensions: readonly string[]): Metric =>
  ({ id, name: id, definition: id, unit, dimensions }) as Metric;
const carts = metric('abandoned_carts', 'count', ['campaignId', 'reason', 'currency']);
const messages = metric('messages', 'count', ['channel', 'campaignId']);
const money = metric('recovered_revenue', 'money', ['channel', 'currency']);
const metrics = [carts, messages, money];

test('an empty address asks for abandoned carts, in as many points as can be told apart', () => {
  expect(readExplore({}, metrics, 30)).toEqual({ metric: carts, by: [], every: 'day', filters: {} });
  expect([1, 2, 62, 63, 200, 201].map(usualEvery)).toEqual(['hour', 'day', 'day', 'week', 'week', 'month']);
});

test('an address says the question; what the metric does not have is left out', () => {
  const search = { metric: 'messages', by: 'channel,reason,channel,campaignId', every: 'none', channel: 'email,sms' };
  expect(readExplore({ ...search, reason: 'cool_down' }, metrics, 30)).toEqual({
    ...{ metric: messages, by: ['channel', 'campaignId'], every: 'none', filters: { channel: ['email', 'sms'] } },
  });
  expect(readExplore({ metric: 'conversion' }, metrics, 30)).toBe(null);
});

test('money is not broken down by currency, which the page chooses', () => {
  expect(readExplore({ metric: 'recovered_revenue', by: 'currency', currency: 'JPY' }, metrics, 30)).toMatchObject({
    ...{ by: [], filters: {} },
  });
});

test('another metric keeps of the question what it can be asked', () => {
  const search = { metric: 'messages', by: 'channel,campaignId', channel: 'sms', campaignId: 'c', view: 'v' };
  expect(withMetric(search, carts, metrics)).toEqual({
    ...{ metric: 'abandoned_carts', by: 'campaignId', channel: undefined, view: undefined },
  });
});
