import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isForbiddenHost } from '../../runtime/forbidden-address.ts';
import { guardedLookup } from './guarded-lookup.ts';
import { PlatformApiError } from './platform-client.ts';

/** One request that tells somebody else's server something; what it answers beyond the status is not read. */
export interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON as it is signed, byte for byte. */
  readonly body: string;
  readonly signal: AbortSignal;
}

export interface Posted {
  readonly status: number;
  readonly retryAfterMs: number | undefined;
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
  { url, headers, body, signal }: Post,
  { allowLoopback }: { readonly allowLoopback: boolean },
): Promise<Posted> {
  const isSafe = url.protocol === 'https:' || (allowLoopback && url.protocol === 'http:');
  if (!isSafe || isForbiddenHost(url.hostname, { allowLoopback }))
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
      lookup: guardedLookup(allowLoopback),
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]),
    },
    (response) => {
      resolve({ status: response.statusCode ?? 0, retryAfterMs: retryAfterOf(response.headers['retry-after']) });
      // However long the answer is: nothing of it is needed.
      response.destroy();
    },
  );
  sent.on('error', (cause) =>
    reject(cause instanceof PlatformApiError ? cause : new PlatformApiError('away', 'it cannot be reached', { cause })),
  );
  sent.end(body);
  return promise;
}

function retryAfterOf(text: string | undefined): number | undefined {
  const seconds = Number(text ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1_000, retryAfterMsMax) : undefined;
}
