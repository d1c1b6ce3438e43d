import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isForbiddenHost } from '../../runtime/forbidden-address.ts';
import { guardedLookup } from './guarded-lookup.ts';
import { PlatformApiError } from './platform-client.ts';

/** One request that tells somebody else's server something; of its answer no more is read than is asked for. */
export interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON as it is signed, byte for byte. */
  readonly body: string;
  readonly signal: AbortSignal;
  /** How much of the answer's body is read at most, in bytes. Default: nothing. */
  readonly answerBytesMax?: number;
  /** How long the answer may take, in milliseconds. */
  readonly timeoutMs?: number;
}

export interface Posted {
  readonly status: number;
  readonly retryAfterMs: number | undefined;
  /** The beginning of the answer's body. */
  readonly answer: Buffer;
}

export interface PostReach {
  /** Whether it may be on this machine, without TLS. */
  readonly allowLoopback: boolean;
  /** For an address that the operator of the installation set, which may be in a network of its own. Default: false. */
  readonly allowAll?: boolean;
}

const answerTimeoutMs = 10_000;
/** A longer wait than this is ours to choose. */
const retryAfterMsMax = 3_600_000;

/**
 * Posts once, to public addresses only, whatever a name leads to at the moment of connecting; follows no redirect, because that
 * would be somebody else's address. Throws `PlatformApiError`: `strange` for an address that must not be asked, `away` when
 * there is no answer.
 */
export function postOnce(
  { url, headers, body, signal, answerBytesMax = 0, timeoutMs = answerTimeoutMs }: Post,
  { allowLoopback, allowAll = false }: PostReach,
): Promise<Posted> {
  const isSafe = url.protocol === 'https:' || (allowLoopback && url.protocol === 'http:');
  if (!allowAll && (!isSafe || isForbiddenHost(url.hostname, { allowLoopback })))
    throw new PlatformApiError('strange', 'this is an address that must not be asked');
  const { promise, resolve, reject } = Promise.withResolvers<Posted>();
  const request = url.protocol === 'https:' ? tlsRequest : plainRequest;
  const sent = request(
    url,
    {
      method: 'POST',
      headers: {
        'user-agent': 'cart-recovery/1',
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        ...headers,
      },
      lookup: allowAll ? undefined : guardedLookup(allowLoopback),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    },
    (response) => {
      const status = response.statusCode ?? 0;
      const retryAfterMs = retryAfterOf(response.headers['retry-after']);
      readBeginning(response, answerBytesMax, (answer) => resolve({ status, retryAfterMs, answer }));
    },
  );
  sent.on('error', (cause) =>
    reject(cause instanceof PlatformApiError ? cause : new PlatformApiError('away', 'it cannot be reached', { cause })),
  );
  sent.end(body);
  return promise;
}

/** Reads as much as is asked for and hangs up: an answer that never ends, or breaks off, still has its status. */
function readBeginning(response: IncomingMessage, bytesMax: number, done: (beginning: Buffer) => void): void {
  const parts: Buffer[] = [];
  let bytes = 0;
  const end = (): void => {
    done(Buffer.concat(parts).subarray(0, bytesMax));
    response.destroy();
  };
  if (bytesMax === 0) {
    end();
    return;
  }
  response.on('data', (part: Buffer) => {
    parts.push(part);
    bytes += part.length;
    if (bytes >= bytesMax) end();
  });
  response.on('end', end);
  response.on('error', end);
  response.on('close', end);
}

function retryAfterOf(text: string | undefined): number | undefined {
  const seconds = Number(text ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1_000, retryAfterMsMax) : undefined;
}
