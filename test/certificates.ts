import { KeyObject, webcrypto } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  type JsonGeneralName,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { CertificateFiles } from '../runtime/identity/certificate-files.ts';

/** PEM texts; `cert` is followed by what is between it and its root. */
export interface IssuedCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface IssueOptions {
  /** What the certificate is for, as `{ type: 'url', value: 'spiffe://…' }`. */
  readonly names: readonly JsonGeneralName[];
  /** Counted from the moment of the call, in milliseconds. */
  readonly fromMs?: number;
  readonly endsMs?: number;
}

/** An authority of a test, with a key of its own. */
export interface TestAuthority {
  /** Its certificate as PEM text. */
  readonly cert: string;
  issue(options: IssueOptions): Promise<IssuedCertificate>;
  /** Another authority, that this one vouches for. */
  subordinate(name: string): Promise<TestAuthority>;
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;
const lifeMs = 3_600_000;
let issued = 0;

export function createAuthority(name: string): Promise<TestAuthority> {
  return makeAuthority(name, null);
}

interface Issuer {
  readonly subject: string;
  readonly keys: webcrypto.CryptoKeyPair;
  /** Follows what it issues: itself, unless it is a root. */
  readonly chain: string;
}

async function makeAuthority(name: string, above: Issuer | null): Promise<TestAuthority> {
  const keys = await newKeys();
  const subject = `CN=${name}`;
  const certificate = await certify({
    ...{ subject, keys, issuer: above ?? { subject, keys } },
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  const self: Issuer = { subject, keys, chain: above ? certificate + above.chain : '' };
  return {
    cert: certificate,
    subordinate: (below) => makeAuthority(below, self),
    async issue({ names, ...life }) {
      const own = await newKeys();
      const cert = await certify({
        ...{ subject: 'CN=a process of a test', keys: own, issuer: self, ...life },
        extensions: [new BasicConstraintsExtension(false), new SubjectAlternativeNameExtension([...names])],
      });
      const key = KeyObject.from(own.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
      return { cert: cert + self.chain, key };
    },
  };
}

/** Puts a certificate where a process reads it, beside the authorities that it believes. */
export function writeCertificate(folder: string, { cert, key }: IssuedCertificate, ca: string): CertificateFiles {
  mkdirSync(folder, { recursive: true });
  const files = { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key'), ca: join(folder, 'ca.crt') };
  writeFileSync(files.cert, cert);
  writeFileSync(files.key, key, { mode: 0o600 });
  writeFileSync(files.ca, ca);
  return files;
}

/** The id of a workload, as a name in a certificate. */
export function spiffe(id: string): JsonGeneralName {
  return { type: 'url', value: id };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(curve, true, ['sign', 'verify']);
}

async function certify({
  subject,
  keys,
  issuer,
  extensions,
  fromMs = -60_000,
  endsMs = lifeMs,
}: {
  readonly subject: string;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly issuer: Pick<Issuer, 'subject' | 'keys'>;
  readonly extensions: NonNullable<Parameters<typeof X509CertificateGenerator.create>[0]['extensions']>;
  readonly fromMs?: number;
  readonly endsMs?: number;
}): Promise<string> {
  issued += 1;
  const certificate = await X509CertificateGenerator.create({
    serialNumber: issued.toString(16).padStart(4, '0'),
    subject,
    issuer: issuer.subject,
    notBefore: new Date(Date.now() + fromMs),
    notAfter: new Date(Date.now() + endsMs),
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: signing,
    extensions,
  });
  return `${certificate.toString('pem')}\n`;
}
