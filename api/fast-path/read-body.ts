import type { IncomingMessage } from 'node:http';

/** Hands over the body when all of it is there. Its size is what its header said: Node's parser sees to that. */
export function readBody(incoming: IncomingMessage, onBody: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    const [first] = chunks;
    onBody(first && chunks.length === 1 ? first : Buffer.concat(chunks));
  });
  // Who leaves before the end of their own request waits for no answer.
  incoming.on('error', () => {});
}
