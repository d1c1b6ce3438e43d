import type { Ask } from './ask-patiently.ts';
import type { ApiAccess } from './platform-client.ts';

/** What a minter or a catalog is opened with: the API access of this platform's integration, or an address of the store's own. */
export type UnitNeeds = { readonly kind: 'platform'; readonly platform: string } | { readonly kind: 'address' };

export interface UnitMeans {
  readonly ask: Ask;
  readonly allowLoopback: boolean;
  /** Where and as whom: of an address of the store's own the token is the secret that signs. */
  readonly access: ApiAccess;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
