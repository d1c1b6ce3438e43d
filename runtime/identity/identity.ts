import { checkServerIdentity, type PeerCertificate, type SecureContext } from 'node:tls';
import { type Certificate, CertificateError, type CertificateFiles, readCertificate } from './certificate-files.ts';
import { refuseOtherServer } from './spiffe-id.ts';

/** Whom a connection is meant for. */
export interface ExpectedServer {
  /** SPIFFE ids of which its certificate has to have one; none: it has to have the name of the host. */
  readonly spiffeIds: readonly string[];
  /** The name of the host, where the client does not say it; an IP address for example. */
  readonly host?: string;
}

/**
 * For `tls.connect`. `secureContext` is a getter, so that each connection is made with the newest certificate: hand the
 * object on as it is, and never a copy of it.
 */
export interface TlsOptions {
  readonly secureContext: SecureContext;
  readonly rejectUnauthorized: true;
  readonly checkServerIdentity: (host: string, certificate: PeerCertificate) => Error | undefined;
}

/** How the files of the certificate stand. */
export interface IdentityState {
  /** Null: the certificate names hosts only. */
  readonly spiffeId: string | null;
  /** Epoch milliseconds. */
  readonly fromMs: number;
  readonly endsMs: number;
  /** Why the files cannot be used as they are; null: they can. What was good before counts on. */
  readonly error: string | null;
}

/** Who this process is to the servers that it connects to, and how it knows them. */
export interface Identity {
  /** Undefined: it has no certificate, and connections are as their addresses say. */
  tlsFor(server: ExpectedServer): TlsOptions | undefined;
  /** The newest certificate, for clients that take texts. */
  current(): Certificate | null;
  /** Null: it has no certificate. */
  state(): IdentityState | null;
  /** Reads the files again, and tells whoever listens where they differ. */
  reread(): IdentityState | null;
  /** Told when connections are to be made anew, with what they were made with. Returns how to stop that. */
  onChange(listener: (before: Certificate) => void): () => void;
}

/** Of a process without a certificate. */
export const noIdentity: Identity = {
  tlsFor: () => undefined,
  current: () => null,
  state: () => null,
  reread: () => null,
  onChange: () => () => {},
};

/** The identity that lies in files which somebody renews. Throws `CertificateError` when they are no good at the start. */
export function openIdentity(
  paths: CertificateFiles,
  { now = Date.now }: { readonly now?: () => number } = {},
): Identity {
  let certificate = readCertificate(paths, now());
  let error: string | null = null;
  const listeners = new Set<(before: Certificate) => void>();
  const state = (): IdentityState => ({
    spiffeId: certificate.spiffeId,
    fromMs: certificate.fromMs,
    endsMs: certificate.endsMs,
    error,
  });

  return {
    tlsFor: ({ spiffeIds, host }) => ({
      get secureContext() {
        return certificate.secureContext;
      },
      rejectUnauthorized: true,
      checkServerIdentity: (asked, presented) =>
        spiffeIds.length > 0 ? refuseOtherServer(presented, spiffeIds) : checkServerIdentity(host ?? asked, presented),
    }),
    current: () => certificate,
    state,
    reread() {
      const before = certificate;
      try {
        certificate = readCertificate(paths, now());
        error = null;
      } catch (cause) {
        if (!(cause instanceof CertificateError)) throw cause;
        // Files that are replaced one after the other do not fit each other for a moment; they are read again soon.
        error = cause.message;
      }
      if (isSame(before, certificate)) certificate = before;
      else for (const tell of listeners) tell(before);
      return state();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isSame({ pem: a }: Certificate, { pem: b }: Certificate): boolean {
  return a.cert === b.cert && a.key === b.key && a.ca === b.ca;
}
