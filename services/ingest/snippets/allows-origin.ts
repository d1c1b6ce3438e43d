import { shopUrl } from '../../../domain/shop-url.ts';
import type { FoundSnippet } from './find.ts';
import { sandboxOrigin } from './settings.ts';

/**
 * Whether a page of this origin may use the store's snippet: the site of the store's own address, and what the store
 * names beside it. Keeps other sites' pages out; a program can claim any origin, so nothing else rests on it.
 */
export function allowsOrigin(
  { storeUrl, allowedOrigins }: Pick<FoundSnippet, 'storeUrl' | 'allowedOrigins'>,
  origin: string,
): boolean {
  if (allowedOrigins.includes(origin)) return true;
  return origin !== sandboxOrigin && shopUrl(origin, storeUrl) !== null;
}

/** The sites that are the shop's own: its address, the origins that it named, and the platforms behind it. */
export function ownSites({
  storeUrl,
  allowedOrigins,
  integrationUrls,
}: Pick<FoundSnippet, 'storeUrl' | 'allowedOrigins' | 'integrationUrls'>): readonly string[] {
  return [...(storeUrl === null ? [] : [storeUrl]), ...allowedOrigins, ...integrationUrls].filter(
    (site) => site !== sandboxOrigin,
  );
}
