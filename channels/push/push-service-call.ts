import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isForbiddenHost } from '../../runtime/forbidden-address.ts';
import { guardedLookup } from '../../runtime/guarded-lookup.ts';
import { failureOf, VendorCallError } from '../vendor-call.ts';

/** One request to a push service, whose address came from a browser. */
export interface PushServiceCall {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Only where the address is our own, for tests. */
  readonly allowLoopback: boolean;
}

/** What it says: its body is for people. */
export interface PushServiceAnswer {
  readonly status: number;
  readonly headers: Headers;
}

/**
 * Posts once, to public addresses only, whatever the name leads to at the moment of connecting; redirects are not followed.
 * Unlike `callVendor` it needs no body: the status line is the answer. Throws `VendorCallError` where there is none.
 */
export async function callPushService(call: PushServiceCall): Promise<PushServiceAnswer> {
  if (call.signal.aborted) throw new VendorCallError({ kind: 'not_sent', code: 'cancelled' });
  if (isForbiddenHost(call.url.hostname, call)) throw forbidden();
  const { promise, resolve, reject } = Promise.withResolvers<PushServiceAnswer>();
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(call.timeoutMs)]);
  const request = call.url.protocol === 'https:' ? tlsRequest : plainRequest;
  const sent = request(
    call.url,
    {
      method: 'POST',
      headers: { ...call.headers, 'content-length': String(call.body.byteLength) },
      lookup: guardedLookup(call.allowLoopback, forbidden),
      signal,
    },
    (response) => {
      const headers = Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
        values.map((value): [string, string] => [name, value]),
      );
      resolve({ status: response.statusCode ?? 0, headers: new Headers(headers) });
      response.destroy();
    },
  );
  sent.on('error', (error) => {
    if (error instanceof VendorCallError) reject(error);
    else reject(new VendorCallError(failureOf(signal.aborted ? signal.reason : error)));
  });
  sent.end(call.body);
  return promise;
}

function forbidden(): VendorCallError {
  return new VendorCallError({ kind: 'not_sent', code: 'forbidden_address' });
}
