/**
 * What carries a message to a telephone number. They are ways of the one channel `sms` and no channels: a message has one claim, one
 * identity and one place in the caps, whatever carried it (docs/adr/0032-carriers-of-the-phone-channel.md).
 */
export const carriers = ['sms', 'whatsapp', 'rcs'] as const;
export type Carrier = (typeof carriers)[number];

/** Those that may be tried before SMS, which reaches every phone. */
export const richCarriers = ['whatsapp', 'rcs'] as const;
export type RichCarrier = (typeof richCarriers)[number];

/** How one attempt is carried. */
export type Carriage =
  | { readonly kind: 'sms' }
  /** The text as it stands: by RCS, or by WhatsApp while the person's window is open. */
  | { readonly kind: 'text'; readonly carrier: RichCarrier }
  | {
      readonly kind: 'template';
      readonly carrier: RichCarrier;
      readonly contentSid: string;
      /** What stands for {{1}}, {{2}} and so on. */
      readonly variables: readonly ContentVariable[];
    };

export const bySms: Carriage = { kind: 'sms' };

export function carrierOf(carriage: Carriage): Carrier {
  return carriage.kind === 'sms' ? 'sms' : carriage.carrier;
}

/** What may stand for a variable of a vendor's template. Part of the API: add, never rename. */
export const contentVariables = [
  'store_name',
  'first_name',
  'first_item',
  'items',
  'cart_total',
  'restore_link',
  /** The end of the link, for a button whose address begins with the engine's own. */
  'restore_code',
  'unsubscribe_link',
  /** The whole text of the SMS. */
  'text',
] as const;
export type ContentVariable = (typeof contentVariables)[number];

/** Our template in one language as a vendor's template says it. */
export interface ContentTemplate {
  readonly carrier: RichCarrier;
  readonly locale: string;
  readonly contentSid: string;
  readonly variables: readonly ContentVariable[];
  /** Not null: the vendor has paused or rejected it, by this code. */
  readonly stoppedCode: string | null;
}

/** A carrier that did not carry a message, and why. SMS is one where the telephone was away, and it was tried once more. */
export interface PassedCarrier {
  readonly carrier: Carrier;
  /** A `PassReason`, or the code by which the vendor refused. */
  readonly because: string;
  /** The vendor said it of this message: it is not tried again. */
  readonly refused: boolean;
  /** The vendor's id of what it took and could not deliver: what else is reported of it counts no more. */
  readonly providerMessageId: string | null;
}

/** Why a carrier is not tried. Part of the API: add, never rename. */
export const passReasons = ['not_connected', 'country_rule', 'not_agreed', 'no_template', 'empty_variable'] as const;
export type PassReason = (typeof passReasons)[number];
