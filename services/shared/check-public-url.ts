import { isForbiddenHost } from '../../runtime/forbidden-address.ts';
import { ServiceError } from './service-error.ts';

/**
 * Throws `invalid` for an address of a store's own that nothing may be posted to; what its name leads to is checked again at
 * every connection. `path` names the field.
 */
export function checkPublicUrl(
  text: string,
  { allowLoopback, path }: { readonly allowLoopback: boolean; readonly path: string },
): void {
  const url = URL.parse(text);
  const isSafe =
    url !== null &&
    !url.username &&
    !url.password &&
    !url.hash &&
    (url.protocol === 'https:' || (allowLoopback && url.protocol === 'http:')) &&
    !isForbiddenHost(url.hostname, { allowLoopback });
  if (!isSafe)
    throw new ServiceError('invalid', 'must be an https address on the public internet, without a user', { path });
}
