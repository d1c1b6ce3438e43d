import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority, spiffe, type TestAuthority, writeCertificate } from '../../test/certificates.ts';
import { CertificateError, type CertificateFiles, readCertificate } from './certificate-files.ts';

const id = 'spiffe://example.com/ns/shop/sa/api';
const folder = mkdtempSync(join(tmpdir(), 'cart-certificate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let root: TestAuthority;
let other: TestAuthority;
beforeAll(async () => {
  [root, other] = await Promise.all([createAuthority('root'), createAuthority('another root')]);
});

function complaintAbout(files: CertificateFiles): { file: string; message: string } | null {
  try {
    readCertificate(files, Date.now());
    return null;
  } catch (error) {
    if (error instanceof CertificateError) return { file: error.file, message: error.message };
    throw error;
  }
}

test('a certificate is read with whose it is and how long it counts', async () => {
  const files = writeCertificate(folder, await root.issue({ names: [spiffe(id)], endsMs: 60_000 }), root.cert);
  const { spiffeId, fromMs, endsMs } = readCertificate(files, Date.now());
  expect(spiffeId).toBe(id);
  expect(endsMs - fromMs).toBeGreaterThan(0);
  expect(endsMs).toBeLessThanOrEqual(Date.now() + 60_000);
});

test('what is between a certificate and its authority follows it, in order', async () => {
  const between = await (await root.subordinate('second')).subordinate('third');
  const { cert, key } = await between.issue({ names: [spiffe(id)] });
  expect(complaintAbout(writeCertificate(folder, { cert, key }, root.cert))).toBeNull();
  const [own = '', third = '', second = ''] = cert.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----\n/g) ?? [];
  expect(complaintAbout(writeCertificate(folder, { cert: own + second + third, key }, root.cert))).toMatchObject({
    file: 'cert',
    message: expect.stringContaining('certificate 1 of'),
  });
  expect(complaintAbout(writeCertificate(folder, { cert: own, key }, root.cert))).toMatchObject({
    file: 'cert',
    message: expect.stringContaining('what is between them follows our own there'),
  });
});

test('each thing that may be wrong is told with its file, and with nothing of what the file holds', async () => {
  const good = await root.issue({ names: [spiffe(id)] });
  const another = await root.issue({ names: [spiffe(id)] });
  const foreign = await other.issue({ names: [spiffe(id)] });
  const ended = await root.issue({ names: [spiffe(id)], endsMs: -1_000 });
  const early = await root.issue({ names: [spiffe(id)], fromMs: 60_000 });
  const cases = [
    [{ ...good, key: another.key }, root.cert, 'key', 'is the key of another certificate'],
    [{ ...good, key: 'hunter2' }, root.cert, 'key', 'holds no private key'],
    [{ ...good, cert: 'hunter2' }, root.cert, 'cert', 'holds no certificate'],
    [{ ...good, cert: good.cert.replace(/^M.+$/m, 'MIIBhunter2') }, root.cert, 'cert', 'cannot be read'],
    [good, 'hunter2', 'ca', 'holds no certificate'],
    [foreign, root.cert, 'cert', 'no certificate in'],
    [ended, root.cert, 'cert', 'ended at'],
    [early, root.cert, 'cert', 'and not yet'],
  ] as const;
  for (const [issued, ca, file, message] of cases) {
    const complaint = complaintAbout(writeCertificate(folder, issued, ca));
    expect(complaint, message).toMatchObject({ file, message: expect.stringContaining(message) });
    expect(complaint?.message).not.toContain('hunter2');
  }
  const files = writeCertificate(folder, good, root.cert);
  expect(complaintAbout({ ...files, key: join(folder, 'absent') })).toMatchObject({
    file: 'key',
    message: expect.stringContaining('cannot be read (ENOENT)'),
  });
  writeFileSync(files.cert, root.cert);
  expect(complaintAbout(files)?.file).toBe('key');
});
