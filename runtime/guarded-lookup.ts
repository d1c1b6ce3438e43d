import { lookup as lookUp } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isForbiddenAddress } from './forbidden-address.ts';

/**
 * Looks a name up like Node does, and hands on only addresses that may be asked: it is used at the moment of connecting, so
 * a name that leads elsewhere by then leads nowhere. `refusal` is the error of a name without such an address.
 */
export function guardedLookup(allowLoopback: boolean, refusal: () => Error): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const allowed = addresses.filter(({ address }) => !isForbiddenAddress(address, { allowLoopback }));
      const [first] = allowed;
      if (!first) return callback(refusal(), '', 0);
      if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}
