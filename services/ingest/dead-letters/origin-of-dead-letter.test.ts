import { expect, test } from 'vitest';
import { originOfDeadLetter } from './origin-of-dead-letter.ts';

test('what the pipeline put aside comes again as through the endpoint that took it in', () => {
  const letter = { source: 'pipeline' };
  expect(originOfDeadLetter(letter, { source: 'footer', provenance: 'browser' })).toBe('browser');
  expect(originOfDeadLetter(letter, { source: 'browser: footer' }), 'from before the doors said so').toBe('browser');
  expect(originOfDeadLetter(letter, { source: 'browser: footer', provenance: 'shop' })).toBe('shop');
  expect(originOfDeadLetter(letter, null)).toBe('shop');
});

test('what a sender’s dead letter says of its endpoint is not believed', () => {
  expect(originOfDeadLetter({ source: 'api' }, { source: 'footer', provenance: 'confirmation' })).toBe('shop');
});
