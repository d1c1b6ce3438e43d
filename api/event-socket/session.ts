import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { keepingWhatFailed } from '../../services/ingest/dead-letters/offer-rejected.ts';
import { type ItemResult, type TakeIn, takeInEvents } from '../../services/ingest/events/take-in-events.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { Budget } from '../rate-limit/budget.ts';
import { readEventFrame } from './client-frame.ts';
import { type CloseReason, closeCodes } from './close-codes.ts';
import { errorFrame, type ServerFrame } from './server-frame.ts';
import type { SocketLimits } from './socket-limits.ts';

/** The part of `ws` that a session uses. */
export type Socket = Pick<WebSocket, 'send' | 'pause' | 'resume' | 'ping' | 'close' | 'terminate'>;

export interface SessionDeps extends Pick<ApiDeps, 'eventLog' | 'refusedItems' | 'now' | 'log'> {
  readonly eventBudget: Pick<Budget, 'take'>;
  readonly keyEventBudget: Pick<Budget, 'take'> | null;
  /** Of the connection's key, for `keyEventBudget`. */
  readonly budgetKey: string;
  /** Of the request that opened the connection: that of frames which name none. */
  readonly traceparent: string | undefined;
  readonly limits: SocketLimits & { readonly batchEventsMax: number; readonly frameBytesMax: number };
  readonly onResults: (results: readonly ItemResult[]) => void;
  readonly onEnd: (reason: CloseReason) => void;
}

/** One authenticated connection. */
export interface Session {
  readonly storeId: string;
  receive(text: string): void;
  /** Work in hand, or events not acknowledged: it is not the client's turn. */
  readonly busy: boolean;
  /** When the last frame came, epoch milliseconds. */
  readonly lastFrameAt: number;
  /** Takes nothing more and ends the connection, after the acknowledgements of what was taken if `settle`. */
  end(reason: CloseReason, options?: { readonly error?: ServiceError; readonly settle?: boolean }): void;
  /** The connection is gone. */
  closed(): void;
}

type SocketRequest = Pick<TakeIn, 'storeId' | 'items' | 'searchHostile' | 'traceparent'>;

const rateWaitMsDefault = 1_000;

/**
 * Takes frames in order, acknowledges each when the log has its events on disk. The window bounds what a connection
 * costs: it counts events until their acknowledgement has left the process, so a client that never reads, one that
 * sends too fast and a slow log all end in the same place: the socket is not read, and TCP holds the client back.
 */
