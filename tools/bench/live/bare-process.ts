/** A bare `ws` server that sends each of its connections the bytes that its parent names. Sends its port to its parent. */
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
/** By the group that their address names, as pages follow one store. */
const groups = new Map<string, WebSocket[]>();
server.on('connection', (socket, { url = '' }) => {
  const group = groups.get(url) ?? [];
  groups.set(url, group);
  group.push(socket);
});
process.on('message', (message) => {
  if (message === 'cpu') process.send?.(process.cpuUsage());
  else {
    const { group, text } = message as { group: string; text: string };
    const bytes = Buffer.from(text);
    for (const socket of groups.get(group) ?? []) socket.send(bytes, { binary: false });
  }
});
server.once('listening', () => process.send?.((server.address() as AddressInfo).port));
