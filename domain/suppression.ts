/** Why an address is not written to any more. Causes are part of the public API: add, never rename. */
export const suppressionCauses = [
  /** The customer said no. */
  'unsubscribe',
  /** The address takes nothing. */
  'bounce',
  /** The customer marked a message as unwanted. */
  'complaint',
  /** The address is none, or belongs to nobody any more. */
  'invalid',
  /** The address refused messages for the moment on too many days in a row. */
  'soft_bounces',
  /** A person of the team decided it. */
  'operator',
  /** The customer had their data deleted. */
  'privacy_request',
] as const;
export type SuppressionCause = (typeof suppressionCauses)[number];

/**
 * Whether a person of the team may let an address be written to again: only where it was technical or the team's own
 * decision. What the customer wants, only the customer takes back.
 */
export function mayLift(cause: SuppressionCause): boolean {
  return cause === 'bounce' || cause === 'soft_bounces' || cause === 'invalid' || cause === 'operator';
}
