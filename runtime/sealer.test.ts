import { expect, test } from 'vitest';
import { createSealer, SealError } from './sealer.ts';

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
  expect(Buffer.from(one.slice(3), 'base64url').toString('latin1')).not.toContain('geheim');
});

test('sealed text opens neither in another place nor with another secret nor after a change of any byte', () => {
  const sealed = sealer.seal('shpss_geheim', 'one/row');
  expect(() => sealer.open(sealed, 'another/row')).toThrow(SealError);
  expect(() => createSealer('another secret').open(sealed, 'one/row')).toThrow(SealError);
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  for (let index = 0; index < bytes.length; index++) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(bytes.readUInt8(index) ^ 1, index);
    expect(() => sealer.open(`v1.${changed.toString('base64url')}`, 'one/row'), `byte ${index}`).toThrow(SealError);
  }
  expect(() => sealer.open('v1.', 'one/row')).toThrow(SealError);
  expect(() => sealer.open('plain', 'one/row')).toThrow(SealError);
});
