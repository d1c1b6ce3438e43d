import { connect } from 'node:net';
import type { ServerPaths } from './server-paths.ts';
import { type ServerCrash, type ServerProcess, startServerProcess } from './server-process.ts';

export interface ValkeyServer extends ServerProcess {
  readonly url: string;
}

export interface ValkeyServerOptions {
  readonly binary: string;
  readonly paths: ServerPaths;
  readonly port: number;
  /** Numbered databases; tests take one each. */
  readonly databases?: number;
  /** False only for throw-away test servers, which keep nothing on disk. */
  readonly durable?: boolean;
  readonly onCrash?: (crash: ServerCrash) => void;
}

const probeTimeoutMs = 1_000;

/** Starts the embedded Valkey: what it acknowledges is on disk, because accepted events live in its streams. */
export async function startValkey({
  binary,
  paths,
  port,
  databases = 16,
  durable = true,
  onCrash,
}: ValkeyServerOptions): Promise<ValkeyServer> {
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: paths.dataDir,
    databases: String(databases),
    save: '',
    appendonly: durable ? 'yes' : 'no',
    appendfsync: 'always',
    'maxmemory-policy': 'noeviction',
    loglevel: 'warning',
  };
  const server = await startServerProcess({
    name: 'Valkey',
    command: binary,
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    logFile: paths.logFile,
    pidFile: paths.pidFile,
    isReady: () => answersPing(port),
    onCrash,
  });
  return { ...server, url: `redis://127.0.0.1:${port}/0` };
}

/** While it reads its file back it answers `-LOADING`; only `+PONG` means ready. */
function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: probeTimeoutMs }, () => socket.write('PING\r\n'));
    const answer = (ready: boolean): void => {
      socket.destroy();
      resolve(ready);
    };
    socket.once('data', (data) => answer(data.toString().startsWith('+PONG')));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}
