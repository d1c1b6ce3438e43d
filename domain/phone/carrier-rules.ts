import type { RichCarrier } from './carrier.ts';

/** Where a carrier takes no marketing. Data with its source and no legal advice. */
export interface CarrierRule {
  readonly id: string;
  readonly carrier: RichCarrier;
  /** Beginning of the numbers in E.164. */
  readonly prefix: string;
  readonly source: { readonly name: string; readonly url: string };
  /** When the source was read, as a calendar day. */
  readonly asOf: string;
}

export const carrierRules: readonly CarrierRule[] = [
  {
    ...{ id: 'whatsapp-marketing-1', carrier: 'whatsapp', prefix: '+1' },
    source: {
      name: 'Marketing templates are not delivered to numbers of the country code 1 since 1 April 2025; Twilio reports 63049',
      url: 'https://www.twilio.com/docs/api/errors/63049',
    },
    asOf: '2026-11-27',
  },
];

export function isCarrierForbidden(carrier: RichCarrier, phone: string): boolean {
  return carrierRules.some((rule) => rule.carrier === carrier && phone.startsWith(rule.prefix));
}
