import { withoutTrailingSlashes } from './trailing-slashes.ts';

/** An address without its user and password, which `fetch` refuses, and without a slash at its end. */
export interface AddressedServer {
  readonly base: string;
  /** The value of the header `authorization`; undefined: the address names nobody. */
  readonly authorization: string | undefined;
}

/** User and password in an address go as Basic authentication. */
export function splitCredentials(url: string): AddressedServer {
  const parsed = new URL(url);
  const [user, password] = [parsed.username, parsed.password].map(decodeURIComponent);
  parsed.username = '';
  parsed.password = '';
  return {
    base: withoutTrailingSlashes(parsed.href),
    authorization: user || password ? `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` : undefined,
  };
}
