import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { scriptOf } from '../api/storefront-scripts.ts';
import { bundleStorefront, servedBytes, snippetBytesMax } from './bundle-storefront.ts';

test(`the snippet, as it is served, is at most ${snippetBytesMax} bytes, and so is the pixel`, async () => {
  const scripts = await bundleStorefront();
  expect(servedBytes(scripts.snippet)).toBeLessThanOrEqual(snippetBytesMax);
  expect(servedBytes(scripts.shopifyPixel)).toBeLessThanOrEqual(snippetBytesMax);
});

test('what is measured is what a browser gets', async () => {
  const { snippet } = await bundleStorefront();
  const config = {
    key: 'pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10',
    url: 'https://recover.shop.example',
    consentRequired: true,
    honourSignals: true,
    autoCapture: true,
    emailCapture: true,
    restoreCarts: true,
  };
  expect(Math.abs(gzipSync(scriptOf(snippet, config), { level: 9 }).length - servedBytes(snippet))).toBeLessThan(50);
});
