import { isForbiddenHost } from '../../../runtime/forbidden-address.ts';
import { ServiceError } from '../../shared/service-error.ts';

/**
 * Throws `invalid` unless this may be the address of a platform's API. What the name leads to is checked again at every
 * connection: this is only to say so early.
 */
export function checkApiUrl(text: string, { allowLoopback }: { readonly allowLoopback: boolean }): void {
  const url = URL.parse(text);
  const problem = !url
    ? 'must be a URL'
    : url.username || url.password || url.search || url.hash
      ? 'must be a plain address, without a user, a query or a fragment'
      : url.protocol !== 'https:' && !(allowLoopback && url.protocol === 'http:')
        ? 'must begin with https://'
        : isForbiddenHost(url.hostname, { allowLoopback })
          ? 'must be an address on the public internet'
          : null;
  if (problem) throw new ServiceError('invalid', problem, { path: 'api.url' });
}
