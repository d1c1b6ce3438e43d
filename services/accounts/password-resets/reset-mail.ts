import { escapeHtml } from '../../../channels/render/escape-html.ts';
import type { AccountMail } from '../mailer.ts';

const words = {
  en: {
    subject: 'A new password for your account',
    said: 'Somebody asked for a new password for your account. Set it on this page; the link works once, for half an hour:',
    ignored: 'If it was not you, do nothing: your password stays as it is.',
  },
  de: {
    subject: 'Ein neues Passwort für Ihr Konto',
    said: 'Jemand hat ein neues Passwort für Ihr Konto angefordert. Legen Sie es auf dieser Seite fest; der Link gilt einmal und eine halbe Stunde lang:',
    ignored: 'Wenn Sie das nicht waren, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.',
  },
} as const;

/** What somebody reads who has forgotten their password. */
export function resetMail({
  locale,
  url,
  ...mail
}: Pick<AccountMail, 'storeId' | 'to' | 'idempotencyKey'> & {
  readonly locale: string;
  readonly url: string;
}): AccountMail {
  const { subject, said, ignored } = words[locale === 'de' ? 'de' : 'en'];
  return {
    ...mail,
    subject,
    text: `${said}\n\n${url}\n\n${ignored}\n`,
    html: `<p>${escapeHtml(said)}</p><p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p><p>${escapeHtml(ignored)}</p>`,
  };
}
