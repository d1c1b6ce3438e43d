import { type Database, lookUp } from '../../../db/postgres/tenancy.ts';
import type { Snippet } from './settings.ts';

/** What the browser's endpoint has to know of a store. */
export interface FoundSnippet extends Snippet {
  readonly storeId: string;
  readonly storeUrl: string | null;
  readonly storeLocale: string;
  /** Where the shops behind the store's integrations answer. */
  readonly integrationUrls: readonly string[];
}

const shape = /^pk_[0-9a-f]{32}$/;

/** The snippet with this key, switched off or not. Looked for over all stores, because the key says which one is meant. */
export async function findSnippet(
  database: Pick<Database, 'app'>,
  publishableKey: string,
): Promise<FoundSnippet | null> {
  if (!shape.test(publishableKey)) return null;
  const [found] = await lookUp(database)<(Omit<FoundSnippet, 'updatedAt'> & { readonly updatedAt: number })[]>`
    select store_id as "storeId", publishable_key as "publishableKey", enabled, consent_required as "consentRequired",
      honour_signals as "honourSignals", auto_capture as "autoCapture", email_capture as "emailCapture",
      restore_carts as "restoreCarts", allowed_origins as "allowedOrigins",
      round(extract(epoch from updated_at) * 1000)::float8 as "updatedAt", store_url as "storeUrl",
      store_locale as "storeLocale", integration_urls as "integrationUrls"
    from find_snippet(${publishableKey})`;
  return found ? { ...found, updatedAt: new Date(found.updatedAt) } : null;
}
