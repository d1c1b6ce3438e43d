import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isForbiddenHost } from '../../runtime/forbidden-address.ts';
import { readJson } from '../read-json.ts';
import { guardedLookup } from './guarded-lookup.ts';
import { PlatformApiError } from './platform-client.ts';

/** One question to a platform's API. */
export interface Question {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON by POST; absent: GET. */
  readonly body?: unknown;
  readonly signal: AbortSignal;
  /** Longer answers are none, in bytes. Default: as long as a page of orders may be. */
  readonly answerBytesMax?: number;
}

export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON; null for an empty body. */
  readonly json: unknown;
}

const answerTimeoutMs = 15_000;
/** A page of the largest orders that a platform gives is a few megabytes. */
const pageBytesMax = 16 * 1024 * 1024;

/**
 * Asks once. Goes to public addresses only, whatever a name leads to at the moment of connecting; follows no redirect,
 * because that would be somebody else's address. Throws `PlatformApiError` when there is no answer; every status is one.
 */
export function askOnce(
  { url, headers, body, signal, answerBytesMax = pageBytesMax }: Question,
  { allowLoopback }: { readonly allowLoopback: boolean },
): Promise<Answer> {
  if (url.protocol !== 'https:' && !(allowLoopback && url.protocol === 'http:'))
    throw new PlatformApiError('strange', 'the platform’s API has to be asked over https');
  if (isForbiddenHost(url.hostname, { allowLoopback }))
    throw new PlatformApiError('strange', 'the platform’s API is at an address that must not be asked');
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const request = url.protocol === 'https:' ? tlsRequest : plainRequest;
  const text = body === undefined ? undefined : JSON.stringify(body);
  const sent = request(
    url,
    {
      method: text === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        'user-agent': 'cart-recovery/1',
        ...(text !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      lookup: guardedLookup(allowLoopback),
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]),
    },
    (response) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      response.on('data', (part: Buffer) => {
        bytes += part.length;
        if (bytes > answerBytesMax)
          response.destroy(new PlatformApiError('strange', `it answered with more than ${answerBytesMax} bytes`));
        else parts.push(part);
      });
      response.on('error', (error) => reject(asProblem(error)));
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        const answered = Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
        );
        const json = parsed(Buffer.concat(parts));
        // A page in the way of the API, or an error of something before it.
        if (!json.ok && status < 400)
          reject(new PlatformApiError('strange', 'it answered with something else than JSON'));
        else resolve({ status, headers: answered, json: json.ok ? json.value : null });
      });
    },
  );
  sent.on('error', (error) => reject(asProblem(error)));
  sent.end(text);
  return promise;
}

function parsed(body: Buffer): { ok: true; value: unknown } | { ok: false } {
  // The same reader as for webhooks: long numbers must not be ids of their own on either way.
  return body.length === 0 ? { ok: true, value: null } : readJson(body);
}

function asProblem(cause: unknown): PlatformApiError {
  return cause instanceof PlatformApiError ? cause : new PlatformApiError('away', 'it cannot be reached', { cause });
}
