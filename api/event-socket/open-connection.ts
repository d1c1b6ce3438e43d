import type { WebSocket } from 'ws';
import type { Caller } from '../../domain/actor.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { Authenticate, Credentials } from '../auth/authenticate.ts';
import { budgetKeyOf, checkPermission, storeOf } from '../auth/guard.ts';
import { readAuthFrame } from './client-frame.ts';
import { type CloseReason, closeCodes } from './close-codes.ts';
import type { Connection, EventSockets } from './event-sockets.ts';
import { errorFrame } from './server-frame.ts';
import { openSession, type Session, type SessionDeps } from './session.ts';

export interface ConnectionDeps extends Omit<SessionDeps, 'limits' | 'onResults' | 'onEnd' | 'budgetKey'> {
  /** Where the connection comes from. */
  readonly address: string | null;
  readonly authenticate: Authenticate;
  readonly sockets: EventSockets;
  readonly batchEventsMax: number;
  readonly frameBytesMax: number;
}

/** Actors that may post events may send them here: keys, and the operator in a store. Throws like every guarded route. */
export async function authorize(authenticate: Authenticate, credentials: Credentials): Promise<Caller> {
  const actor = await authenticate(credentials);
  checkPermission(actor, 'events:write');
  return actor;
}

/**
 * Runs one connection: `known` is who asked at the upgrade, null when the first frame has to say it. The key is looked
 * at again at each heartbeat, so that a revoked one ends its connections.
 */
export function openConnection(
  socket: WebSocket,
  known: { readonly actor: Caller; readonly credentials: Credentials } | null,
  deps: ConnectionDeps,
): void {
  const { sockets, authenticate, now } = deps;
  const limits = { ...sockets.limits, batchEventsMax: deps.batchEventsMax, frameBytesMax: deps.frameBytesMax };
  let credentials: Credentials | null = null;
  let session: Session | null = null;
  let alive = true;
  let endedBy: CloseReason | 'left' | 'unresponsive' = 'left';

  const connection: Connection = {
    get storeId() {
      return session?.storeId ?? null;
    },
    beat,
    drain: () => end('goingAway', { settle: true }),
    terminate: () => socket.terminate(),
  };
  const late = setTimeout(
    () => refuse(new ServiceError('unauthenticated', 'No key came in time.')),
    limits.authenticateMs,
  );

  function start(actor: Caller, by: Credentials): void {
    clearTimeout(late);
    const storeId = storeOf(actor);
    sockets.admit(storeId);
    credentials = by;
    session = openSession(socket, storeId, {
      ...deps,
      limits,
      budgetKey: budgetKeyOf(actor),
      onResults(results) {
        const counts = { accepted: 0, duplicate: 0, rejected: 0 };
        for (const { status } of results) counts[status] += 1;
        sockets.countEvents(counts);
      },
      onEnd: (reason) => {
        endedBy = reason;
      },
    });
  }

  async function introduce(text: string): Promise<void> {
    clearTimeout(late);
    // Until it is known who speaks, nothing more is read.
    socket.pause();
    try {
      const { key, storeId } = readAuthFrame(text);
      const by = { authorization: `Bearer ${key}`, storeId, address: deps.address };
      start(await authorize(authenticate, by), by);
      socket.resume();
    } catch (error) {
      refuse(error);
    }
  }

  function refuse(error: unknown): void {
    if (error instanceof ServiceError) {
      const passing = error.code === 'unavailable' || error.code === 'rate_limited';
      end(passing ? 'tryAgainLater' : 'policyViolation', { error });
    } else {
      deps.log.error({ err: error }, 'socket could not be opened');
      end('internalError');
    }
  }

  function end(reason: CloseReason, options: { error?: ServiceError; settle?: boolean } = {}): void {
    if (session) session.end(reason, options);
    else turnAway(reason, options.error);
  }

  function turnAway(reason: CloseReason, error: ServiceError | undefined): void {
    clearTimeout(late);
    endedBy = reason;
    socket.resume();
    if (error) socket.send(JSON.stringify(errorFrame(error)));
    socket.close(closeCodes[reason], reason);
  }

  function beat(): void {
    if (!alive && !session?.busy) {
      endedBy = 'unresponsive';
      socket.terminate();
      return;
    }
    alive = false;
    socket.ping();
    if (session && !session.busy && now() - session.lastFrameAt > limits.idleMs) end('idle');
    else if (credentials) void checkKey(credentials);
  }

  async function checkKey(by: Credentials): Promise<void> {
    await authorize(authenticate, by).catch((error: unknown) => {
      // A database that is away says nothing of the key.
      if (error instanceof ServiceError && error.code !== 'unavailable') refuse(error);
    });
  }

  let introduced = known !== null;
  socket.on('message', (data: Buffer, isBinary) => {
    alive = true;
    if (isBinary) return end('unsupportedData');
    const text = data.toString('utf8');
    if (session) return session.receive(text);
    // What was on its way already when the pause began, before the answer to the key: the client was told to wait.
    if (introduced) return end('policyViolation');
    introduced = true;
    void introduce(text);
  });
  socket.on('pong', () => {
    alive = true;
  });
  // A frame that breaks the protocol: `ws` closes with the right code (1002, 1007, 1009) itself.
  socket.on('error', () => {
    endedBy = 'policyViolation';
  });
  socket.on('close', () => {
    clearTimeout(late);
    session?.closed();
    sockets.remove(connection, endedBy);
  });

  sockets.add(connection);
  if (!known) return;
  try {
    start(known.actor, known.credentials);
  } catch (error) {
    refuse(error);
  }
}
