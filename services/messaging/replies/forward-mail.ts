import { forwardedHeader } from '../../../channels/email/inbound-mail.ts';
import { isPlainAddress } from '../../../channels/email/mailbox.ts';
import type { EmailMessage } from '../../../channels/provider.ts';
import { escapeHtml } from '../../../channels/render/escape-html.ts';
import type { ReplyClass } from '../../../domain/replies/reply-class.ts';
import { shorten, toSingleLine } from '../../../domain/single-line.ts';

export interface ForwardMail {
  readonly to: string;
  readonly from: string;
  readonly storeName: string;
  readonly reply: {
    readonly class: ReplyClass;
    readonly fromAddress: string | null;
    readonly subject: string;
    readonly text: string;
  };
}

const subjectLengthMax = 160;

const told: Readonly<Record<ReplyClass, string>> = {
  unsubscribe: 'This person does not want reminders any more. That has taken effect.',
  complaint: 'This reads like a complaint. What was open for this person is paused.',
  question: 'This reads like a question. What was open for this person is paused.',
  other: 'What was open for this person is paused.',
  automatic: 'A program wrote this.',
  bounce: 'A mail server wrote this.',
};

/** What a person wrote, as it reaches the store's own mailbox: one reply goes to the person, and never back to the engine. */
export function forwardMail({ to, from, storeName, reply }: ForwardMail): EmailMessage {
  const subject =
    shorten(toSingleLine(reply.subject), subjectLengthMax) || `Answer to a message of ${toSingleLine(storeName)}`;
  const answersTo = reply.fromAddress !== null && isPlainAddress(reply.fromAddress) ? reply.fromAddress : null;
  const foot = [
    told[reply.class],
    reply.fromAddress === null
      ? 'Whoever wrote left no address that can be answered.'
      : answersTo === null
        ? `From ${reply.fromAddress}, by SMS: an answer to this mail does not reach them.`
        : `From ${reply.fromAddress}: answer this mail, and it goes to them.`,
  ];
  const text = reply.text === '' ? '(no text)' : reply.text;
  return {
    channel: 'email',
    to,
    from,
    subject,
    text: `${text}\n\n-- \n${foot.join('\n')}\n`,
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body style="font:16px/1.5 sans-serif"><div style="white-space:pre-wrap">${escapeHtml(text)}</div><hr>${foot.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}</body></html>`,
    headers: {
      // RFC 3834: no program answers it, and one that does is known for it.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      [forwardedHeader]: '1',
      ...(answersTo === null ? {} : { 'Reply-To': answersTo }),
    },
  };
}
