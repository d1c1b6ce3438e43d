import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import type { TlsOptions } from '../../runtime/identity/identity.ts';

/**
 * Connections for requests to one server, each made with the newest certificate. One that was made with an older one is not kept
 * once its request is over. No session is resumed: the server would not be looked at again.
 */
export class RenewingAgent extends Agent {
  readonly #tls: TlsOptions;
  readonly #madeWith = new WeakMap<Duplex, TlsOptions['secureContext']>();

  constructor(tls: TlsOptions, { maxSockets }: { readonly maxSockets: number }) {
    super({ keepAlive: true, maxSockets, maxCachedSessions: 0 });
    this.#tls = tls;
  }

  override createConnection(
    options: RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const { secureContext } = this.#tls;
    const socket = super.createConnection(Object.assign({}, options, this.#tls), callback);
    if (socket) this.#madeWith.set(socket, secureContext);
    return socket;
  }

  override keepSocketAlive(socket: Duplex): boolean {
    if (this.#madeWith.get(socket) !== this.#tls.secureContext) return false;
    super.keepSocketAlive(socket);
    return true;
  }
}
