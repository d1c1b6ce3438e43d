import { WebSocket } from 'ws';

/** One end of a socket as a test drives it: what came, and what is still to come. */
export interface SocketClient<Frame> {
  readonly socket: WebSocket;
  send(frame: unknown): void;
  /** The next frame that the test did not see yet. */
  next(): Promise<Frame>;
  /** The code and the reason of its end; frames that came before stay to be read. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

/** Connects and waits for the upgrade; rejects with the status that was answered instead. */
export async function connectTo<Frame>(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<SocketClient<Frame>> {
  const socket = new WebSocket(url, { headers });
  const frames: Frame[] = [];
  const waiting: ((frame: Frame) => void)[] = [];
  socket.on('message', (data) => {
    const frame = JSON.parse(data.toString()) as Frame;
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
      if (frame !== undefined) return Promise.resolve(frame);
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
}
