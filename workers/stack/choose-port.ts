import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { StackError } from './stack-error.ts';

/** One port to choose: who needs it, which variable sets it, and which number is nice to have. */
export interface PortWish {
  readonly name: string;
  readonly env: string;
  /** What the person asked for; 0 for any. */
  readonly wanted: number;
  readonly preferred?: number;
}

/**
 * Chooses a port: the wanted one or nothing; otherwise the one of last time, the preferred one, or any free one.
 * The choice is kept in `file` so that addresses stay the same from start to start.
 */
export async function choosePort({ name, env, wanted, preferred }: PortWish, file: string): Promise<number> {
  if (wanted > 0) {
    if (await isPortFree(wanted)) return wanted;
    throw new StackError(
      `Port ${wanted} for ${name} is taken by another program: stop that program, or set ${env} to another port.`,
    );
  }
  const kept: Record<string, number> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  for (const candidate of [kept[env], preferred]) {
    if (candidate !== undefined && (await isPortFree(candidate))) return keep(candidate);
  }
  return keep(await anyFreePort());

  function keep(chosen: number): number {
    writeFileSync(file, JSON.stringify({ ...kept, [env]: chosen }));
    return chosen;
  }
}

/** True when nothing listens on the port on this machine's loopback address. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

export function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
