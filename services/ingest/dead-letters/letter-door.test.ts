import { expect, test } from 'vitest';
import { letterDoor } from './letter-door.ts';

test('what the pipeline put aside comes again as through the door that took it in', () => {
  const letter = { source: 'pipeline' };
  expect(letterDoor(letter, { source: 'footer', provenance: 'browser' })).toBe('browser');
  expect(letterDoor(letter, { source: 'browser: footer' }), 'from before the doors said so').toBe('browser');
  expect(letterDoor(letter, { source: 'browser: footer', provenance: 'shop' })).toBe('shop');
  expect(letterDoor(letter, null)).toBe('shop');
});

test('what a sender’s letter says of its door is not believed', () => {
  expect(letterDoor({ source: 'api' }, { source: 'footer', provenance: 'confirmation' })).toBe('shop');
});
