import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { SMTPServerOptions } from 'smtp-server';
import { test as base, describe, expect, onTestFinished } from 'vitest';
import type { RecordingProvider } from '../../test/recording-provider.ts';
import type { EmailMessage } from '../provider.ts';
import { readProvidersConfig } from '../provider-config.ts';
import { providerUnits } from '../registry.ts';
import { startSmtpServer } from './smtp.imitation.ts';
import { createSmtp, type SmtpSettings } from './smtp.ts';

const message: EmailMessage = {
  channel: 'email',
  to: 'ada@example.com',
  from: '"Foo, Inc. (Billing)" <shop@example.com>',
  subject: 'Your cart',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: {
    'List-Unsubscribe': '<https://recover.example/u/x>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
};
const options = { storeId: 'store-1', idempotencyKey: 'message-1', signal: new AbortController().signal };
const pem = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', 'test', 'tls', `${name}.pem`), 'utf8');
const urlOf = ({ url }: RecordingProvider, protocol = 'smtp:') => url.replace(/^http:/, protocol);

async function start(serverOptions?: SMTPServerOptions) {
  const server = await startSmtpServer(serverOptions);
  onTestFinished(() => server.close());
  return server;
}

const test = base.extend('server', async ({}, { onCleanup }) => {
  const server = await startSmtpServer();
  onCleanup(() => server.close());
  return server;
});

/** What arrived, as another program reads it. */
function readByAnother(mail: string): Readonly<Record<string, string>> {
  const program = [
    'import sys, json, email, email.policy',
    'm = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)',
    'a = m["From"].addresses[0]',
    'print(json.dumps({**{k.lower(): str(v) for k, v in m.items()}, "name": a.display_name, "address": a.addr_spec,',
    '  "text": m.get_body(("plain",)).get_content().strip(), "html": m.get_body(("html",)).get_content().strip()}))',
  ].join('\n');
  return JSON.parse(execFileSync('python3', ['-c', program], { input: mail }).toString());
}

describe('an e-mail over SMTP', () => {
  const send = (server: RecordingProvider, change: Partial<EmailMessage> = {}) =>
    createSmtp({ url: urlOf(server) }).send({ ...message, ...change }, options);

  test('has both bodies, the unsubscribe headers and our id as its own', async ({ server }) => {
    expect(await send(server)).toEqual({ kind: 'accepted', providerMessageId: 'message-1@example.com' });
    expect(readByAnother(server.accepted[0]?.text ?? '')).toMatchObject({
      to: 'ada@example.com',
      name: 'Foo, Inc. (Billing)',
      address: 'shop@example.com',
      subject: 'Your cart',
      'message-id': '<message-1@example.com>',
      'list-unsubscribe': '<https://recover.example/u/x>',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      text: 'Hello',
      html: '<p>Hello</p>',
    });
  });

  test('says where answers go', async ({ server }) => {
    await send(server, { headers: { 'Reply-To': 'Hilfe für alle <help@example.com>' } });
    expect(readByAnother(server.accepted[0]?.text ?? '')['reply-to']).toContain('help@example.com');
  });

  test.for([
    ['emoji', '🛒🎁'.repeat(20)],
    ['rare Chinese', '𠮷𡈽'.repeat(20)],
    ['families', '👩‍👩‍👧‍👦'.repeat(12)],
  ])(
    'has a subject of many %s of which each encoded word decodes alone (field 45)',
    async ([, subject], { server }) => {
      await send(server, { subject });
      const text = server.accepted[0]?.text ?? '';
      expect(readByAnother(text)['subject']).toBe(subject);
      const [, header = ''] = /^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(text) ?? [];
      const words = header.match(/=\?utf-8\?[BQ]\?[^?]*\?=/gi) ?? [];
      expect(words.length).toBeGreaterThan(1);
      expect(words.map(decoded).join('')).toBe(subject);
      for (const word of words) expect(word.length).toBeLessThanOrEqual(75);
    },
  );

  test('reaches nobody at an address that could be read in two ways (field 46)', async ({ server }) => {
    const odd = '"a@evil.example x"@shop.example';
    expect(await send(server, { to: odd })).toMatchObject({ class: 'permanent', code: 'recipient_unreadable' });
    expect(await send(server, { from: odd })).toMatchObject({ class: 'retry', code: 'sender_unreadable' });
    expect(await send(server, { to: 'a(b)@shop.example' })).toMatchObject({ code: 'recipient_unreadable' });
    expect(server.requests).toEqual([]);
  });
});

/** One encoded word by itself; throws where it is no whole text. */
function decoded(word: string): string {
  const [, encoding = '', data = ''] = /^=\?utf-8\?([BQ])\?(.*)\?=$/i.exec(word) ?? [];
  const quoted = data
    .replaceAll('_', ' ')
    .replaceAll(/=([\dA-F]{2})/g, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  const bytes = encoding.toUpperCase() === 'B' ? Buffer.from(data, 'base64') : Buffer.from(quoted, 'latin1');
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

describe('the answer of a mail server (field 21)', () => {
  const later = { kind: 'rejected', class: 'retry', retryAfterMs: 300_000 };
  const never = { kind: 'rejected', class: 'permanent' };
  test.for<[string, object]>([
    ['421 4.7.0 too many connections', { ...later, code: '4.7.0', fault: 'throttled' }],
    ['451 4.7.1 come back later', { ...later, code: 'greylisted', fault: 'greylisted' }],
    ['450 4.2.0 Greylisted', { ...later, code: 'greylisted', fault: 'greylisted' }],
    ['452 4.2.2 mailbox full', { ...later, code: '4.2.2' }],
    ['452 4.5.3 too many recipients', { ...later, code: '4.5.3', fault: 'throttled' }],
    ['454 throttled', { ...later, code: 'smtp_454', fault: 'throttled' }],
    ['450 no such user just now', { ...later, code: 'smtp_450' }],
    ['550 try again later', { ...later, code: 'smtp_550' }],
    ['550 5.1.1 no such user', { ...never, code: '5.1.1', suppress: true }],
    ['550 5.2.1 mailbox disabled', { ...never, code: '5.2.1', suppress: true }],
    ['550 5.7.1 on our block list', { ...never, code: '5.7.1', fault: 'blocked' }],
    ['552 5.2.2 mailbox full', { ...never, code: '5.2.2' }],
    ['554 5.6.0 no such content here', { ...never, code: '5.6.0' }],
    ['550 no', { ...never, code: 'smtp_550' }],
  ])('%s is %o', async ([said, result], { server }) => {
    server.next({ kind: 'reject', code: said });
    expect(await createSmtp({ url: urlOf(server) }).send(message, options)).toEqual(result);
    expect(server.accepted).toEqual([]);
  });

  test('that it takes no message of this size is for good, and nothing against the address', async () => {
    const server = await start({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, size: 10 });
    expect(await createSmtp({ url: urlOf(server) }).send(message, options)).toEqual({ ...never, code: '5.3.4' });
    expect(server.requests).toEqual([]);
  });

  test('to the password is for an operator to mend', async ({ server }) => {
    server.next({ kind: 'bad_credentials' });
    expect(await createSmtp({ url: urlOf(server) }).send(message, options)).toMatchObject({ ...later, code: '5.7.8' });
  });

  /** A server that says what it is told, and then nothing more. */
  async function silentAfter(...answers: readonly string[]): Promise<string> {
    const sockets = new Set<Socket>();
    const listening = createServer((socket) => {
      sockets.add(socket);
      const left = [...answers];
      socket.on('error', () => undefined);
      socket.on('data', () => {
        const next = left.shift();
        if (next !== undefined) socket.write(next);
      });
      const greeting = left.shift();
      if (greeting !== undefined) socket.write(greeting);
    });
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      listening.close();
    });
    const address = listening.address();
    return `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  test.for<[string, readonly string[]]>([
    ['greeting', []],
    ['answer to its name', ['220 hello\r\n']],
    ['answer to the sender', ['220 hello\r\n', '250 hello\r\n']],
    ['answer to the recipient', ['220 hello\r\n', '250 hello\r\n', '250 ok\r\n']],
  ])('that never comes to the %s leaves the message unsent', async ([, answers]) => {
    const url = await silentAfter(...answers);
    const controller = new AbortController();
    const sending = createSmtp({ url }).send(message, { ...options, signal: controller.signal });
    controller.abort();
    expect(await sending).toEqual({ kind: 'rejected', class: 'retry', code: 'cancelled' });
  });

  test('that never comes to the message leaves it unknown', async () => {
    const url = await silentAfter('220 hello\r\n', '250 hello\r\n', '250 ok\r\n', '250 ok\r\n', '354 go on\r\n');
    expect(await createSmtp({ url, timeoutMs: 100 }).send(message, options)).toEqual({
      kind: 'unknown',
      cause: 'timeout',
      fault: 'unreachable',
    });
  });
});

describe('the way to a mail server', () => {
  const sendBy = (settings: SmtpSettings) => createSmtp(settings).send(message, options);

  test('is encrypted, or not taken: neither password nor message leaves in the clear', async ({ server }) => {
    const result = await sendBy({ url: urlOf(server), requireTls: true });
    expect(result).toMatchObject({ kind: 'rejected', class: 'retry' });
    expect(server.requests).toEqual([]);
  });

  test('ends at a certificate that nobody vouches for', async () => {
    const server = await start({ secure: true, key: pem('key'), cert: pem('cert') });
    expect(await sendBy({ url: urlOf(server, 'smtps:') })).toMatchObject({ kind: 'rejected', class: 'retry' });
    expect(server.requests).toEqual([]);
  });

  test('has a bounded number of lanes, which are used again', async () => {
    const sessions = new Set<string>();
    let open = 0;
    let openMax = 0;
    const server = await start({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onConnect({ id }, callback) {
        sessions.add(id);
        open += 1;
        openMax = Math.max(openMax, open);
        callback();
      },
      onClose() {
        open -= 1;
      },
    });
    const smtp = createSmtp({ url: urlOf(server) });
    const keys = Array.from({ length: 40 }, (_, n) => `message-${n}`);
    const results = await Promise.all(keys.map((idempotencyKey) => smtp.send(message, { ...options, idempotencyKey })));
    expect(results.map(({ kind }) => kind)).toEqual(keys.map(() => 'accepted'));
    expect(server.accepted.map(({ id }) => id).toSorted()).toEqual(keys.map((key) => `${key}@example.com`).toSorted());
    expect(openMax).toBe(5);
    expect(sessions.size).toBe(5);
  });

  test('is opened anew where the server had closed it, seen or not, and each message leaves once', async ({
    server,
  }) => {
    const smtp = createSmtp({ url: urlOf(server) });
    for (const idempotencyKey of ['one', 'two', 'three']) {
      expect(await smtp.send(message, { ...options, idempotencyKey })).toMatchObject({ kind: 'accepted' });
      if (idempotencyKey === 'one') server.hangUp();
      else server.hangUpAtNext();
    }
    expect(server.accepted.map(({ id }) => id)).toEqual(['one@example.com', 'two@example.com', 'three@example.com']);
  });

  test('gives its place to the next message when one is cancelled', async ({ server }) => {
    const smtp = createSmtp({ url: urlOf(server) });
    server.next(...Array.from({ length: 5 }, () => ({ kind: 'accept_then_stall' }) as const));
    const controller = new AbortController();
    const stalled = Array.from({ length: 5 }, () => smtp.send(message, { ...options, signal: controller.signal }));
    await expect.poll(() => server.accepted.length).toBe(5);
    const waiting = smtp.send(message, { ...options, signal: controller.signal });
    const next = smtp.send(message, { ...options, idempotencyKey: 'next' });
    controller.abort();
    for (const end of await Promise.all(stalled)) expect(end).toEqual({ kind: 'unknown', cause: 'cancelled' });
    expect(await waiting).toEqual({ kind: 'rejected', class: 'retry', code: 'cancelled' });
    expect(await next).toMatchObject({ kind: 'accepted' });
  });

  test.for([
    ['smtps://user:pass@mail.example:465', []],
    ['smtp://us%40er:p%2Fss@mail.example', []],
    ['smtp://:25', ['SMTP_URL']],
    ['smtp://user:%zz@mail.example', ['SMTP_URL']],
    ['https://mail.example', ['SMTP_URL']],
  ] as const)('is read from %s', ([url, problems]) => {
    expect(readProvidersConfig(providerUnits, { SMTP_URL: url }).problems.map(({ env }) => env)).toEqual(problems);
  });
});
