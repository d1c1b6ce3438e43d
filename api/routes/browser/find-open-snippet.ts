import type { Context } from 'hono';
import { allowsOrigin } from '../../../services/ingest/snippets/allows-origin.ts';
import type { FoundSnippet } from '../../../services/ingest/snippets/find.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { Admission } from '../../admission.ts';
import type { ApiEnv } from '../../api-deps.ts';
import type { LookUpCache } from '../../look-up-cache.ts';
import { addressOfRequest } from '../../rate-limit/client-address.ts';
import { findKeyForStranger } from '../../rate-limit/find-for-stranger.ts';

export interface BrowserEndpoint extends Pick<Admission, 'addressLimits' | 'clientAddressOf'> {
  readonly snippets: LookUpCache<FoundSnippet>;
  /** Origins that the installation allows at all. */
  readonly corsOrigins: '*' | readonly string[];
}

/**
 * The store behind a browser's request. Every page may read the answer, refusals too, because a script has to learn
 * that it should stop; which pages are served is decided here. Throws `gone` for an unknown key as for a snippet that is
 * switched off, and `forbidden` for a page that is not the shop's.
 */
export async function findOpenSnippet(c: Context<ApiEnv>, key: string, door: BrowserEndpoint): Promise<FoundSnippet> {
  const { corsOrigins } = door;
  c.header('access-control-allow-origin', '*');
  c.header('access-control-expose-headers', 'retry-after, x-request-id');
  const snippet = await knownSnippet(c, key, door);
  if (!snippet?.enabled)
    throw new ServiceError('gone', 'The snippet of this store is switched off, or its key changed.');
  const origin = c.req.header('origin');
  const allowed =
    origin === undefined || ((corsOrigins === '*' || corsOrigins.includes(origin)) && allowsOrigin(snippet, origin));
  if (!allowed)
    throw new ServiceError('forbidden', 'This page is none of the shop’s: add its origin to the snippet’s settings.');
  return snippet;
}

/** The snippet of a key, switched off or not; a change is seen within seconds. */
export async function knownSnippet(
  c: Context<ApiEnv>,
  key: string,
  { snippets, addressLimits, clientAddressOf }: BrowserEndpoint,
): Promise<FoundSnippet | null> {
  const known = snippets.peek(key);
  if (known !== undefined) return known;
  return findKeyForStranger(snippets, key, { addressLimits, address: addressOfRequest(c, clientAddressOf) });
}