export function openSession(socket: Socket, storeId: string, deps: SessionDeps): Session {
  const { limits, now } = deps;
  const waiting: { readonly number: number; readonly text: string }[] = [];
  const gone = new AbortController();
  let [frames, brokenFrames, waitingBytes, unacknowledged, appending] = [0, 0, 0, 0, 0];
  let lastFrameAt = now();
  let pumping = false;
  let state: 'open' | 'settling' | 'ended' = 'open';
  let closeReason: CloseReason = 'goingAway';

  const say = (frame: ServerFrame, onFlushed?: () => void): void => socket.send(JSON.stringify(frame), onFlushed);

  function receive(text: string): void {
    if (state !== 'open') return;
    lastFrameAt = now();
    frames += 1;
    waiting.push({ number: frames, text });
    waitingBytes += text.length;
    if (waitingBytes > limits.waitingBytesMax)
      end('policyViolation', { error: new ServiceError('rate_limited', 'Too much was sent past the window.') });
    void pump();
    regulate();
  }

  async function pump(): Promise<void> {
    if (pumping) return;
    pumping = true;
    while (state === 'open' && unacknowledged < limits.unacknowledgedEventsMax) {
      const next = waiting.shift();
      if (!next) break;
      waitingBytes -= next.text.length;
      const wait = take(next);
      if (wait !== undefined) await wait;
    }
    pumping = false;
  }

  /** Returns a promise only when the store's rate makes it wait. */
  function take({ number, text }: { readonly number: number; readonly text: string }): Promise<void> | undefined {
    let frame: ReturnType<typeof readEventFrame>;
    try {
      frame = readEventFrame(text, limits.batchEventsMax);
    } catch (error) {
      return refuse(number, error);
    }
    unacknowledged += frame.items.length;
    const request = { storeId, ...frame, traceparent: frame.traceparent ?? deps.traceparent };
    const wait = admit(frame.items.length);
    if (wait === undefined) return void append(number, request);
    return wait.then(() => {
      if (state === 'open') void append(number, request);
      regulate();
    });
  }

  function refuse(number: number, error: unknown): undefined {
    if (!(error instanceof ServiceError)) return fail(error);
    brokenFrames += 1;
    if (brokenFrames > limits.brokenFramesMax) return void end('policyViolation', { error });
    say(errorFrame(error, number));
  }

  /** A rate that is used up holds a connection back instead of refusing its events. */
  function admit(events: number): Promise<void> | undefined {
    const taken = attempt(() => spend(events));
    return taken instanceof Promise ? taken.then(() => undefined, retry) : undefined;

    async function retry(error: unknown): Promise<void> {
      if (state !== 'open') return;
      if (!(error instanceof ServiceError) || error.code !== 'rate_limited') return fail(error);
      await delay(error.retryAfterMs ?? rateWaitMsDefault, undefined, { signal: gone.signal }).catch(() => undefined);
      return admit(events);
    }
  }

  function spend(events: number) {
    const { eventBudget, keyEventBudget, budgetKey } = deps;
    const taken = eventBudget.take(storeId, events);
    if (!keyEventBudget) return taken;
    return Promise.resolve(taken).then(() => keyEventBudget.take(budgetKey, events));
  }

  async function append(number: number, request: SocketRequest): Promise<void> {
    appending += 1;
    try {
      const receivedAt = now();
      const { refusedItems } = deps;
      const keeping = keepingWhatFailed(refusedItems, { storeId, source: 'websocket', receivedAt });
      const results = await takeInEvents(deps.eventLog, { ...request, ...keeping, receivedAt });
      deps.onResults(results);
      say({ type: 'acks', frame: number, acks: results }, () => {
        unacknowledged -= results.length;
        void pump();
        regulate();
      });
    } catch (error) {
      fail(error);
    } finally {
      appending -= 1;
      if (state === 'settling' && appending === 0) close();
    }
  }

  function fail(error: unknown): undefined {
    if (state !== 'open') return;
    if (error instanceof ServiceError) {
      deps.log.warn({ storeId, err: error.cause }, `socket closed: ${error.code}`);
      return void end('tryAgainLater', { error, settle: true });
    }
    deps.log.error({ storeId, err: error }, 'socket failed');
    const told = new ServiceError('internal', 'Something went wrong on our side. Connect again.');
    return void end('internalError', { error: told });
  }

  function regulate(): void {
    if (state !== 'open') return;
    if (waiting.length > 0 || unacknowledged >= limits.unacknowledgedEventsMax) socket.pause();
    else socket.resume();
  }

  function end(reason: CloseReason, { error, settle = false }: Parameters<Session['end']>[1] = {}): void {
    if (state === 'ended' || (state === 'settling' && settle)) return;
    closeReason = reason;
    if (error) say(errorFrame(error));
    state = 'settling';
    waiting.length = 0;
    // Or the other side's part of the closing handshake would not be read.
    socket.resume();
    if (!settle || appending === 0) close();
  }

  function close(): void {
    state = 'ended';
    gone.abort();
    deps.onEnd(closeReason);
    socket.close(closeCodes[closeReason], closeReason);
  }

  say({
    type: 'hello',
    unacknowledgedEventsMax: limits.unacknowledgedEventsMax,
    batchEventsMax: limits.batchEventsMax,
    frameBytesMax: limits.frameBytesMax,
    heartbeatMs: limits.heartbeatMs,
    idleMs: limits.idleMs,
  });

  return {
    storeId,
    receive,
    end,
    get busy() {
      return appending > 0 || pumping;
    },
    get lastFrameAt() {
      return lastFrameAt;
    },
    closed() {
      state = 'ended';
      waiting.length = 0;
      gone.abort();
    },
  };
}

function attempt<T>(work: () => T | Promise<T>): T | Promise<T> {
  try {
    return work();
  } catch (error) {
    return Promise.reject(error);
  }
}
