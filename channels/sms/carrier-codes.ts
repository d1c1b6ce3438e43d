import type { RichCarrier } from '../../domain/phone/carrier.ts';

/** Twilio's codes that say of WhatsApp or RCS alone: https://www.twilio.com/docs/api/errors. */
export type CarrierFault =
  /** This carrier does not reach the person, and nothing was delivered: the next one may. */
  | 'not_reached'
  /** What was approved once is paused, disabled or rejected, whoever the recipient is. */
  | 'template_stopped';

/**
 * No account there (63003, 63024), the window closed (63016), held back by WhatsApp (63032, 63049), a phone without RCS (63036).
 * Never a time-out or a limit: a message that may still arrive is not sent by another way.
 */
const notReached: ReadonlySet<string> = new Set(['63003', '63016', '63024', '63032', '63036', '63049']);
const templateStopped: ReadonlySet<string> = new Set(['63040', '63041', '63042']);

export function carrierFaultOf(code: string | undefined): CarrierFault | undefined {
  if (code === undefined) return undefined;
  if (notReached.has(code)) return 'not_reached';
  return templateStopped.has(code) ? 'template_stopped' : undefined;
}

/** Too many messages of this sender in a moment. */
export const carrierRateLimit = '63018';

/** `whatsapp:+49151…`, as Twilio names an address of another carrier than SMS. */
export function addressAt(carrier: RichCarrier, phone: string): string {
  return `${carrier}:${phone}`;
}

/** Whose number it is, and what it was written by; undefined for an address of another kind. */
export function readAddress(
  address: string,
): { readonly phone: string; readonly carrier: RichCarrier | null } | undefined {
  const [, carrier, phone] = address.match(/^(?:(whatsapp|rcs):)?(\+[1-9]\d{6,14})$/) ?? [];
  if (phone === undefined) return undefined;
  return { phone, carrier: carrier === 'whatsapp' || carrier === 'rcs' ? carrier : null };
}
