import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { actorName, holds } from '../../domain/actor.ts';
import { type LiveKind, permissionOfKind, type Room } from '../../services/live/live-event.ts';
import type { Place } from '../../services/live/places.ts';
import type { LiveTicket } from '../../services/live/tickets.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { OpenConnection } from '../sockets/connections.ts';
import { type ClientFrame, readClientFrame } from './client-frame.ts';
import type { Feeds, Subscriber, Subscription } from './feeds.ts';
import type { LiveLimits } from './live-limits.ts';
import { type LiveCloseReason, type LiveFrame, liveCloseCodes } from './server-frame.ts';

/** The part of `ws` that a connection uses. */
export type LiveSocket = Pick<WebSocket, 'send' | 'ping' | 'close' | 'terminate' | 'on' | 'bufferedAmount'>;

export interface LiveConnection extends OpenConnection {
  readonly ticket: LiveTicket;
  readonly place: Place;
  /** Bytes that its reader did not take yet. */
  readonly waitingBytes: number;
  end(reason: LiveCloseReason): void;
}

export interface LiveConnectionDeps {
  readonly feeds: Pick<Feeds, 'subscribe' | 'positionOf'>;
  readonly limits: LiveLimits;
  /** Whether pages may be told that they are up to date. */
  readonly isCurrent: () => boolean;
  /** So many bytes were given to the socket. */
  readonly onSent: (bytes: number) => void;
  readonly isOverloaded: () => boolean;
  /** Asks again whether the caller may still be told. */
  readonly checkRights: (connection: LiveConnection) => void;
  readonly onClosed: (connection: LiveConnection, reason: LiveCloseReason | 'left' | 'unresponsive') => void;
  readonly onFailure: (error: unknown) => void;
  readonly random: () => number;
}

/** How often a page that is told what it missed is looked at while it reads slower than it is told. */
const lookAgainMs = 10;

