import { optionalUrl } from '../../runtime/setting-kinds.ts';
import type { EmailMessage, Provider } from '../provider.ts';
import { defineProvider } from '../provider-unit.ts';
import { type Mailbox, readMailbox, refusalOf } from './mailbox.ts';
import { SmtpConnections } from './smtp-connections.ts';
import { resultOfSmtp } from './smtp-reply.ts';

export const smtp = defineProvider({
  name: 'smtp',
  channel: 'email',
  title: 'SMTP',
  settings: {
    url: {
      env: 'SMTP_URL',
      schema: optionalUrl('smtps', 'smtp').schema.refine((url) => url === undefined || isServer(url)),
      expects: 'a URL that starts with smtps:// or smtp:// and has a host, user and password percent-encoded',
      fallback: undefined,
      about:
        'Mail server with its user and password. smtp:// begins in the clear (port 587) and has to go on with STARTTLS, other than on loopback; smtps:// is TLS from the start (port 465).',
      example: 'smtps://user:password@mail.example:465',
      secret: true,
      needed: true,
    },
  },
  create: ({ url }, { publicUrl }) => createSmtp({ url, clientName: new URL(publicUrl).hostname }),
});

export interface SmtpSettings {
  /** `smtps://user:password@mail.example:465`. */
  readonly url: string;
  /** What the server is told of who speaks. */
  readonly clientName?: string;
  /** How long the server may take for its answer to the whole message. */
  readonly timeoutMs?: number;
  /** Other than by the URL's host. */
  readonly requireTls?: boolean;
}

/** From the first packet to the moment in which the message would leave. */
const setupTimeoutMs = 10_000;
const answerTimeoutMs = 15_000;

/**
 * E-mail through a mail server. SMTP knows neither a key nor a look-up, so what ends between the message and its answer stays
 * unknown; before the message nothing was taken. It carries our message id as its own.
 */
export function createSmtp({
  url,
  clientName,
  timeoutMs = answerTimeoutMs,
  requireTls,
}: SmtpSettings): Provider<EmailMessage> {
  const { hostname, port, protocol, username, password } = new URL(url);
  const isLocal = isLoopback(hostname);
  const connections = new SmtpConnections({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? undefined : Number(port),
    secure: protocol === 'smtps:',
    requireTLS: requireTls ?? !isLocal,
    // A certificate says nothing about a server on this machine.
    ignoreTLS: isLocal,
    name: clientName,
    connectionTimeout: setupTimeoutMs,
    greetingTimeout: setupTimeoutMs,
    dnsTimeout: setupTimeoutMs,
    auth: username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
  });
  return {
    name: 'smtp',
    channel: 'email',
    recovery: { kind: 'none' },
    async send(message, { idempotencyKey, signal }) {
      const refusal = refusalOf(message);
      const from = readMailbox(message.from);
      if (refusal || !from) return refusal ?? { kind: 'rejected', class: 'retry', code: 'sender_unreadable' };
      if (signal.aborted) return { kind: 'rejected', class: 'retry', code: 'cancelled' };
      const messageId = `${idempotencyKey}@${from.address.slice(from.address.lastIndexOf('@') + 1)}`;
      const end = await connections.send(
        { from: from.address, to: message.to, text: await composed(message, from, messageId) },
        { signal, setupTimeoutMs, answerTimeoutMs: timeoutMs },
      );
      return end.kind === 'taken' ? { kind: 'accepted', providerMessageId: messageId } : resultOfSmtp(end);
    },
  };
}

/** Names and addresses apart, so that nothing in a name becomes a part of an address. */
async function composed(message: EmailMessage, from: Mailbox, messageId: string): Promise<Buffer> {
  // Loaded with the first e-mail: every process reads the list of providers.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const { 'Reply-To': replyTo, ...headers } = message.headers;
  const answersTo = replyTo === undefined ? undefined : readMailbox(replyTo);
  const mail = new MailComposer({
    from,
    to: { name: '', address: message.to },
    ...(answersTo ? { replyTo: answersTo } : {}),
    messageId: `<${messageId}>`,
    subject: message.subject,
    text: message.text,
    html: message.html,
    headers,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
}

function isServer(url: string): boolean {
  try {
    const { hostname, username, password } = new URL(url);
    decodeURIComponent(`${username}${password}`);
    return hostname !== '';
  } catch {
    return false;
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
