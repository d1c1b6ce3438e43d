import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'vitest';
import type { DatabaseUrls } from '../../db/postgres/create-database.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';

/** A PgBouncer that lends its server connections for a transaction at a time. */
export interface Pooler {
  /** The same logins as those of the server, through the pooler. */
  readonly urls: DatabaseUrls;
  stop(): Promise<void>;
}

/** What our pools ask for when they connect, and what the server is told by `ALTER ROLE` instead. */
const ignoredParameters = 'extra_float_digits,statement_timeout,idle_in_transaction_session_timeout';
/** It does not run as root. */
const userOfRoot = 'nobody';

/** `PGBOUNCER_PATH`, or where the packages of distributions put it. */
function pgbouncerProgram(): string {
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
    '/opt/homebrew/bin',
  ];
  const places = [process.env['PGBOUNCER_PATH'] ?? '', ...folders.map((folder) => join(folder, 'pgbouncer'))];
  const program = places.find(isProgram);
  if (program === undefined)
    throw new Error('There is no PgBouncer here: install it (apt-get install pgbouncer), or set PGBOUNCER_PATH.');
  return program;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return path !== '';
  } catch {
    return false;
  }
}

/** Starts it in front of a database, with one server connection for each login: whatever is left on one, the next transaction finds. */
export async function startPooler(direct: DatabaseUrls): Promise<Pooler> {
  const program = pgbouncerProgram();
  const folder = mkdtempSync(join(tmpdir(), 'cart-pooler-'));
  const port = await anyFreePort();
  const server = new URL(direct.appUrl);
  const logins = Object.values(direct).map((url: string) => new URL(url));
  writeFileSync(
    join(folder, 'users.txt'),
    logins.map(({ username, password }) => `"${username}" "${decodeURIComponent(password)}"\n`).join(''),
  );
  writeFileSync(
    join(folder, 'pgbouncer.ini'),
    `[databases]
* = host=${server.hostname} port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(folder, 'users.txt')}
pool_mode = transaction
default_pool_size = 1
max_client_conn = 100
server_login_retry = 1
ignore_startup_parameters = ${ignoredParameters}
`,
  );
  chmodSync(folder, 0o755);
  const asUser = process.getuid?.() === 0 ? ['-u', userOfRoot] : [];
  const child = spawn(program, [...asUser, join(folder, 'pgbouncer.ini')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
  const ended = once(child, 'exit');
  await expect.poll(async () => (await answers(port)) || child.exitCode !== null, { interval: 50 }).toBe(true);
  if (child.exitCode !== null) throw new Error(`PgBouncer does not start: ${said}`);
  const through = (url: string): string => {
    const pooled = Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) });
    // A statement that one connection prepared is not there on another; before 1.21 the pooler does not carry them along.
    pooled.searchParams.set('prepare', 'false');
    return pooled.href;
  };
  return {
    urls: { ownerUrl: direct.ownerUrl, appUrl: through(direct.appUrl), engineUrl: through(direct.engineUrl) },
    async stop() {
      child.kill('SIGINT');
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(port, '127.0.0.1', () => resolve(true));
  socket.once('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}
