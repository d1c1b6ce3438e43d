import { createAsk } from './ask-patiently.ts';
import { createBigCommerceClient } from './bigcommerce.ts';
import type { ApiAccess, PlatformClient } from './platform-client.ts';
import { createShopifyClient } from './shopify.ts';
import { createWooCommerceClient } from './woocommerce.ts';

/** Makes the client of one shop's API. */
export type CreateClient = (access: ApiAccess) => PlatformClient;

/** Platforms whose own API can be asked, by name: a new one is a file and a line here. */
export function createClients(options: { readonly allowLoopback: boolean }): ReadonlyMap<string, CreateClient> {
  const ask = createAsk(options);
  return new Map<string, CreateClient>([
    ['shopify', (access) => createShopifyClient(ask, access)],
    ['woocommerce', (access) => createWooCommerceClient(ask, access)],
    ['bigcommerce', (access) => createBigCommerceClient(ask, access)],
  ]);
}
