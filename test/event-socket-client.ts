import { WebSocket } from 'ws';
import type { ServerFrame } from '../api/event-socket/server-frame.ts';

/** One end of a socket as a test drives it: what came, and what is still to come. */
export interface SocketClient {
  readonly socket: WebSocket;
  send(frame: unknown): void;
  /** The next frame that the test did not see yet. */
  next(): Promise<ServerFrame>;
  /** The code and the reason of its end; frames that came before stay to be read. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

export interface SocketClientOptions {
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Connects and waits for the upgrade; rejects with the status that was answered instead. */
export async function connectSocket(
  address: string,
  { key, headers = {} }: SocketClientOptions = {},
): Promise<SocketClient> {
  const socket = new WebSocket(`ws://${address}/v1/events/socket`, {
    headers: { ...(key && { authorization: `Bearer ${key}` }), ...headers },
  });
  const frames: ServerFrame[] = [];
  const waiting: ((frame: ServerFrame) => void)[] = [];
  socket.on('message', (data) => {
    const frame = JSON.parse(data.toString()) as ServerFrame;
    const taker = waiting.shift();
    if (taker) taker(frame);
    else frames.push(frame);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('unexpected-response', (_, response) => {
      reject(new Error(`answered with ${response.statusCode}`));
      socket.terminate();
    });
    socket.on('error', reject);
  });
  return {
    socket,
    closed,
    send: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    next: () => {
      const frame = frames.shift();
      if (frame) return Promise.resolve(frame);
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
}
