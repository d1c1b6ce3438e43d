import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { AcceptedMessage, RecordedRequest } from '../../test/imitated-vendor.ts';
import type { ImitatedServer, RecordingProvider, VendorBehaviour } from '../../test/recording-provider.ts';
import { createSmtp } from './smtp.ts';

export const server: ImitatedServer = {
  start: () => startSmtpServer(),
  open: ({ baseUrl, timeoutMs }) => createSmtp({ url: baseUrl.replace(/^http:/, 'smtp:'), timeoutMs }),
};

const refusals = {
  unavailable: '421 4.3.2 going down',
  throttle: '451 4.7.0 slow down',
  reject: '554 5.6.0 something is wrong',
} as const;

/** A real mail server on a loopback port, which keeps what it truly took. Of `reject` the code is what it says to the recipient. */
export async function startSmtpServer(
  options: SMTPServerOptions = { disabledCommands: ['STARTTLS'], allowInsecureAuth: true },
): Promise<RecordingProvider & { hangUp(): void; hangUpAtNext(): void }> {
  const accepted: AcceptedMessage[] = [];
  const requests: RecordedRequest[] = [];
  const ordered: VendorBehaviour[] = [];
  let usual = (): VendorBehaviour => ({ kind: 'accept' });
  let hangsUp = false;
  let current = usual();

  const smtpServer = new SMTPServer({
    logger: false,
    authOptional: true,
    disableReverseLookup: true,
    ...options,
    onAuth(auth, _session, callback) {
      if ((ordered[0] ?? usual()).kind !== 'bad_credentials') return callback(null, { user: auth.username ?? '' });
      requests.push(recorded('AUTH', ''));
      ordered.shift();
      callback(refusalOf('535 5.7.8 no such user'));
    },
    onMailFrom({ address }, _session, callback) {
      if (hangsUp) {
        hangsUp = false;
        return hangUp();
      }
      requests.push(recorded('MAIL FROM', address));
      current = ordered.shift() ?? usual();
      callback(current.kind === 'unavailable' ? refusalOf(refusals.unavailable) : null);
    },
    onRcptTo({ address }, _session, callback) {
      if (current.kind === 'throttle') return callback(refusalOf(refusals.throttle));
      if (current.kind === 'reject') return callback(refusalOf(current.code ?? `${refusals.reject} with ${address}`));
      callback(null);
    },
    async onData(stream, { id, envelope }, callback) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString('utf8');
      const socket = [...smtpServer.connections].find((connection) => connection.id === id)?._socket;
      requests.at(-1) && requests.splice(-1, 1, recorded('MAIL FROM', requests.at(-1)?.path ?? '', body));
      if (current.kind !== 'drop')
        accepted.push({
          vendor: 'smtp',
          id: /^Message-ID: <(.+)>\r$/m.exec(body)?.[1] ?? '',
          to: envelope.rcptTo[0]?.address ?? '',
          text: body,
          key: null,
          at: Date.now(),
        });
      switch (current.kind) {
        case 'accept_then_stall':
          return;
        case 'accept_then_garbage':
          return void socket?.write('gateway says hello\r\n');
        case 'accept_then_fail':
          // No server takes a message and says so by a refusal: this one breaks in the middle of its answer.
          return void socket?.end('45');
        case 'accept_then_drop':
        case 'drop':
          return void socket?.destroy();
        default:
          callback(null, 'queued');
      }
    },
  });
  const hangUp = () => {
    for (const { _socket: socket } of smtpServer.connections) socket.destroy();
  };
  // Of a connection that was cut on purpose.
  smtpServer.on('error', () => undefined);
  await new Promise<void>((resolve) => smtpServer.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://user:password@127.0.0.1:${(smtpServer.server.address() as AddressInfo).port}`,
    accepted,
    requests,
    next: (...behaviours) => void ordered.push(...behaviours),
    always: (behaviour) => {
      usual = typeof behaviour === 'function' ? behaviour : () => behaviour;
    },
    hangUp,
    hangUpAtNext: () => {
      hangsUp = true;
    },
    close: () =>
      new Promise((resolve) => {
        hangUp();
        smtpServer.close(() => resolve());
      }),
  };
}

function recorded(method: string, path: string, body = ''): RecordedRequest {
  return { method, path, headers: {}, body, bytes: Buffer.from(body) };
}

/** `550 5.1.1 no such user`, as an error of the package. */
function refusalOf(said: string): Error & { responseCode: number } {
  const [code = '', ...words] = said.split(' ');
  return Object.assign(new Error(words.join(' ')), { responseCode: Number(code) });
}
