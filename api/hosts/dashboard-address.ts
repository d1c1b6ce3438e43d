import type { Context } from 'hono';
import type { ApiEnv } from '../api-deps.ts';

/**
 * Where the dashboard is for whoever asks, without a slash at the end: the name of a store's own that the request came under,
 * which the store has proved to be its own, else the installation's address. Never a host that a stranger could choose.
 */
export function dashboardAddress(c: Context<ApiEnv>, publicUrl: () => string): string {
  const host = c.get('hostStoreId') === undefined ? undefined : c.req.header('host');
  return host === undefined ? publicUrl() : `https://${host.toLowerCase()}`;
}
