import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { noIdentity, openIdentity } from '../runtime/identity/identity.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { createAuthority, spiffe, writeCertificate } from '../test/certificates.ts';
import { checkIdentity, watchIdentity } from './watch-identity.ts';

const id = 'spiffe://example.com/ns/shop/sa/api';

test('a certificate is due when a quarter of its life is left: who renews them does so before', async () => {
  const at = (now: number) =>
    checkIdentity({ state: () => ({ spiffeId: id, fromMs: 0, endsMs: 1_000, error: null }) }, () => now);
  await expect(at(750)).resolves.toBeUndefined();
  await expect(at(751)).rejects.toMatchObject({ code: 'CERTIFICATE_ENDS_SOON' });
  await expect(at(1_000)).rejects.toMatchObject({ code: 'CERTIFICATE_ENDED' });
  await expect(checkIdentity(noIdentity)).resolves.toBeUndefined();
});

test('what becomes of the files is logged once and measured, without what they hold', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cart-watch-identity-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const root = await createAuthority('root');
  const files = writeCertificate(folder, await root.issue({ names: [spiffe(id)] }), root.cert);
  const identity = openIdentity(files);
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const metrics = createMetrics({ role: 'test' });
  const loop = watchIdentity({ identity, log, metrics, rereadMs: 1 });
  onTestFinished(() => loop.stop());
  const page = async () => (await metrics.render()).body;
  const logged = (text: string) => lines.filter((line) => line.includes(text)).length;

  expect(await page()).toMatch(/identity_certificate_expires_seconds\{role="test"\} 3\d{3}\n/);
  writeFileSync(files.key, 'hunter2');
  await expect.poll(() => logged('cannot be read again')).toBe(1);
  await expect(checkIdentity(identity)).rejects.toMatchObject({ code: 'CERTIFICATE_FILES_BROKEN' });
  expect(await page()).toMatch(/identity_files_good\{role="test"\} 0\n/);
  const next = await root.issue({ names: [spiffe(id)] });
  writeCertificate(folder, next, root.cert);
  await expect.poll(() => logged('a newer certificate is used')).toBe(1);
  await expect.poll(page).toMatch(/identity_files_good\{role="test"\} 1\n/);
  expect(await page()).toMatch(/identity_changed_total\{role="test"\} 1\n/);
  await expect(checkIdentity(identity)).resolves.toBeUndefined();
  expect(logged('cannot be read again')).toBeLessThanOrEqual(2);
  expect(lines.join('')).not.toMatch(/hunter2|PRIVATE KEY/);
});
