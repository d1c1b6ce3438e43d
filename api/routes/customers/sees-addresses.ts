import { type Caller, holds } from '../../../domain/actor.ts';

/**
 * Whether a read shows names and addresses in full. A program that may see them sees them at once; to a person they are
 * masked until they ask for those of one customer, which is written down.
 */
export function seesAddresses(actor: Caller): boolean {
  return actor.kind !== 'user' && holds(actor, 'customers:unmask');
}
