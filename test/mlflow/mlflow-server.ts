import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const folder = join(import.meta.dirname, '..', '..', '.cache', 'mlflow');
const version = '3.17.2';
const installTimeoutMs = 1_500_000;
/** It takes a minute to start; the hook's own time limit ends the wait. */
const betweenLooksMs = 250;
const run = promisify(execFile);

export interface MlflowServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A real MLflow on this machine, whose database and files are removed when it stops; its packages are set up at the first use. */
export async function startMlflow(): Promise<MlflowServer> {
  const python = await environment();
  const data = mkdtempSync(join(tmpdir(), 'mlflow-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(
    python,
    [
      ...['-m', 'mlflow', 'server', '--host', '127.0.0.1', '--port', `${port}`, '--workers', '1'],
      ...[
        '--backend-store-uri',
        `sqlite:///${join(data, 'mlflow.db')}`,
        '--artifacts-destination',
        join(data, 'files'),
      ],
    ],
    {
      cwd: data,
      // Its workers are in the group of it, so that they end with it.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false', GIT_PYTHON_REFRESH: 'quiet' },
    },
  );
  let said = '';
  server.stderr.on('data', (text: Buffer) => {
    said = `${said}${text}`.slice(-4_000);
  });
  const ended = new Promise<void>((resolve) => server.on('close', () => resolve()));
  const isHealthy = async () => (await fetch(`${url}/health`).catch(() => null))?.ok ?? false;
  while (!(await isHealthy())) {
    if (server.exitCode !== null) throw new Error(`MLflow ended: ${said}`);
    await pause(betweenLooksMs);
  }
  return {
    url,
    async stop() {
      if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid, 'SIGTERM');
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function environment(): Promise<string> {
  const python = join(folder, 'bin', 'python');
  const stamp = join(folder, `${version}.installed`);
  if (existsSync(stamp)) return python;
  console.info(`Setting up MLflow ${version} in ${folder} (once, some 600 MB)`);
  await run('python3', ['-m', 'venv', folder], { timeout: installTimeoutMs });
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `mlflow==${version}`];
  await run(python, install, { timeout: installTimeoutMs });
  await writeFile(stamp, '');
  return python;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