/** One page: what it follows, and what it is told. It is told only what the caller of its ticket may read. */
export function openLiveConnection(
  socket: LiveSocket,
  { ticket, place }: { readonly ticket: LiveTicket; readonly place: Place },
  deps: LiveConnectionDeps,
): LiveConnection {
  const { feeds, limits } = deps;
  const rooms = new Map<Room, Subscription | 'opening'>();
  let state: 'open' | 'ending' | 'closed' = 'open';
  let endedBy: LiveCloseReason | 'left' | 'unresponsive' = 'left';
  let alive = true;
  let frames = 0;
  const kinds = kindsFor(ticket);

  const subscriber: Subscriber = {
    storeId: ticket.storeId,
    kinds,
    kindsName: [...kinds].join(),
    say: (frame) => write(Buffer.from(JSON.stringify(frame))),
    sayBytes: write,
    heard,
    get gone() {
      return state !== 'open';
    },
  };
  const connection: LiveConnection = {
    ticket,
    place,
    get waitingBytes() {
      return state === 'closed' ? 0 : socket.bufferedAmount;
    },
    beat,
    drain: () => end('restart'),
    terminate: () => socket.terminate(),
    end,
  };

  function write(bytes: Buffer): void {
    if (state !== 'open') return;
    const waiting = socket.bufferedAmount;
    if (waiting > limits.socketBytesMax || (waiting > limits.keepingUpBytesMax && deps.isOverloaded())) {
      end('slow');
      return;
    }
    deps.onSent(bytes.length);
    // No callback: of a frame for thousands of pages it would cost as much as the rest.
    socket.send(bytes, { binary: false });
  }

  async function heard(): Promise<void> {
    while (state === 'open' && socket.bufferedAmount > limits.keepingUpBytesMax) await delay(lookAgainMs);
  }

  function receive(text: string): void {
    if (state !== 'open') return;
    frames += 1;
    if (frames > limits.framesMax || text.length > limits.frameLengthMax) {
      end('policyViolation');
      return;
    }
    try {
      take(readClientFrame(text));
    } catch (error) {
      refuse(error);
    }
  }

  function take(frame: ClientFrame): void {
    if (frame.type === 'subscribe') subscribe(frame.room, frame.after);
    else if (frame.type === 'unsubscribe') leave(frame.room);
    else heartbeat();
  }

  function subscribe(room: Room, after: string | undefined): void {
    leave(room);
    if (rooms.size >= limits.roomsMax)
      throw new ServiceError('invalid', `A connection may follow at most ${limits.roomsMax} rooms.`, { path: 'room' });
    if (room.startsWith('campaign:') && !kinds.has('campaign'))
      throw new ServiceError('forbidden', 'This needs the permission campaigns:read.', { path: 'room' });
    rooms.set(room, 'opening');
    feeds.subscribe(subscriber, room, after).then(
      (subscription) => {
        if (state === 'open' && rooms.get(room) === 'opening') rooms.set(room, subscription);
        else subscription.leave();
      },
      (error: unknown) => {
        deps.onFailure(error);
        end('internalError');
      },
    );
  }

  function leave(room: Room): void {
    const subscription = rooms.get(room);
    rooms.delete(room);
    if (subscription !== undefined && subscription !== 'opening') subscription.leave();
  }

  function refuse(error: unknown): void {
    if (error instanceof ServiceError) {
      const { code, message, path } = error;
      subscriber.say({ type: 'error', error: { code, message, ...(path !== undefined && { path }) } });
    } else {
      deps.onFailure(error);
      end('internalError');
    }
  }

  /** No heartbeat: the page shows by itself how old it is. */
  function heartbeat(): void {
    if (!deps.isCurrent()) return;
    const current = [...rooms.values()].every((room) => room !== 'opening' && room.current);
    const position = current && rooms.size > 0 ? feeds.positionOf(ticket.storeId) : undefined;
    subscriber.say({ type: 'heartbeat', ...(position !== undefined && { position }) });
  }

  function beat(): void {
    if (!alive) {
      endedBy = 'unresponsive';
      socket.terminate();
      return;
    }
    [alive, frames] = [false, 0];
    socket.ping();
    heartbeat();
    if (state === 'open') deps.checkRights(connection);
  }

  function end(reason: LiveCloseReason): void {
    if (state !== 'open') return;
    const frame: LiveFrame = {
      type: 'closing',
      reason,
      ...(reason === 'restart' && { comeBackMs: Math.round(deps.random() * limits.comeBackMsMax) }),
    };
    socket.send(JSON.stringify(frame));
    state = 'ending';
    endedBy = reason;
    leaveAll();
    socket.close(liveCloseCodes[reason], reason);
    // Whoever does not read does not answer the handshake either, and what waits for them stays in memory.
    setTimeout(() => socket.terminate(), limits.closeMs).unref();
  }

  function leaveAll(): void {
    for (const room of [...rooms.keys()]) leave(room);
  }

  socket.on('message', (data: Buffer, isBinary: boolean) => {
    alive = true;
    if (isBinary) end('unsupportedData');
    else receive(data.toString('utf8'));
  });
  socket.on('pong', () => {
    alive = true;
  });
  // A frame that breaks the protocol: `ws` closes with the right code itself.
  socket.on('error', () => {
    if (state === 'open') endedBy = 'policyViolation';
  });
  socket.on('close', () => {
    state = 'closed';
    leaveAll();
    deps.onClosed(connection, endedBy);
  });

  subscriber.say({ type: 'hello', heartbeatMs: limits.heartbeatMs, roomsMax: limits.roomsMax });
  return connection;
}

function kindsFor({ actor }: LiveTicket): ReadonlySet<LiveKind> {
  const kinds = Object.keys(permissionOfKind) as LiveKind[];
  return new Set(kinds.filter((kind) => holds(actor, permissionOfKind[kind])));
}

/** The name by which a caller's connections are counted and found. */
export function callerOf({ actor }: LiveTicket): string {
  return actorName(actor);
}
