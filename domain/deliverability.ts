/** What a mailbox provider or a sending service asks of a rate, with where it says so. */
export interface RateLimit {
  readonly measure: 'complaint_rate' | 'bounce_rate';
  /** From here on something should be done: a share. */
  readonly warn: number;
  /** From here on messages are refused or the account is stopped. */
  readonly bad: number;
  /** With fewer messages one of them would decide: nothing is said. */
  readonly messagesMin: number;
  readonly source: { readonly name: string; readonly url: string };
}

/** For e-mail only: nobody publishes such limits for SMS and push. */
export const emailRateLimits: readonly RateLimit[] = [
  {
    measure: 'complaint_rate',
    warn: 0.001,
    bad: 0.003,
    messagesMin: 1_000,
    source: { name: 'Gmail and Yahoo, rules for bulk senders', url: 'https://support.google.com/a/answer/81126' },
  },
  {
    measure: 'bounce_rate',
    warn: 0.05,
    bad: 0.1,
    messagesMin: 100,
    source: {
      name: 'Amazon SES, reviews of senders',
      url: 'https://docs.aws.amazon.com/ses/latest/dg/faqs-enforcement.html',
    },
  },
];
