import { existsSync, readFileSync, rmSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { initPostgres } from './init-postgres.ts';
import { postgresBinaries, postgresUser } from './postgres-binaries.ts';
import { processCommand } from './process-identity.ts';
import { runAs } from './run-as.ts';
import type { ServerPaths } from './server-paths.ts';
import { type ServerCrash, type ServerProcess, startServerProcess } from './server-process.ts';

export interface PostgresServer extends ServerProcess {
  /** As superuser `postgres`, on loopback TCP. */
  readonly superuserUrl: string;
}

export interface PostgresServerOptions {
  readonly paths: ServerPaths;
  readonly port: number;
  /** Of the superuser; given to the cluster when it is created. */
  readonly password: string;
  /** False only for throw-away test clusters: then a power cut may lose data. */
  readonly durable?: boolean;
  readonly onCrash?: (crash: ServerCrash) => void;
}

/** PostgreSQL's own default, and as much as a million open carts need to stay in memory. */
const sharedBuffersMbMin = 128;
const sharedBuffersMbMax = 1_024;

const tuning = {
  listen_addresses: '127.0.0.1',
  // Loopback TCP only: a socket file would need a folder that the server's user may write to and a short path.
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  max_connections: '100',
  // Each page is logged whole once per checkpoint: the fewer, the less is written.
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  // Parallel plans need more shared memory than small containers have, and our queries are short.
  max_parallel_workers_per_gather: '0',
};

/** Starts the embedded PostgreSQL on its folder; the cluster is created on the first start. */
export async function startPostgres({
  paths,
  port,
  password,
  durable = true,
  onCrash,
}: PostgresServerOptions): Promise<PostgresServer> {
  const binaries = postgresBinaries();
  const user = postgresUser();
  const cluster = join(paths.dataDir, 'cluster');
  if (!existsSync(join(cluster, 'PG_VERSION')))
    await initPostgres({ initdb: binaries.initdb, user, dataDir: paths.dataDir, cluster, password, durable });
  removeDeadLock(cluster);

  const settings = {
    ...tuning,
    port: String(port),
    ...(durable
      ? { fsync: 'on', synchronous_commit: 'on', shared_buffers: `${sharedBuffersMb()}MB` }
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' }),
  };
  const args = ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const server = await startServerProcess({
    name: 'PostgreSQL',
    ...runAs(user, binaries.postgres, args, cluster),
    env: { LC_ALL: 'C' },
    logFile: paths.logFile,
    pidFile: paths.pidFile,
    isReady: async (pid) => lockStatus(cluster, pid) === 'ready',
    onCrash,
  });
  return { ...server, superuserUrl: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres` };
}

/** An eighth of the memory that this process may use: beside it live the other servers and the engine itself. */
function sharedBuffersMb(): number {
  const memoryMb = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 2 ** 20;
  return Math.floor(Math.min(sharedBuffersMbMax, Math.max(sharedBuffersMbMin, memoryMb / 8)));
}

/** The server writes its number into the first line of its lock file and its state into the eighth. */
function lockStatus(cluster: string, pid: number): string | undefined {
  const lock = join(cluster, 'postmaster.pid');
  if (!existsSync(lock)) return undefined;
  const lines = readFileSync(lock, 'utf8').split('\n');
  return Number(lines[0]) === pid ? lines[7]?.trim() : undefined;
}

/** After a restart of the machine the number in the lock file may belong to a stranger, and the server would refuse. */
function removeDeadLock(cluster: string): void {
  const lock = join(cluster, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (!processCommand(pid)?.includes(cluster)) rmSync(lock);
}
