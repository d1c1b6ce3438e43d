import { expect, test } from 'vitest';
import { consentProvenanceOf, isBrowserGrant } from './consent-provenance.ts';

test('a shop whose text begins like a browser’s is not taken for one, and a browser not for a shop', () => {
  const yes = { status: 'granted' };
  expect(isBrowserGrant({ ...yes, source: 'browser: newsletter', provenance: 'shop' })).toBe(false);
  expect(isBrowserGrant({ ...yes, source: 'shop', provenance: 'browser' })).toBe(true);
  expect(isBrowserGrant({ status: 'denied', source: 'page', provenance: 'browser' })).toBe(false);
});

test('an event from before the endpoints said where it came from keeps its meaning', () => {
  expect(consentProvenanceOf({ source: 'browser: newsletter' })).toBe('browser');
  expect(consentProvenanceOf({ source: 'checkout' })).toBe('shop');
});
