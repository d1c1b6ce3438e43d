import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the imitated vendor does with the next send. `accept` is what it does when nothing was ordered. */
export type VendorBehaviour =
  | { readonly kind: 'accept' }
  /** Takes the message, then cuts the connection: the sender cannot know. */
  | { readonly kind: 'accept_then_drop' }
  /** Cuts the connection and takes nothing: looks the same from outside. */
  | { readonly kind: 'drop' }
  /** Takes the message and never answers. */
  | { readonly kind: 'accept_then_stall' }
  /** Takes the message and answers with something that is no JSON. */
  | { readonly kind: 'accept_then_garbage' }
  /** Takes the message and answers 500. */
  | { readonly kind: 'accept_then_fail' }
  | { readonly kind: 'throttle'; readonly retryAfterSeconds: number }
  | { readonly kind: 'bad_credentials' }
  /** The vendor's documented refusal of this message; `code` picks one (Twilio's number, FCM's error code). */
  | { readonly kind: 'reject'; readonly code?: string }
  | { readonly kind: 'unavailable' };

export type Vendor = 'resend' | 'twilio' | 'fcm';

/** One message that the vendor truly took: the oracle for "never twice" and "none lost". */
export interface AcceptedMessage {
  readonly vendor: Vendor;
  readonly id: string;
  readonly to: string;
  /** Idempotency key, or the message id that travels in the payload; null where the vendor sees none. */
  readonly key: string | null;
  readonly text: string;
  readonly at: number;
}

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface RecordingProvider {
  /** Base URL for all three vendors: their paths do not overlap. */
  readonly url: string;
  readonly accepted: readonly AcceptedMessage[];
  readonly requests: readonly RecordedRequest[];
  /** Orders what happens to the next sends, one each; afterwards everything is accepted again. */
  next(...behaviours: VendorBehaviour[]): void;
  /** What happens to every send without an order of its own. */
  always(behaviour: VendorBehaviour): void;
  close(): Promise<void>;
}

