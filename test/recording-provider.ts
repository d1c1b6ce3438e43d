import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Provider } from '../channels/provider.ts';
import { providerUnits } from '../channels/registry.ts';
import {
  type AcceptedMessage,
  callsVendor,
  type ImitatedVendor,
  loadImitations,
  type RecordedRequest,
  type Send,
  type VendorSays,
} from './imitated-vendor.ts';

/** What the imitated vendor does with the next send. `accept` is what it does when nothing was ordered. */
export type VendorBehaviour =
  | { readonly kind: 'accept' }
  /** Takes the message, then cuts the connection: the sender cannot know. */
  | { readonly kind: 'accept_then_drop' }
  /** Cuts the connection and takes nothing: looks the same from outside. */
  | { readonly kind: 'drop' }
  /** Takes the message and never answers. */
  | { readonly kind: 'accept_then_stall' }
  /** Takes the message and returns something that is no JSON. */
  | { readonly kind: 'accept_then_garbage' }
  /** Takes the message and answers 500. */
  | { readonly kind: 'accept_then_fail' }
  | { readonly kind: 'throttle'; readonly retryAfterSeconds: number }
  | { readonly kind: 'bad_credentials' }
  /** The vendor's documented refusal of this message; `code` picks one of its own. */
  | { readonly kind: 'reject'; readonly code?: string }
  | { readonly kind: 'unavailable' };

export interface RecordingProvider {
  /** Base URL for all vendors: their paths do not overlap. */
  readonly url: string;
  readonly accepted: readonly AcceptedMessage[];
  readonly requests: readonly RecordedRequest[];
  /** Orders what happens to the next sends, one each; afterwards everything is accepted again. */
  next(...behaviours: VendorBehaviour[]): void;
  /** What happens to every send without an order of its own; asked anew for each where it is a function. */
  always(behaviour: VendorBehaviour | (() => VendorBehaviour)): void;
  /** What was taken has arrived: the vendor says so when it is asked. */
  deliver?(): void;
  close(): Promise<void>;
}

/** A vendor that does not speak HTTP: `channels/<channel>/<name>.imitation.ts` exports it as `server`. */
export interface ImitatedServer {
  readonly start: () => Promise<RecordingProvider>;
  /** As of `ImitatedVendor`. */
  open(vendor: { readonly baseUrl: string; readonly timeoutMs: number }): Provider;
}

/** Every vendor of the registry that brings its own server, by its provider's name. */
export async function loadServers(): Promise<ReadonlyMap<string, ImitatedServer>> {
  const servers = new Map<string, ImitatedServer>();
  for (const { channel, name } of providerUnits.filter(callsVendor)) {
    const module: { server?: ImitatedServer } = await import(`../channels/${channel}/${name}.imitation.ts`);
    if (module.server) servers.set(name, module.server);
  }
  return servers;
}

/** Imitates the documented endpoints of every vendor of the registry on a loopback port and keeps what each truly took. */
export async function startRecordingProvider({
  now = Date.now,
}: {
  readonly now?: () => number;
} = {}): Promise<RecordingProvider> {
  const vendors = await loadImitations();
  const accepted: AcceptedMessage[] = [];
  const requests: RecordedRequest[] = [];
  const ordered: VendorBehaviour[] = [];
  /** The first message under each vendor's key. */
  const byKey = new Map<string, AcceptedMessage>();
  let usual: () => VendorBehaviour = () => ({ kind: 'accept' });

  const server = createServer((request, response) => {
    void answer(request, response);
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const body = bytes.toString('utf8');
    const recorded = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body, bytes };
    requests.push(recorded);
    const read = readSend(vendors, recorded);
    if (!read) return say(response, readOther(vendors, recorded, accepted));
    const { name, vendor, send } = read;

    const behaviour = ordered.shift() ?? usual();
    const known = send.idempotent ? byKey.get(`${name}/${send.key}`) : undefined;
    const taken = known ?? { ...send, vendor: name, id: vendor.newId(accepted.length), at: now() };
    const take = () => {
      if (known) return;
      accepted.push(taken);
      if (send.idempotent) byKey.set(`${name}/${send.key}`, taken);
    };
    switch (behaviour.kind) {
      case 'accept':
        take();
        return say(response, vendor.success(taken));
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
        return say(response, vendor.failure(send, 502));
      case 'throttle':
        response.setHeader('retry-after', String(behaviour.retryAfterSeconds));
        return say(response, vendor.failure(send, 429));
      case 'bad_credentials':
        return say(response, vendor.failure(send, 401));
      case 'unavailable':
        return say(response, vendor.failure(send, 503));
      case 'reject':
        return say(response, vendor.refusal(send, behaviour.code));
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    requests,
    next: (...behaviours) => void ordered.push(...behaviours),
    always: (behaviour) => {
      usual = typeof behaviour === 'function' ? behaviour : () => behaviour;
    },
    deliver() {
      accepted.splice(0, accepted.length, ...accepted.map((message) => ({ ...message, delivered: true as const })));
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** The first vendor that takes a request for one of its own sends. */
function readSend(
  vendors: ReadonlyMap<string, ImitatedVendor>,
  request: RecordedRequest,
): { readonly name: string; readonly vendor: ImitatedVendor; readonly send: Send } | undefined {
  for (const [name, vendor] of vendors) {
    const send = vendor.readSend(request);
    if (send) return { name, vendor, send };
  }
  return undefined;
}

function readOther(
  vendors: ReadonlyMap<string, ImitatedVendor>,
  request: RecordedRequest,
  accepted: readonly AcceptedMessage[],
): VendorSays {
  for (const [name, vendor] of vendors) {
    const own = accepted.filter((message) => message.vendor === name);
    const says = vendor.answer?.(request, own);
    if (says) return says;
  }
  return { status: 404, body: { message: 'no such endpoint' } };
}

function say(response: ServerResponse, { status, body, headers }: VendorSays): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}
