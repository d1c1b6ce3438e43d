import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isForbiddenHost } from '../../runtime/forbidden-address.ts';
import { guardedLookup } from './guarded-lookup.ts';
import { PlatformApiError } from './platform-client.ts';

/** One page of a shop, or why there is none. */
export type FetchedPage =
  | {
      readonly kind: 'page';
      /** Where the redirects ended. */
      readonly url: string;
      /** Every header of the content policy, as browsers apply them: each by itself. */
      readonly contentPolicies: readonly string[];
      readonly html: string;
    }
  | { readonly kind: 'failed'; readonly problem: PageProblem; readonly status: number | null };

export type PageProblem =
  | 'forbidden_address'
  | 'unreachable'
  | 'too_slow'
  | 'too_many_redirects'
  | 'refused'
  | 'not_html';

const redirectsMax = 3;
const pageTimeoutMs = 10_000;
/** What is behind it is not looked at: a tag belongs to the head of a page. */
const pageBytesMax = 2 * 1024 * 1024;
const userAgent = 'Mozilla/5.0 (compatible; cart-recovery/1; snippet check)';

/**
 * Fetches a page as a visitor would, from public addresses only, whatever its names and its redirects lead to at the moment of
 * connecting. Bounded in time, bytes and redirects.
 */
export async function fetchPage(
  start: URL,
  { allowLoopback }: { readonly allowLoopback: boolean },
): Promise<FetchedPage> {
  const timeout = AbortSignal.timeout(pageTimeoutMs);
  let url = start;
  for (let redirects = 0; redirects <= redirectsMax; redirects++) {
    if (!isAllowed(url, allowLoopback)) return failed('forbidden_address');
    const answer = await visit(url, { allowLoopback, signal: timeout }).catch((error: unknown) =>
      problemOf(error, timeout),
    );
    if ('kind' in answer) return answer;
    const { status, location } = answer;
    if (status < 300 || status > 399 || location === undefined) return judge(url, answer);
    const next = URL.parse(location, url.href);
    if (!next) return failed('unreachable', status);
    url = next;
  }
  return failed('too_many_redirects');
}

function isAllowed(url: URL, allowLoopback: boolean): boolean {
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  // Shops answer on the usual ports; others would make this a way to look for servers.
  const isUsualPort = url.port === '' || allowLoopback;
  return isWeb && isUsualPort && !url.username && !url.password && !isForbiddenHost(url.hostname, { allowLoopback });
}

interface Visited {
  readonly status: number;
  readonly location: string | undefined;
  readonly contentType: string;
  readonly contentPolicies: readonly string[];
  readonly html: string;
}

function judge(url: URL, { status, contentType, contentPolicies, html }: Visited): FetchedPage {
  if (status < 200 || status > 299) return failed('refused', status);
  if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(contentType)) return failed('not_html', status);
  return { kind: 'page', url: url.href, contentPolicies, html };
}

function visit(url: URL, { allowLoopback, signal }: { allowLoopback: boolean; signal: AbortSignal }): Promise<Visited> {
  const { promise, resolve, reject } = Promise.withResolvers<Visited>();
  const request = url.protocol === 'https:' ? tlsRequest : plainRequest;
  const headers = { accept: 'text/html', 'accept-encoding': 'identity', 'user-agent': userAgent };
  const sent = request(url, { headers, lookup: guardedLookup(allowLoopback), signal }, (response) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    const end = () => {
      resolve({
        status: response.statusCode ?? 0,
        location: response.headers.location,
        contentType: response.headers['content-type'] ?? '',
        contentPolicies: policiesOf(response),
        html: Buffer.concat(parts).toString('utf8').slice(0, pageBytesMax),
      });
    };
    response.on('data', (part: Buffer) => {
      bytes += part.length;
      parts.push(part);
      if (bytes < pageBytesMax) return;
      end();
      response.destroy();
    });
    response.on('error', reject);
    response.on('end', end);
  });
  sent.on('error', reject);
  sent.end();
  return promise;
}

function policiesOf({ headersDistinct }: IncomingMessage): readonly string[] {
  return headersDistinct['content-security-policy'] ?? [];
}

function problemOf(error: unknown, timeout: AbortSignal): FetchedPage {
  if (timeout.aborted) return failed('too_slow');
  return failed(error instanceof PlatformApiError ? 'forbidden_address' : 'unreachable');
}

function failed(problem: PageProblem, status: number | null = null): FetchedPage {
  return { kind: 'failed', problem, status };
}
