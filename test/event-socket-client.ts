import type { ServerFrame } from '../api/event-socket/server-frame.ts';
import { connectTo, type SocketClient } from './socket-client.ts';

export interface SocketClientOptions {
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A connection that sends events; rejects with the status that was answered instead of the upgrade. */
export function connectSocket(
  address: string,
  { key, headers = {} }: SocketClientOptions = {},
): Promise<SocketClient<ServerFrame>> {
  return connectTo(`ws://${address}/v1/events/socket`, { ...(key && { authorization: `Bearer ${key}` }), ...headers });
}
