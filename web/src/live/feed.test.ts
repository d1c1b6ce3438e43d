import { expect, test } from 'vitest';
import { createFeed, type Feed } from './feed.ts';
import type { LiveEvent } from './live-frame.ts';

const cart = (id: string, version = 1): LiveEvent => ({
  ...{ kind: 'cart', id, cartId: id, state: 'open', stage: 'cart', valueMinor: 1, currency: 'EUR', version, at: '' },
});
const after = (...ids: string[]) => ids.reduce((feed, id) => feed.with(cart(id)), createFeed(3));
const ids = ({ shown }: Feed) => shown.map(({ id }) => id).join('');

test('a feed shows the newest changes first, each row once and not more than it may', () => {
  expect(ids(after('a', 'b', 'c', 'd'))).toBe('dcb');
  expect(ids(after('a', 'b', 'a'))).toBe('ab');
});

test('a feed that is held shows what it showed, counts what waits, and shows it when it goes on', () => {
  const held = after('a', 'b').held();
  const later = held.with(cart('c')).with(cart('a', 2));
  expect([ids(later), later.waiting, later.paused]).toEqual(['ba', 2, true]);
  const going = later.going();
  expect([ids(going), going.waiting, going.paused]).toEqual(['acb', 0, false]);
  expect(going.shown[0]?.version).toBe(2);
});

test('a feed that is held for long keeps no more than it may show', () => {
  const held = 'abcdefgh'.split('').reduce((feed, id) => feed.with(cart(id)), createFeed(3).held());
  expect([held.waiting, ids(held.going())]).toEqual([3, 'hgf']);
});
