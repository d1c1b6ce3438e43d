/**
 * What a vendor of e-mail has a domain publish, by what is publicly known of the set-up of Mailgun, Resend, SendGrid (Twilio) and
 * Amazon SES (November 2026). A vendor may name other selectors for a domain: an operator states those in a setting.
 */
export interface DomainSigning {
  /**
   * Where SPF lets it send: by a record that the sender's domain includes, or at a domain of its own that takes the bounces,
   * so that the sender's domain need not name it. Null: nobody knows, as of a server of one's own.
   */
  readonly spf: { readonly include: string } | 'own_bounce_domain' | null;
  /** Names of its keys; none: they differ for every domain. */
  readonly dkimSelectors: readonly string[];
}

const unknown: DomainSigning = { spf: null, dkimSelectors: [] };

const signing: Readonly<Record<string, DomainSigning>> = {
  mailgun: { spf: { include: 'mailgun.org' }, dkimSelectors: ['k1', 'mailo', 'pic', 'smtp'] },
  resend: { spf: 'own_bounce_domain', dkimSelectors: ['resend'] },
  sendgrid: { spf: 'own_bounce_domain', dkimSelectors: ['s1', 's2'] },
  ses: { spf: 'own_bounce_domain', dkimSelectors: [] },
};

export function signingOf(provider: string): DomainSigning {
  return signing[provider] ?? unknown;
}
