import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { StorefrontEvent } from '../../events/event.ts';
import { backoffMs } from '../../runtime/backoff.ts';
import type { EventAnswer } from '../traffic/send-events.ts';

export interface SocketSenderOptions {
  /** Of the API, without a slash at its end, e.g. `http://localhost:3000`. */
  readonly url: string;
  readonly key: string;
  /** With the operator's key: the store to act in. */
  readonly storeId?: string;
  /** How long a batch is sent again over new connections while nobody acknowledges it. */
  readonly giveUpAfterMs: number;
  /** Called when a connection ended with batches that were not acknowledged; they go over the next one. */
  readonly onRetry?: (reason: string) => void;
}

export interface SocketSender {
  /** Resolves with an answer per event, in their order, when the endpoint has acknowledged the batch. */
  sendOverSocket(events: readonly StorefrontEvent[]): Promise<readonly EventAnswer[]>;
  close(): void;
}

interface Batch {
  readonly text: string;
  readonly giveUpAt: number;
  readonly done: (answers: readonly EventAnswer[]) => void;
  readonly failed: (error: Error) => void;
}

const ack = z.object({
  id: z.string().nullable(),
  status: z.enum(['accepted', 'duplicate', 'rejected']),
  error: z.object({ path: z.string().optional(), message: z.string() }).optional(),
});

const serverFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello') }),
  z.object({ type: z.literal('acks'), frame: z.int(), acks: z.array(ack) }),
  z.object({ type: z.literal('error'), frame: z.int().optional(), error: z.object({ message: z.string() }) }),
]);

const pause = { minMs: 100, maxMs: 2_000 };

/**
 * Sends batches over one connection, as a browser would: the key goes in the first frame. A connection that ends is
 * replaced, and what was not acknowledged is sent again: event ids make that harmless.
 */
export function openSocketSender({ url, key, storeId, giveUpAfterMs, onRetry }: SocketSenderOptions): SocketSender {
  const waiting: Batch[] = [];
  let connection: Connection | null = null;
  let connecting = false;
  let closed = false;
  /** Attempts that failed since a connection was last opened. */
  let failures = 0;

  function flow(): void {
    if (connection) for (const batch of waiting.splice(0)) connection.send(batch);
    else if (!connecting && !closed && waiting.length > 0) void reconnect();
  }

  async function reconnect(): Promise<void> {
    connecting = true;
    try {
      connection = await connect(
        `${url.replace(/^http/, 'ws')}/v1/events/socket`,
        { type: 'auth', key, storeId },
        onEnd,
      );
      failures = 0;
    } catch (error) {
      await again([], error instanceof Error ? error.message : String(error));
    }
    connecting = false;
    flow();
  }

  function onEnd(unacknowledged: readonly Batch[], reason: string): void {
    connection = null;
    if (!closed) void again(unacknowledged, reason).then(flow);
  }

  async function again(unacknowledged: readonly Batch[], reason: string): Promise<void> {
    waiting.unshift(...unacknowledged);
    const now = performance.now();
    for (const late of waiting.filter(({ giveUpAt }) => giveUpAt < now)) {
      waiting.splice(waiting.indexOf(late), 1);
      late.failed(new Error(`the socket acknowledged nothing: ${reason}`));
    }
    if (waiting.length > 0) onRetry?.(reason);
    failures += 1;
    await delay(backoffMs(failures, pause));
  }

  return {
    sendOverSocket: (events) =>
      new Promise((done, failed) => {
        waiting.push({ text: JSON.stringify(events), giveUpAt: performance.now() + giveUpAfterMs, done, failed });
        flow();
      }),
    close() {
      closed = true;
      connection?.close();
    },
  };
}

interface Connection {
  send(batch: Batch): void;
  close(): void;
}

/** Resolves when the server has said hello. `onEnd` gets what it did not acknowledge. */
function connect(
  address: string,
  auth: object,
  onEnd: (unacknowledged: readonly Batch[], reason: string) => void,
): Promise<Connection> {
  const { promise, resolve, reject } = Promise.withResolvers<Connection>();
  const socket = new WebSocket(address);
  const underWay = new Map<number, Batch>();
  let frames = 0;
  let welcome = false;
  let reason = 'the connection failed';
  socket.onopen = () => socket.send(JSON.stringify(auth));
  socket.onmessage = ({ data }) => {
    const frame = serverFrame.parse(JSON.parse(String(data)));
    switch (frame.type) {
      case 'hello':
        welcome = true;
        return resolve({
          send(batch) {
            frames += 1;
            underWay.set(frames, batch);
            socket.send(batch.text);
          },
          close: () => socket.close(),
        });
      case 'acks':
        underWay.get(frame.frame)?.done(frame.acks);
        underWay.delete(frame.frame);
        return;
      case 'error':
        reason = frame.error.message;
        if (frame.frame === undefined) return;
        underWay.get(frame.frame)?.failed(new Error(reason));
        underWay.delete(frame.frame);
        return;
    }
  };
  socket.onclose = ({ code }) => {
    if (welcome) onEnd([...underWay.values()], `${reason} (${code})`);
    else reject(new Error(`${reason} (${code})`));
  };
  socket.onerror = () => undefined;
  return promise;
}
