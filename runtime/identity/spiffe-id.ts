import type { PeerCertificate } from 'node:tls';

/** A certificate was presented that is not of any server that is expected there. */
export class RefusedServerError extends Error {
  override readonly name = 'RefusedServerError';
  readonly code = 'SERVER_IDENTITY_REFUSED';
}

/** Longest that the standard allows, in characters. */
const lengthMax = 2_048;
const shape = /^spiffe:\/\/[a-z0-9._-]+(?:\/[A-Za-z0-9._-]+)+$/;

/** Whether a text is the id of a workload, `spiffe://trust-domain/path`, as the standard for SPIFFE ids writes it. */
export function isSpiffeId(text: string): boolean {
  return text.length <= lengthMax && shape.test(text) && !text.split('/').some((part) => part === '.' || part === '..');
}

/**
 * The id in a certificate, null where it has none. A certificate with several URIs is nobody's: the standard allows one.
 * `subjectAltName` as Node prints it.
 */
export function spiffeIdOf(subjectAltName: string | undefined): string | null {
  const [uri, ...others] = urisOf(subjectAltName ?? '') ?? [];
  return uri !== undefined && others.length === 0 && isSpiffeId(uri) ? uri : null;
}

/**
 * What is wrong with the certificate of a server of which one id out of `accepted` is expected; undefined: nothing. The chain
 * was checked before; the name of the host says nothing about who answers there, and is not looked at.
 */
export function refuseOtherServer(
  { subjectaltname }: Pick<PeerCertificate, 'subjectaltname'>,
  accepted: readonly string[],
): RefusedServerError | undefined {
  const id = spiffeIdOf(subjectaltname);
  if (id !== null && accepted.includes(id)) return undefined;
  const presented = id === null ? 'has no SPIFFE id, or more than one' : `is of ${id}`;
  return new RefusedServerError(`The certificate of the server ${presented}; expected ${accepted.join(' or ')}.`);
}

/** Node quotes values as JSON that could be taken for the end of an entry, so no name can pretend to be another kind. */
const entry = /([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^",]*)(?:, |$)/y;

/** Null: the text is not what Node prints, and nothing is read out of it. */
function urisOf(text: string): readonly string[] | null {
  const uris: string[] = [];
  entry.lastIndex = 0;
  while (entry.lastIndex < text.length) {
    const [, kind, value] = entry.exec(text) ?? [];
    if (kind === undefined || value === undefined) return null;
    if (kind === 'URI') uris.push(value.startsWith('"') ? String(JSON.parse(value)) : value);
  }
  return uris;
}
