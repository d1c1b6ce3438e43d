import { ServiceError } from '../../services/shared/service-error.ts';
import type { LookUpCache } from '../look-up-cache.ts';
import type { AddressLimits, LimitedEndpoint } from './address-limits.ts';

export interface Toll {
  readonly addressLimits: AddressLimits;
  readonly door: LimitedEndpoint;
  readonly address: string | null;
}

/**
 * Asks the database for what a stranger named: only a name that nothing is found for costs a point of the address, and
 * an address without points gets no more questions. What was found before, or is being asked for already, is looked up
 * for everybody, so that one who floods the endpoint does not lock out those who share the address. Throws `rate_limited`.
 */
export async function findForStranger<Found>(
  cache: Pick<LookUpCache<Found>, 'find' | 'isFamiliar'>,
  name: string,
  { addressLimits, door, address }: Toll,
): Promise<Found | null> {
  const isFamiliar = cache.isFamiliar(name);
  // Before the question: a thousand that come at once must not all be asked.
  if (!isFamiliar) addressLimits.spend(door, address, 1);
  const found = await cache.find(name).catch((error: unknown) => {
    if (!isFamiliar) addressLimits.giveBack(door, address, 1);
    throw error;
  });
  if (found && !isFamiliar) addressLimits.giveBack(door, address, 1);
  if (!found && isFamiliar) addressLimits.spend(door, address, 1);
  return found;
}

/** The same for a key. Throws `unavailable` when the database cannot tell. */
export async function findKeyForStranger<Found>(
  cache: Pick<LookUpCache<Found>, 'find' | 'isFamiliar'>,
  name: string,
  toll: Omit<Toll, 'door'>,
): Promise<Found | null> {
  try {
    return await findForStranger(cache, name, { ...toll, door: 'unknown_keys' });
  } catch (cause) {
    if (cause instanceof ServiceError) throw cause;
    throw new ServiceError('unavailable', 'Keys cannot be checked at the moment.', { cause });
  }
}
