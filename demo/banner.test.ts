import { expect, test } from 'vitest';
import { bannerOf } from './banner.ts';

const places = {
  apiUrl: 'http://localhost:3000',
  temporalUiUrl: null,
  setUpUrl: 'http://localhost:3000/set-up#secret-of-the-link',
  outboxUrl: 'http://localhost:3000/outbox',
  dataDir: '/data',
  adminKey: 'admin_0123456789abcdef',
  demo: { storeName: 'Lumen & Loom', storeId: 's-1', apiKey: 'sk_live_fedcba9876543210', timeScale: 60 },
};

test('a terminal is shown the keys whole', () => {
  const shown = bannerOf({ ...places, showKeys: true });
  expect(shown).toContain(places.adminKey);
  expect(shown).toContain(places.demo.apiKey);
});

test('output that goes elsewhere gets the beginning of a key, and where the whole is', () => {
  const shown = bannerOf({ ...places, showKeys: false });
  expect(shown).not.toContain('abcdef');
  expect(shown).not.toContain('fedcba');
  expect(shown).toContain('admin_012…   (whole in /data/secrets.json)');
  expect(shown).toContain('(whole in /data/demo.json)');
});

test('an outbox that is not served is not offered', () => {
  expect(bannerOf({ ...places, showKeys: false, outboxUrl: null })).not.toContain('Sandbox inbox');
});

test('the link for the first account is shown to a terminal alone, and the way to sign in once there is one', () => {
  expect(bannerOf({ ...places, showKeys: true })).toContain(places.setUpUrl);
  const kept = bannerOf({ ...places, showKeys: false });
  expect(kept).not.toContain('secret-of-the-link');
  expect(kept).toContain('npm run account:link');
  expect(bannerOf({ ...places, showKeys: true, setUpUrl: null })).toContain('http://localhost:3000/sign-in');
});
