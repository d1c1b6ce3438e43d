import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sidesOf } from './lineage-shape.ts';

const shape = {
  focus: 'prediction',
  nodes: ['event', 'cart', 'feature', 'prediction', 'message', 'order', 'other'].map((key) => ({ key })),
  links: [
    { from: 'event', to: 'cart' },
    { from: 'cart', to: 'prediction' },
    { from: 'feature', to: 'prediction' },
    { from: 'prediction', to: 'message' },
    { from: 'message', to: 'order' },
    { from: 'cart', to: 'other' },
  ],
};

test('what it came from and what it led to stand apart, the nearest first', () => {
  expect(sidesOf(shape)).toEqual({
    sources: ['cart', 'feature', 'event'],
    results: ['message', 'order'],
    beside: ['other'],
  });
});

test('each thing stands somewhere, once, unless it leads to itself by a circle', () => {
  const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
  const ordered = fc
    .uniqueArray(fc.tuple(fc.nat(5), fc.nat(5)), { selector: ([from, to]) => `${from}/${to}` })
    .map((pairs) =>
      pairs.flatMap(([one, other]) =>
        one === other ? [] : [{ from: keys[Math.min(one, other)] ?? 'a', to: keys[Math.max(one, other)] ?? 'a' }],
      ),
    );
  fc.assert(
    fc.property(fc.constantFrom(...keys), ordered, (focus, links) => {
      const { sources, results, beside } = sidesOf({ focus, nodes: keys.map((key) => ({ key })), links });
      expect([focus, ...sources, ...results, ...beside].sort()).toEqual(keys);
    }),
  );
});
