/** The endpoints whose events speak of consent: the shop's own (API and platforms), its pages, and a confirmed opt-in. */
export const consentOrigins = ['shop', 'browser', 'confirmation'] as const;
export type ConsentOrigin = (typeof consentOrigins)[number];

/**
 * By which way a word about somebody's consent came in. The way itself says so, never the one who speaks: a free text of a
 * shop does not make it a browser's, and a browser cannot claim to be a shop.
 */
export const consentProvenances = [
  ...consentOrigins,
  'unsubscribe_link',
  'delivery_report',
  'inbound_message',
  'privacy_request',
] as const;
export type ConsentProvenance = (typeof consentProvenances)[number];

interface ConsentWords {
  readonly source: string;
  readonly provenance?: ConsentOrigin;
}

/** Events in the log from before the endpoints said it: there a browser's source began like this. */
const browserSourcePrefix = 'browser: ';

export function consentProvenanceOf({ source, provenance }: ConsentWords): ConsentOrigin {
  return provenance ?? (source.startsWith(browserSourcePrefix) ? 'browser' : 'shop');
}

/** A yes from where anybody can speak for anybody: it is kept as what was said and moves nobody. */
export function isBrowserGrant(event: ConsentWords & { readonly status: string }): boolean {
  return event.status === 'granted' && consentProvenanceOf(event) === 'browser';
}
