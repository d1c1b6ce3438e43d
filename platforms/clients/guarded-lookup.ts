import { lookup as lookUp } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isForbiddenAddress } from './forbidden-address.ts';
import { PlatformApiError } from './platform-client.ts';

/** Looks a name up like Node does, and hands on only addresses that may be asked. */
export function guardedLookup(allowLoopback: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const allowed = addresses.filter(({ address }) => !isForbiddenAddress(address, { allowLoopback }));
      const [first] = allowed;
      if (!first)
        return callback(new PlatformApiError('strange', 'the name leads to an address that must not be asked'), '', 0);
      if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}
