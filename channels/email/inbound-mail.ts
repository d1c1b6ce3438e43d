import { hash } from 'node:crypto';
import PostalMime, { type Address, type Email } from 'postal-mime';
import { z } from 'zod';
import { replyTextLengthMax } from '../../domain/replies/own-words.ts';
import type { ReplyWriter } from '../../domain/replies/reply-class.ts';
import { storableText } from '../../domain/storable-text.ts';
import { textTwin } from '../render/text-twin.ts';
import { isPlainAddress } from './mailbox.ts';

/** Of a longer one the beginning is read: texts stand before attachments. */
const readBytesMax = 1_024 * 1_024;
const recipientsMax = 50;
const subjectLengthMax = 300;
const idLengthMax = 300;
const partsDeepMax = 20;
const headBytesMax = 256 * 1_024;

/** Carried by what the engine forwards: a mail that comes back with it was answered by a program, or went in a circle. */
export const forwardedHeader = 'X-Cart-Recovery-Forwarded';

/** What is read of a mail that somebody sent to the installation; nothing else of it is kept. */
const inboundMailSchema = z.object({
  /** The same for the same mail, however often it is handed over. */
  id: z.string(),
  /** Lower case; null: none that can be read in one way only. */
  from: z.string().nullable(),
  /** Every address that it went to, as far as its head says, in the case that it has there. */
  recipients: z.array(z.string()),
  /** The `Message-ID` that it answers, without its brackets. */
  inReplyTo: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  writer: z.enum(['person', 'program', 'mail_server'] satisfies ReplyWriter[]),
});
export type InboundMail = z.infer<typeof inboundMailSchema>;

/** Reads a mail of RFC 5322; whatever is wrong with it, what can be read is. `recipients`: whom the mail server took it for. */
export async function readInboundMail(raw: Uint8Array, recipients: readonly string[] = []): Promise<InboundMail> {
  const mail = await new PostalMime({ maxNestingDepth: partsDeepMax, maxHeadersSize: headBytesMax })
    .parse(raw.subarray(0, readBytesMax))
    .catch((): Email => ({ headers: [], headerLines: [], attachments: [] }));
  return {
    id: hash('sha256', mail.messageId ? mail.messageId.slice(0, idLengthMax) : raw, 'base64url'),
    from: plainAddress(mail.from?.address),
    recipients: recipientsOf(mail, recipients),
    inReplyTo: mail.inReplyTo ? storable(mail.inReplyTo.replaceAll(/[<>\s]/g, ''), idLengthMax) : null,
    subject: storable(mail.subject ?? '', subjectLengthMax),
    text: storable(textOf(mail), replyTextLengthMax),
    writer: writerOf(mail),
  };
}

/** As it was kept; throws for what is no kept mail. */
export function inboundMailOf(body: Uint8Array): InboundMail {
  return inboundMailSchema.parse(JSON.parse(Buffer.from(body).toString()));
}

function recipientsOf(mail: Email, envelope: readonly string[]): string[] {
  const named = ['delivered-to', 'x-original-to', 'envelope-to', 'x-forwarded-to'].flatMap((name) =>
    headersOf(mail, name).map((value) => value.replaceAll(/[<>\s]/g, '')),
  );
  const addressed = [...(mail.to ?? []), ...(mail.cc ?? [])].flatMap(addressesOf);
  return [...new Set([...envelope, ...named, ...addressed])].filter(isPlainAddress).slice(0, recipientsMax);
}

function addressesOf(address: Address): readonly string[] {
  return address.address === undefined ? address.group.map((one) => one.address) : [address.address];
}

function textOf({ text, html }: Email): string {
  if (text?.trim()) return text;
  // A quotation is marked as one in the markup only.
  return html ? textTwin(withoutQuotations(html)) : '';
}

/** By what the elements are known in which mail programs quote the message that is answered. */
const quotationMarks = ['gmail_quote', 'yahoo_quoted', 'moz-cite-prefix', 'appendonsend'];

/** Up to the first quotation: what stands inside it, or behind it, is not looked at. */
function withoutQuotations(html: string): string {
  const lower = html.toLowerCase();
  for (let at = lower.indexOf('<'); at >= 0; at = lower.indexOf('<', at + 1)) {
    const end = lower.indexOf('>', at);
    const tag = lower.slice(at, end < 0 ? undefined : end);
    if (tag.startsWith('<blockquote')) return html.slice(0, at);
    if (tag.startsWith('<div') && quotationMarks.some((mark) => tag.includes(mark))) return html.slice(0, at);
    if (end < 0) break;
  }
  return html;
}

/**
 * RFC 3834 and the marks from before it. A mail server's report has no return path, or is a report by its type; a program says
 * that it answers by itself, that it writes to many, or that nobody shall answer it automatically.
 */
function writerOf(mail: Email): ReplyWriter {
  const first = (name: string) => headersOf(mail, name)[0]?.trim().toLowerCase();
  if (first('content-type')?.startsWith('multipart/report')) return 'mail_server';
  if (first('return-path') === '<>') return 'mail_server';
  if (/^(?:mailer-daemon|postmaster)@/i.test(mail.from?.address ?? '')) return 'mail_server';
  const automatic = first('auto-submitted');
  if (automatic !== undefined && !/^no\b/.test(automatic)) return 'program';
  if (['bulk', 'junk', 'list', 'auto_reply'].includes(first('precedence') ?? '')) return 'program';
  const marks = [forwardedHeader, 'list-id', 'x-autoreply', 'x-autorespond', 'x-auto-reply', 'x-loop', 'feedback-id'];
  if (marks.some((name) => first(name) !== undefined)) return 'program';
  return /\b(?:oof|all|autoreply)\b/.test(first('x-auto-response-suppress') ?? '') ? 'program' : 'person';
}

function headersOf(mail: Email, name: string): readonly string[] {
  return mail.headers.filter(({ key }) => key === name.toLowerCase()).map(({ value }) => value);
}

function plainAddress(address: string | undefined): string | null {
  const plain = address?.trim().toLowerCase() ?? '';
  return isPlainAddress(plain) && plain.length <= idLengthMax ? plain : null;
}

function storable(text: string, lengthMax: number): string {
  return storableText(text.slice(0, lengthMax));
}
