import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';
import { spiffeIdOf } from './spiffe-id.ts';

/** Where the certificate of this process is, with its chain; its private key; and the authorities that it believes. PEM each. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}
export type CertificateFile = keyof CertificateFiles;

/** What was read, and was good. */
export interface Certificate {
  /** The texts of the files. */
  readonly pem: CertificateFiles;
  /** Parsed once, for all connections that are made with it. */
  readonly secureContext: SecureContext;
  /** Null: it names hosts only. */
  readonly spiffeId: string | null;
  /** Epoch milliseconds. */
  readonly fromMs: number;
  readonly endsMs: number;
}

/** One of the files cannot be used. The message says which, what is wrong with it and what would be right; it holds no content. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
  readonly file: CertificateFile;

  constructor(file: CertificateFile, message: string) {
    super(message);
    this.file = file;
  }
}

const pemBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** Nothing that we connect to speaks less. */
const minVersion = 'TLSv1.2';

/** Reads the three files and checks that they belong together and count at `nowMs`. Throws `CertificateError`. */
export function readCertificate(paths: CertificateFiles, nowMs: number): Certificate {
  const pem = { cert: readText(paths, 'cert'), key: readText(paths, 'key'), ca: readText(paths, 'ca') };
  const [own, ...chain] = certificatesOf(paths, 'cert', pem.cert);
  const authorities = certificatesOf(paths, 'ca', pem.ca);
  if (!own.checkPrivateKey(keyOf(paths, pem.key)))
    throw new CertificateError('key', `${paths.key} is the key of another certificate than the first in ${paths.cert}`);
  if (own.ca)
    throw new CertificateError(
      'cert',
      `${paths.cert} begins with the certificate of an authority; it has to be our own`,
    );
  const [fromMs, endsMs] = [own.validFromDate.getTime(), own.validToDate.getTime()];
  if (nowMs >= endsMs)
    throw new CertificateError(
      'cert',
      `${paths.cert} ended at ${own.validToDate.toISOString()}; a newer one has to follow it`,
    );
  if (nowMs < fromMs)
    throw new CertificateError('cert', `${paths.cert} counts from ${own.validFromDate.toISOString()} on, and not yet`);
  checkChain(paths, [own, ...chain], authorities);
  return { pem, secureContext: contextOf(paths, pem), spiffeId: spiffeIdOf(own.subjectAltName), fromMs, endsMs };
}

function readText(paths: CertificateFiles, file: CertificateFile): string {
  try {
    return readFileSync(paths[file], 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : 'failed';
    throw new CertificateError(file, `${paths[file]} cannot be read (${reason})`);
  }
}

function certificatesOf(
  paths: CertificateFiles,
  file: 'cert' | 'ca',
  text: string,
): [X509Certificate, ...X509Certificate[]] {
  const blocks = text.match(pemBlock) ?? [];
  try {
    const [first, ...others] = blocks.map((block) => new X509Certificate(block));
    if (first) return [first, ...others];
  } catch {
    throw new CertificateError(file, `${paths[file]} holds a certificate that cannot be read`);
  }
  throw new CertificateError(
    file,
    `${paths[file]} holds no certificate; it has to begin with -----BEGIN CERTIFICATE-----`,
  );
}

function keyOf(paths: CertificateFiles, text: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch {
    // What OpenSSL says of it may show a part of it.
    throw new CertificateError('key', `${paths.key} holds no private key in PEM form without a passphrase`);
  }
}

/** Each is issued by the next, and the last by an authority: what a server would find out, and say far less clearly. */
function checkChain(
  paths: CertificateFiles,
  chain: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
): void {
  for (const [index, certificate] of chain.entries()) {
    const issuer = chain[index + 1];
    if (issuer ? isIssuedBy(certificate, issuer) : authorities.some((one) => endsAt(certificate, one))) continue;
    throw new CertificateError(
      'cert',
      issuer
        ? `certificate ${index + 1} of ${paths.cert} is not issued by the one behind it`
        : `no certificate in ${paths.ca} issued the last one in ${paths.cert}; what is between them follows our own there`,
    );
  }
}

function endsAt(certificate: X509Certificate, authority: X509Certificate): boolean {
  return certificate.fingerprint256 === authority.fingerprint256 || isIssuedBy(certificate, authority);
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function contextOf(paths: CertificateFiles, pem: CertificateFiles): SecureContext {
  try {
    return createSecureContext({ ...pem, minVersion });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : 'failed';
    throw new CertificateError('cert', `${paths.cert} cannot be used for TLS (${reason})`);
  }
}
