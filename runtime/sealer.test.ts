import { createCipheriv, hkdfSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { createInstallationKeys } from './installation-keys.ts';
import { dropEnded, type KeyRing, overlapMs, parseKeyRing, publishMs, turnKeyRing } from './key-ring.ts';
import { createSealer, SealError, sealedWith } from './sealer.ts';

const sealer = createSealer('an installation secret of the tests');

test('sealed text opens with the same secret in the same place, also in another process', () => {
  const sealed = sealer.seal('shpss_geheim ☃', 'store/integration/secrets');
  expect(createSealer('an installation secret of the tests').open(sealed, 'store/integration/secrets')).toBe(
    'shpss_geheim ☃',
  );
});

test('sealing twice never gives the same text, and none shows what is in it', () => {
  const [one, two] = [sealer.seal('shpss_geheim', 'a'), sealer.seal('shpss_geheim', 'a')];
  expect(one).not.toBe(two);
  expect(Buffer.from(one.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('geheim');
});

test('sealed text opens neither in another place nor with another secret nor after a change of any byte', () => {
  const sealed = sealer.seal('shpss_geheim', 'one/row');
  expect(() => sealer.open(sealed, 'another/row')).toThrow(SealError);
  expect(() => createSealer('another secret').open(sealed, 'one/row')).toThrow(SealError);
  const [version, keyId, content = ''] = sealed.split('.');
  const bytes = Buffer.from(content, 'base64url');
  for (let index = 0; index < bytes.length; index++) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(bytes.readUInt8(index) ^ 1, index);
    expect(
      () => sealer.open(`${version}.${keyId}.${changed.toString('base64url')}`, 'one/row'),
      `byte ${index}`,
    ).toThrow(SealError);
  }
  for (const none of ['v1.', 'v2.', 'v2.0011aabb.', 'v3.0011aabb.AAAA'])
    expect(() => sealer.open(none, 'one/row')).toThrow(SealError);
  expect(() => sealer.open('plain', 'one/row')).toThrow(SealError);
});

test('what was sealed before the key turned opens after it, and is sealed anew with the key of now', () => {
  let nowMs = 1_000;
  let ring: KeyRing = parseKeyRing('the first key of an installation') ?? expect.unreachable();
  const turning = createSealer(
    createInstallationKeys(
      () => ring,
      () => nowMs,
    ),
  );
  const sealed = turning.seal('shpss_geheim', 'one/row');
  ring = turnKeyRing(ring, { secret: 'the second key of an installation', nowMs });
  expect(turning.reseal(sealed, 'one/row'), 'known, and not yet used').toBeNull();
  nowMs += publishMs;
  expect(turning.open(sealed, 'one/row')).toBe('shpss_geheim');
  const anew = turning.reseal(sealed, 'one/row') ?? expect.unreachable();
  expect(sealedWith(anew)).toBe(ring[0].id);
  expect(turning.reseal(anew, 'one/row')).toBeNull();
  ring = dropEnded(ring, nowMs + overlapMs, new Set());
  expect(turning.open(anew, 'one/row')).toBe('shpss_geheim');
  expect(() => turning.open(sealed, 'one/row')).toThrow(/not kept any more/);
});

test('what an earlier version sealed, without the id of a key, opens with whichever key it was', () => {
  const key = Buffer.from(hkdfSync('sha256', 'an old key', '', 'cart-recovery/secrets-at-rest/v1', 32));
  const iv = Buffer.alloc(12, 1);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from('one/row'));
  const content = Buffer.concat([cipher.update('shpss_geheim', 'utf8'), cipher.final()]);
  const sealed = `v1.${Buffer.concat([iv, cipher.getAuthTag(), content]).toString('base64url')}`;
  const ring = turnKeyRing(parseKeyRing('an old key') ?? expect.unreachable(), { secret: 'a new key', nowMs: 0 });
  const turned = createSealer(createInstallationKeys(() => ring));
  expect(turned.open(sealed, 'one/row')).toBe('shpss_geheim');
  expect(sealedWith(turned.reseal(sealed, 'one/row') ?? '')).toBe(ring[0].id);
});
