import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, describe, expect, vi } from 'vitest';
import { connectRedis } from '../../db/redis/connect.ts';
import { loadConfig } from '../../runtime/config.ts';
import { anyFreePort, choosePort, isPortFree } from './choose-port.ts';
import { claimFolder } from './claim-folder.ts';
import { findBinary } from './find-binary.ts';
import { findLeftovers } from './find-leftovers.ts';
import { findNotedProcess } from './process-identity.ts';
import { type ServerPaths, serverPaths } from './server-paths.ts';
import { restartDelayMs, type ServerCrash, startServerProcess } from './server-process.ts';
import { createPortStarter } from './start-on-ports.ts';
import { stopLeftovers } from './stop-process.ts';
import { startValkey } from './valkey.ts';

const test = base.extend('folder', async ({}, { onCleanup }): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'cart-stack-'));
  onCleanup(async () => {
    await stopLeftovers(folder);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
});
const binary = findBinary('valkey-server', loadConfig(process.env).valkeyServerPath);

describe('an embedded server', () => {
  test('keeps what it acknowledged when it is killed by force, and comes back on the same port', async ({ folder }) => {
    const paths = serverPaths(folder, 'valkey');
    const crashed = Promise.withResolvers<ServerCrash>();
    const server = await startValkey({ binary, paths, port: await anyFreePort(), onCrash: crashed.resolve });
    const redis = connectRedis(server.url, { purpose: 'blocking' });
    await redis.xadd('events', '*', 'cart', '1');

    process.kill(findNotedProcess(paths.pidFile) ?? 0, 'SIGKILL');
    expect(await crashed.promise).toMatchObject({ name: 'Valkey', outcome: 'restarted' });
    expect(await redis.xlen('events')).toBe(1);
    redis.disconnect();
    await server.stop();
    expect(existsSync(paths.pidFile)).toBe(false);
  });

  test('whose start fails after a crash is tried again until there is room, and never gives up at once', async ({
    folder,
  }) => {
    const paths = serverPaths(folder, 'fake');
    const [full, ready] = [join(folder, 'full'), join(folder, 'ready')];
    const crashes = new EventTarget();
    const seen: ServerCrash[] = [];
    const server = await startServerProcess({
      name: 'Fake',
      command: 'sh',
      args: ['-c', `test -e ${full} && exit 1; : > ${ready}; exec sleep 600`],
      ...paths,
      isReady: async () => existsSync(ready),
      onCrash: (crash) => {
        seen.push(crash);
        crashes.dispatchEvent(new Event(crash.outcome));
      },
    });
    writeFileSync(full, '');
    rmSync(ready);
    const waits = once(crashes, 'waits');
    process.kill(findNotedProcess(paths.pidFile) ?? 0, 'SIGKILL');
    await waits;
    const restarted = once(crashes, 'restarted');
    rmSync(full);
    await restarted;
    expect(seen.map(({ outcome }) => outcome)).not.toContain('gave up');
    expect(findNotedProcess(paths.pidFile)).toBeDefined();
    await server.stop();
    expect(existsSync(paths.pidFile)).toBe(false);
  });

  test('is given an hour of starts in vain, with longer and longer pauses between them', () => {
    const pauses = Array.from({ length: 120 }, (_, index) => restartDelayMs(index + 1));
    expect(pauses.slice(0, 4)).toEqual([250, 500, 1_000, 2_000]);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    const total = pauses.reduce((sum, pause) => sum + pause, 0);
    expect(total).toBeGreaterThan(45 * 60_000);
    expect(total).toBeLessThan(75 * 60_000);
  });

  test('keeps its data in folders that nobody else may enter, and a start closes the ones that were open', ({
    folder,
  }) => {
    chmodSync(folder, 0o755);
    const paths = serverPaths(folder, 'valkey');
    chmodSync(paths.dataDir, 0o755);
    claimFolder(folder)();
    serverPaths(folder, 'valkey');
    for (const path of [folder, paths.dataDir, join(folder, 'run'), join(folder, 'logs')])
      expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  test('does not outlive a process that is killed by force', async ({ folder }) => {
    const { parent, paths } = await startInAnotherProcess(folder);
    const pid = findNotedProcess(paths.pidFile);
    expect(pid).toBeDefined();
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(findNotedProcess(paths.pidFile)).toBeUndefined(), { timeout: 60_000 });
  });

  test('that was left before its number was noted is found by its data and ended', async ({ folder }) => {
    const paths = serverPaths(folder, 'valkey');
    const port = await anyFreePort();
    const orphan = spawn(binary, ['--port', String(port), '--dir', paths.dataDir], { stdio: 'ignore' });
    await vi.waitFor(() => expect(findLeftovers(folder)).toEqual([orphan.pid]), { timeout: 60_000 });
    await stopLeftovers(folder);
    expect(orphan.exitCode ?? orphan.signalCode ?? findLeftovers(folder)).not.toEqual([orphan.pid]);
    expect(await isPortFree(port)).toBe(true);
  });

  test('that cannot start says why, with the end of its log', async ({ folder }) => {
    const paths = serverPaths(folder, 'valkey');
    const taken = await listen(0);
    const port = portOf(taken);
    await expect(startValkey({ binary, paths, port })).rejects.toThrow(/Valkey stopped while starting.*valkey\.log/s);
    taken.close();
  });
});

describe('a port', () => {
  test('that is taken and was asked for is an error that names the variable', async ({ folder }) => {
    const taken = await listen(0);
    const wanted = portOf(taken);
    const choose = choosePort({ name: 'Valkey', env: 'VALKEY_PORT', wanted }, join(folder, 'ports.json'));
    await expect(choose).rejects.toThrow(`Port ${wanted} for Valkey is taken by another program`);
    taken.close();
  });

  test('that nobody asked for stays the same from start to start', async ({ folder }) => {
    const wish = { name: 'Valkey', env: 'VALKEY_PORT', wanted: 0 };
    const first = await choosePort(wish, join(folder, 'ports.json'));
    expect(await choosePort(wish, join(folder, 'ports.json'))).toBe(first);
  });
});

describe('a start', () => {
  test('chooses anew when another program takes the port in between', async ({ folder }) => {
    const thieves: Server[] = [];
    const start = async ([port = 0]: readonly number[]): Promise<number> => {
      if (thieves.length > 0) return port;
      thieves.push(await listen(port));
      throw new Error('address already in use');
    };
    const wish = { name: 'Valkey', env: 'VALKEY_PORT', wanted: 0 };
    const port = await createPortStarter(join(folder, 'ports.json')).start([wish], start);
    expect(port).not.toBe(portOf(thieves[0]));
    thieves[0]?.close();
  });

  test('that fails for another reason is not repeated', async ({ folder }) => {
    const start = vi.fn(() => Promise.reject(new Error('broken')));
    const wish = { name: 'Valkey', env: 'VALKEY_PORT', wanted: 0 };
    await expect(createPortStarter(join(folder, 'ports.json')).start([wish], start)).rejects.toThrow('broken');
    expect(start).toHaveBeenCalledOnce();
  });
});

describe('the data folder', () => {
  test('belongs to one running process, and a killed one does not count', async ({ folder }) => {
    const { parent } = await startInAnotherProcess(folder);
    expect(() => claimFolder(folder)).toThrow(`in use by process ${parent.pid}`);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    const release = claimFolder(folder);
    expect(readFileSync(join(folder, 'run', 'owner'), 'utf8')).toContain(String(process.pid));
    release();
  });
});

async function listen(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function portOf(server: Server | undefined): number {
  const address = server?.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Another process that claims the folder and starts Valkey there. */
async function startInAnotherProcess(
  folder: string,
): Promise<{ parent: ReturnType<typeof spawn>; paths: ServerPaths }> {
  const here = import.meta.dirname;
  const source = `
    import { claimFolder } from '${here}/claim-folder.ts';
    import { serverPaths } from '${here}/server-paths.ts';
    import { startValkey } from '${here}/valkey.ts';
    claimFolder('${folder}');
    await startValkey({ binary: '${binary}', paths: serverPaths('${folder}', 'valkey'), port: ${await anyFreePort()} });
    console.log('up');
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(parent.stdout, 'data');
  return { parent, paths: serverPaths(folder, 'valkey') };
}
