import { escapeHtml } from '../../../channels/render/escape-html.ts';
import type { AccountMail } from '../mailer.ts';

/** What an invited person reads. */
export function invitationMail({
  storeName,
  url,
  ...mail
}: Pick<AccountMail, 'storeId' | 'to' | 'idempotencyKey'> & {
  readonly storeName: string;
  readonly url: string;
}): AccountMail {
  const said = `You are invited to work in ${storeName}. Open this page to join; it works for a week, for you alone:`;
  const ignored = 'If you did not expect this, do nothing.';
  return {
    ...mail,
    subject: `Invitation to ${storeName}`,
    text: `${said}\n\n${url}\n\n${ignored}\n`,
    html: `<p>${escapeHtml(said)}</p><p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p><p>${ignored}</p>`,
  };
}
