/** What a country asks of SMS whose sender is letters, which no telephone can answer. Data with its source and no legal advice. */
export interface LettersRule {
  readonly id: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** `stop_number`: the text names a number that takes a STOP. `not_carried`: its networks carry none. */
  readonly asks: 'stop_number' | 'not_carried';
  readonly source: { readonly name: string; readonly url: string };
  /** When the source was read, as a calendar day. */
  readonly asOf: string;
}

const notCarried = {
  asks: 'not_carried',
  source: {
    name: 'Twilio, alphanumeric sender IDs by country',
    url: 'https://help.twilio.com/articles/223133767-International-support-for-Alphanumeric-Sender-ID',
  },
  asOf: '2026-11-27',
} as const;

export const lettersRules: readonly LettersRule[] = [
  {
    ...{ id: 'fr-stop-number', country: 'FR', asks: 'stop_number' },
    source: {
      name: 'French operators: a marketing SMS says STOP and a number of five digits',
      url: 'https://captainverify.com/fr/blog/stop-sms-loi.html',
    },
    asOf: '2026-11-27',
  },
  { id: 'us-letters', country: 'US', ...notCarried },
  { id: 'ca-letters', country: 'CA', ...notCarried },
];
