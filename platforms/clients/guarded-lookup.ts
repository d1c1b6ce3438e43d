import type { LookupFunction } from 'node:net';
import { guardedLookup as guard } from '../../runtime/guarded-lookup.ts';
import { PlatformApiError } from './platform-client.ts';

/** Looks a name up like Node does, and hands on only addresses that may be asked. */
export function guardedLookup(allowLoopback: boolean): LookupFunction {
  const refusal = () => new PlatformApiError('strange', 'the name leads to an address that must not be asked');
  return guard(allowLoopback, refusal);
}