/** Imitates the documented endpoints of Resend, Twilio and FCM on a loopback port and keeps what each truly took. */
export async function startRecordingProvider(): Promise<RecordingProvider> {
  const accepted: AcceptedMessage[] = [];
  const requests: RecordedRequest[] = [];
  const ordered: VendorBehaviour[] = [];
  let usual: VendorBehaviour = { kind: 'accept' };

  const server = createServer((request, response) => {
    void answer(request, response);
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const recorded = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
    requests.push(recorded);
    const send = readSend(recorded);
    if (!send) return json(response, ...listTwilio(recorded, accepted));

    const behaviour = ordered.shift() ?? usual;
    const known = send.idempotent
      ? accepted.find(({ key, vendor }) => vendor === send.vendor && key === send.key)
      : undefined;
    const taken = known ?? { ...send, id: newId(send.vendor, accepted.length), at: Date.now() };
    const take = () => {
      if (!known) accepted.push(taken);
    };
    switch (behaviour.kind) {
      case 'accept':
        take();
        return json(response, ...success(taken));
      case 'accept_then_drop':
        take();
        request.socket.destroy();
        return;
      case 'drop':
        request.socket.destroy();
        return;
      case 'accept_then_stall':
        take();
        return;
      case 'accept_then_garbage':
        take();
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>gateway says hello');
        return;
      case 'accept_then_fail':
        take();
        return json(response, 502, failure(send, 502));
      case 'throttle':
        response.setHeader('retry-after', String(behaviour.retryAfterSeconds));
        return json(response, 429, failure(send, 429));
      case 'bad_credentials':
        return json(response, 401, failure(send, 401));
      case 'unavailable':
        return json(response, 503, failure(send, 503));
      case 'reject':
        return json(response, ...refusal(send, behaviour.code));
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    requests,
    next: (...behaviours) => void ordered.push(...behaviours),
    always: (behaviour) => {
      usual = behaviour;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

interface Send {
  readonly vendor: Vendor;
  readonly to: string;
  readonly key: string | null;
  readonly text: string;
  readonly idempotent: boolean;
}

/** Reads one send of any vendor; undefined for everything else. */
function readSend({ method, path, headers, body }: RecordedRequest): Send | undefined {
  if (method !== 'POST') return undefined;
  if (path === '/emails') {
    const email = JSON.parse(body) as { to: string; text: string };
    const key = headers['idempotency-key'];
    return {
      vendor: 'resend',
      to: email.to,
      text: email.text,
      key: typeof key === 'string' ? key : null,
      idempotent: key !== undefined,
    };
  }
  if (/^\/2010-04-01\/Accounts\/[^/]+\/Messages\.json$/.test(path)) {
    const form = new URLSearchParams(body);
    const callback = form.get('StatusCallback');
    const key = callback ? new URL(callback).searchParams.get('message') : null;
    return { vendor: 'twilio', to: form.get('To') ?? '', text: form.get('Body') ?? '', key, idempotent: false };
  }
  if (/^\/v1\/projects\/[^/]+\/messages:send$/.test(path)) {
    const { message } = JSON.parse(body) as {
      message: { token: string; notification: { body: string }; data: { messageId: string } };
    };
    return {
      vendor: 'fcm',
      to: message.token,
      text: message.notification.body,
      key: message.data.messageId,
      idempotent: false,
    };
  }
  return undefined;
}

function newId(vendor: Vendor, count: number): string {
  const hex = (count + 1).toString(16).padStart(32, '0');
  if (vendor === 'twilio') return `SM${hex}`;
  if (vendor === 'fcm') return `projects/test/messages/${hex}`;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function success(message: AcceptedMessage): [number, unknown] {
  if (message.vendor === 'resend') return [200, { id: message.id }];
  if (message.vendor === 'fcm') return [200, { name: message.id }];
  return [201, twilioResource(message)];
}

function failure({ vendor, to }: Send, status: number): unknown {
  // Vendors like to repeat the address in their sentence; none of it may reach our results.
  const sentence = `something is wrong with ${to}`;
  if (vendor === 'twilio')
    return { code: status === 429 ? 20429 : status === 401 ? 20003 : 20500, message: sentence, status };
  if (vendor === 'fcm') {
    const name = { 401: 'UNAUTHENTICATED', 429: 'QUOTA_EXCEEDED', 503: 'UNAVAILABLE' }[status] ?? 'INTERNAL';
    return {
      error: {
        code: status,
        message: sentence,
        status: name,
        details: [{ '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode: name }],
      },
    };
  }
  const name = { 401: 'missing_api_key', 429: 'rate_limit_exceeded' }[status] ?? 'application_error';
  return { statusCode: status, name, message: sentence };
}

function refusal({ vendor, to }: Send, code?: string): [number, unknown] {
  const sentence = `something is wrong with ${to}`;
  if (vendor === 'twilio') return [400, { code: Number(code ?? 21602), message: sentence, status: 400 }];
  if (vendor === 'resend')
    return [
      Number(code?.split(':')[1] ?? 422),
      { statusCode: 422, name: code?.split(':')[0] ?? 'validation_error', message: sentence },
    ];
  const errorCode = code ?? 'INVALID_ARGUMENT';
  const status = errorCode === 'UNREGISTERED' ? 404 : errorCode === 'SENDER_ID_MISMATCH' ? 403 : 400;
  return [
    status,
    {
      error: {
        code: status,
        message: sentence,
        status: errorCode === 'UNREGISTERED' ? 'NOT_FOUND' : errorCode,
        details: [{ '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode }],
      },
    },
  ];
}

/** Twilio's list of sent messages, filtered by recipient, newest first. */
function listTwilio({ method, path }: RecordedRequest, accepted: readonly AcceptedMessage[]): [number, unknown] {
  const url = new URL(path, 'http://vendor');
  if (method !== 'GET' || !url.pathname.endsWith('/Messages.json')) return [404, { message: 'no such endpoint' }];
  const to = url.searchParams.get('To');
  const messages = accepted
    .filter((message) => message.vendor === 'twilio' && (to === null || message.to === to))
    .toReversed();
  return [200, { messages: messages.map(twilioResource), page: 0, page_size: 50, next_page_uri: null, uri: path }];
}

function twilioResource(message: AcceptedMessage) {
  return {
    sid: message.id,
    account_sid: 'AC0',
    to: message.to,
    from: '+15005550006',
    body: message.text,
    status: 'queued',
    direction: 'outbound-api',
    date_created: new Date(message.at).toUTCString(),
    date_updated: new Date(message.at).toUTCString(),
    date_sent: null,
    error_code: null,
    error_message: null,
    num_segments: '1',
    num_media: '0',
    price: null,
    price_unit: 'USD',
    api_version: '2010-04-01',
    messaging_service_sid: null,
    uri: `/2010-04-01/Accounts/AC0/Messages/${message.id}.json`,
    subresource_uris: {},
  };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
