import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface ProductOptions {
  /** Everything that the product keeps; the same folder starts it again where it was. */
  readonly dataDir: string;
  readonly port: number;
  readonly adminKey: string;
  /** Over the defaults of a quiet run without the demo. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The real product as a process of its own, with its embedded servers. */
export interface Product {
  readonly url: string;
  readonly pid: number;
  /** Resolves when the process has ended, however. */
  readonly exited: Promise<void>;
  /** Drains and stops it with its servers, as Ctrl-C does. */
  stop(): Promise<void>;
}

const readyTimeoutMs = 120_000;
const readyPollMs = 50;
const stopTimeoutMs = 60_000;
const logTailLength = 2_000;
const root = join(import.meta.dirname, '..', '..');

export function newAdminKey(): string {
  return `admin_${randomBytes(24).toString('hex')}`;
}

/** Starts all roles and waits until they are ready. Throws with the end of its log when it ends before. */
export async function startProduct({ dataDir, port, adminKey, env = {} }: ProductOptions): Promise<Product> {
  mkdirSync(dataDir, { recursive: true });
  const logFile = join(dataDir, 'product.log');
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [join(root, 'workers', 'main.ts'), 'all'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      ADMIN_API_KEY: adminKey,
      DEMO: 'false',
      LOG_LEVEL: 'warn',
      ...env,
    },
  });
  closeSync(log);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const url = `http://127.0.0.1:${port}`;
  await waitUntilReady(url, child, logFile);
  return {
    url,
    pid: child.pid ?? 0,
    exited,
    async stop() {
      child.kill('SIGTERM');
      const tooLong = delay(stopTimeoutMs, undefined, { ref: false }).then(() => child.kill('SIGKILL'));
      await Promise.race([exited, tooLong]);
      await exited;
    },
  };
}

/** Resolves when the product says that it and everything behind it is ready. */
export async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok === true;
}

async function waitUntilReady(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = performance.now() + readyTimeoutMs;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The product ended while it started:\n${logTail(logFile)}`);
    if (performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`The product was not ready after ${readyTimeoutMs / 1_000} seconds:\n${logTail(logFile)}`);
    }
    await delay(readyPollMs);
  }
}

function logTail(logFile: string): string {
  return readFileSync(logFile, 'utf8').slice(-logTailLength);
}
