/** What a store's API key may do: every key holds one or more of these. Scopes are part of the public API: add, never rename. */
export const keyScopes = ['events:write', 'carts:read', 'campaigns:write', 'store:admin'] as const;
export type KeyScope = (typeof keyScopes)[number];
