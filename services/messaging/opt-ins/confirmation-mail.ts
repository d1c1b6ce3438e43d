import type { EmailMessage } from '../../../channels/provider.ts';
import { escapeHtml } from '../../../channels/render/escape-html.ts';
import { dayMs } from '../../../domain/duration.ts';
import { toSingleLine } from '../../../domain/single-line.ts';
import { optInLimits } from './limits.ts';

/**
 * Asks an address whether it wants reminders. It goes to whoever somebody typed in, so it holds nothing that came from a
 * browser: no names, no goods, no pictures, and no link but the one to answer.
 */
export function confirmationMail({
  to,
  from,
  storeName,
  url,
}: {
  readonly to: string;
  readonly from: string;
  readonly storeName: string;
  readonly url: string;
}): EmailMessage {
  const store = toSingleLine(storeName);
  const paragraphs = [
    `This address was entered at ${store}, with a yes to reminders by e-mail.`,
    `Was it you? Then please confirm it within ${optInLimits.linkMs / dayMs} days:`,
  ];
  const otherwise = 'Was it not you? Then do nothing: without your answer there will be no reminders.';
  return {
    channel: 'email',
    to,
    from,
    subject: `Please confirm: reminders from ${store}`,
    text: [...paragraphs, url, otherwise, ''].join('\n\n'),
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Please confirm</title></head><body style="font:16px/1.5 sans-serif">${paragraphs
      .map((text) => `<p>${escapeHtml(text)}</p>`)
      .join('')}<p><a href="${escapeHtml(url)}">Answer here</a></p><p>${escapeHtml(otherwise)}</p></body></html>`,
    headers: {},
  };
}
