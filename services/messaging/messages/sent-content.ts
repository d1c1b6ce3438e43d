import { and, eq } from 'drizzle-orm';
import type { OutgoingMessage } from '../../../channels/provider.ts';
import { escapeHtml } from '../../../channels/render/escape-html.ts';
import { customers, sandboxMessages } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { maskIdentity, maskName } from '../../state/customers/mask-identity.ts';
import { sandboxContent } from '../sandbox-inbox/entry.ts';

/** A message as its reader saw it, without the links that act for them. */
export type SentContent =
  | {
      readonly channel: 'email';
      /** Masked. */
      readonly to: string;
      readonly from: string;
      readonly subject: string;
      readonly text: string;
      readonly html: string;
    }
  | { readonly channel: 'sms'; readonly to: string; readonly text: string }
  | { readonly channel: 'push'; readonly to: string; readonly title: string; readonly body: string };

interface Asked {
  readonly storeId: string;
  readonly messageId: string;
  readonly customerId: string;
  readonly unmasked: boolean;
}

/**
 * What the outbox kept of a message; null where another provider took it. Whoever holds a link of a message can act for
 * its reader (open the cart, unsubscribe), so the tokens are cut out. Without `unmasked` the name of the reader is, too.
 */
export async function readSentContent(
  tx: Tx,
  { storeId, messageId, customerId, unmasked }: Asked,
): Promise<SentContent | null> {
  const [kept] = await tx
    .select({ content: sandboxMessages.content })
    .from(sandboxMessages)
    .where(and(eq(sandboxMessages.storeId, storeId), eq(sandboxMessages.messageId, messageId)));
  if (!kept) return null;
  const [customer] = await tx
    .select({ firstName: customers.firstName })
    .from(customers)
    .where(and(eq(customers.storeId, storeId), eq(customers.id, customerId)));
  return shownContent(sandboxContent(kept.content), unmasked ? null : (customer?.firstName ?? null));
}

/** `name`: what is masked in it; null: nothing. The address always is. */
export function shownContent(message: OutgoingMessage, name: string | null): SentContent {
  const shown = (text: string): string => withoutName(withoutTokens(text), name);
  switch (message.channel) {
    case 'email':
      return {
        channel: 'email',
        to: maskIdentity('email', message.to),
        from: message.from,
        subject: shown(message.subject),
        text: shown(message.text),
        html: shown(message.html),
      };
    case 'sms':
      return { channel: 'sms', to: maskIdentity('phone', message.to), text: shown(message.text) };
    case 'push':
      return {
        channel: 'push',
        to: maskIdentity('push', message.to),
        title: shown(message.title),
        body: shown(message.body),
      };
    default:
      return assertNever(message);
  }
}

/** Tokens are 43 characters of base64url behind the page that takes them. */
const tokens = /\/(r|u|c)\/[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g;

function withoutTokens(text: string): string {
  return text.replaceAll(tokens, '/$1/…');
}

function withoutName(text: string, name: string | null): string {
  if (name === null || name === '') return text;
  return [...new Set([name, escapeHtml(name)])].reduce((before, word) => maskWord(before, word, maskName(name)), text);
}

const letter = /\p{L}/u;

/** Masks a word where it stands by itself, and not inside of other words. */
function maskWord(text: string, word: string, mask: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + word.length)];
    if (letter.test(before) || letter.test(after)) continue;
    parts.push(text.slice(from, at), mask);
    from = at + word.length;
  }
  return parts.join('') + text.slice(from);
}
