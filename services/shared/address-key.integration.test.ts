import { expect } from 'vitest';
import { installationKeys } from '../../runtime/installation-keys.ts';
import { formatKeyRing, newKey, parseKeyRing, turnKeyRing } from '../../runtime/key-ring.ts';
import { createSealer } from '../../runtime/sealer.ts';
import { test } from '../../test/system-of-record.ts';
import { AddressKeyLostError, openAddressKey, sealedAddressKey } from './address-key.ts';
import { reseal } from './sealed/reseal.ts';

test('the key of addresses is drawn once, whoever asks, and stays when the key turns that seals it (operations T19)', async ({
  systemOfRecord: database,
}) => {
  const [before, after] = [newKey(), newKey()];
  const open = (secret: string) => openAddressKey(database, createSealer(secret));
  const drawn = await Promise.all([open(before), open(before), open(before)]);
  expect(new Set(drawn.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);

  const ring = parseKeyRing(before);
  if (ring === null) throw new Error('a drawn key is a ring of one');
  const turned = installationKeys(
    formatKeyRing(turnKeyRing(ring, { secret: after, nowMs: Date.now() - 1, publishMs: 0 })),
  );
  const deps = { database, sealer: createSealer(turned), keyId: () => turned.current().id };
  expect(await reseal(deps, [sealedAddressKey], null)).toEqual({ resealed: 1, lost: 0 });
  expect(await open(after)).toEqual(drawn[0]);
  await expect(open(before)).rejects.toThrow(AddressKeyLostError);
});
