import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, describe, expect } from 'vitest';
import { type FreshMachine, freshMachine, goodPrograms, oldTemporal, pythonWithWheel } from './fresh-machine.ts';

const test = base.extend('machine', async ({}, { onCleanup }): Promise<FreshMachine> => {
  const machine = freshMachine();
  onCleanup(() => machine.remove());
  return machine;
});

function addGoodPrograms(machine: FreshMachine): void {
  for (const [name, script] of Object.entries(goodPrograms)) machine.addProgram(name, script);
}

describe('finding the server programs', () => {
  test('those on PATH are taken and nothing is fetched', async ({ machine }) => {
    addGoodPrograms(machine);
    expect(await machine.run(['setup'])).toMatchObject({ code: 0 });
    expect(readlinkSync(join(machine.folder, '.cache/bin/temporal'))).toBe(join(machine.folder, 'path/temporal'));
  });

  test('one that is too old is passed over for a fetched one', async ({ machine }) => {
    addGoodPrograms(machine);
    machine.addProgram('temporal', oldTemporal);
    machine.addProgram('python3', pythonWithWheel('temporal'));
    expect(await machine.run(['setup'])).toMatchObject({
      code: 0,
      output: expect.stringContaining('Temporal fetched'),
    });
    expect(existsSync(join(machine.folder, '.cache/bin/temporal'))).toBe(true);
  });

  test('a fetched one is not fetched again', async ({ machine }) => {
    addGoodPrograms(machine);
    rmSync(join(machine.folder, 'path/valkey-server'));
    machine.addProgram('python3', pythonWithWheel('valkey-server'));
    await machine.run(['setup']);
    rmSync(join(machine.folder, 'path/python3'));
    expect(await machine.run(['setup'])).toMatchObject({ code: 0 });
  });

  test('one that has left PATH is looked for anew', async ({ machine }) => {
    addGoodPrograms(machine);
    await machine.run(['setup']);
    rmSync(join(machine.folder, 'path/valkey-server'));
    expect(await machine.run(['setup'])).toMatchObject({ code: 1, output: expect.stringContaining('Python 3.8') });
  });

  test('an explicit one that does not fit is named, with what to do', async ({ machine }) => {
    addGoodPrograms(machine);
    const path = machine.addProgram('old', oldTemporal);
    const { code, output } = await machine.run(['setup'], { env: { TEMPORAL_CLI_PATH: path } });
    expect(code).toBe(1);
    expect(output).toContain(`TEMPORAL_CLI_PATH is set to ${path}, which is version 1.20.0 and 1.29.1 is needed`);
  });

  test("whoever asks for node gets the project's own", async ({ machine }) => {
    addGoodPrograms(machine);
    await machine.run(['setup']);
    expect(realpathSync(join(machine.folder, 'node_modules/.bin/node'))).toBe(realpathSync(process.execPath));
  });

  test('a setting in .env counts', async ({ machine }) => {
    addGoodPrograms(machine);
    writeFileSync(join(machine.folder, '.env'), 'VALKEY_SERVER_PATH=/nowhere\n');
    expect((await machine.run(['setup'])).output).toContain(
      'VALKEY_SERVER_PATH is set to /nowhere, which cannot be run',
    );
  });
});

describe('what cannot be mended is one sentence', () => {
  const cases: readonly [string, string | undefined, string][] = [
    ['no Python', undefined, 'Python 3.8 or newer was not found'],
    ['a Python without pip', 'case "$*" in *pip*) exit 1;; esac', 'Python has no pip'],
    [
      'no network',
      'case "$*" in *download*) echo "NewConnectionError: x"; exit 1;; esac',
      'Valkey could not be downloaded',
    ],
    [
      'no wheel for this machine',
      'case "$*" in *download*) echo "No matching distribution"; exit 1;; esac',
      'There is no Valkey to fetch',
    ],
    [
      'another wheel than was looked at',
      'case "$*" in *"--require-hashes"*"wheels/valkey-server.txt"*) echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"; exit 1;; esac',
      'What the package index gives as Valkey is not what it was',
    ],
    ['a full disk', 'case "$*" in *download*) echo "No space left on device"; exit 1;; esac', 'The disk is full'],
  ];
  for (const [title, python, sentence] of cases) {
    test(`${title}: "${sentence}…"`, async ({ machine }) => {
      addGoodPrograms(machine);
      rmSync(join(machine.folder, 'path/valkey-server'));
      if (python) machine.addProgram('python3', python);
      const { code, output } = await machine.run(['setup']);
      expect(code).toBe(1);
      expect(output).toMatch(new RegExp(`✗ ${sentence}[^\n]*\n$`));
    });
  }

  test('an old Node', async ({ machine }) => {
    const before = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '16.20.2' } })`;
    expect((await machine.run(['setup'], { before })).output).toMatch(/^✗ Node 16.20.2 is too old[^\n]*\n$/);
  });

  test('npm that fails', async ({ machine }) => {
    addGoodPrograms(machine);
    machine.wantPackages({ 'node_modules/zod': { version: '4.0.0' } });
    machine.addProgram('npm', 'echo "npm error code ENOTFOUND"; exit 1');
    expect(await machine.run(['setup'])).toMatchObject({
      code: 1,
      output: expect.stringContaining('check the network'),
    });
  });

  test('no npm at all', async ({ machine }) => {
    addGoodPrograms(machine);
    machine.wantPackages({ 'node_modules/zod': { version: '4.0.0' } });
    expect((await machine.run(['setup'])).output).toContain('npm was not found');
  });

  test('an unknown target', async ({ machine }) => {
    addGoodPrograms(machine);
    expect(await machine.run(['nonsense'])).toMatchObject({
      code: 1,
      output: expect.stringContaining('There is no nonsense to run'),
    });
  });
});

describe('installing packages', () => {
  test('a package for another kind of machine may be missing', async ({ machine }) => {
    addGoodPrograms(machine);
    machine.wantPackages({ 'node_modules/lib-windows': { version: '1.0.0', optional: true } });
    expect(await machine.run(['setup'])).toMatchObject({ code: 0 });
  });

  test('a workspace is no package, and its packages are', async ({ machine }) => {
    addGoodPrograms(machine);
    const workspace = { tools: {}, 'node_modules/@shop/tools': { resolved: 'tools', link: true } };
    machine.wantPackages(workspace);
    expect(await machine.run(['setup'])).toMatchObject({ code: 0 });
    machine.wantPackages({ ...workspace, 'tools/node_modules/csv-parse': { version: '7.0.3' } });
    machine.addProgram('npm', 'exit 0');
    expect(await machine.run(['setup'])).toMatchObject({ output: expect.stringContaining('Packages installed') });
  });

  test('another version than the locked one is installed anew', async ({ machine }) => {
    addGoodPrograms(machine);
    machine.wantPackages({ 'node_modules/zod': { version: '4.0.0' } });
    machine.addProgram('npm', `echo "$*" > ${join(machine.folder, 'npm-args')}`);
    expect(await machine.run(['setup'])).toMatchObject({
      code: 0,
      output: expect.stringContaining('Packages installed'),
    });
    expect(existsSync(join(machine.folder, 'npm-args'))).toBe(true);
  });
});

describe('running the target', () => {
  const inFolder = (machine: FreshMachine, name: string, source: string): void => {
    addGoodPrograms(machine);
    mkdirSync(join(machine.folder, 'workers'), { recursive: true });
    writeFileSync(join(machine.folder, name), source);
  };

  test('its exit code is ours', async ({ machine }) => {
    inFolder(machine, 'workers/main.ts', 'process.exit(process.argv[2] === "all" ? 7 : 1)');
    expect((await machine.run(['start'])).code).toBe(7);
  });

  test('a stop signal reaches it and its orderly end is waited for', async ({ machine }) => {
    inFolder(
      machine,
      'slow.ts',
      `process.on('SIGTERM', () => setTimeout(() => { console.log('drained'); process.exit(0); }, 50)); setInterval(() => {}, 1000); console.log('up');`,
    );
    const stopped = await machine.run(['slow.ts'], {
      on: { text: 'up', act: (pid) => void process.kill(pid, 'SIGTERM') },
    });
    expect(stopped).toMatchObject({ code: 0, output: expect.stringContaining('drained') });
  });

  test('it is stopped when npm was, although only the shell between them hears the signal', async ({ machine }) => {
    inFolder(
      machine,
      'slow.ts',
      `process.on('SIGTERM', () => { console.log('drained'); process.exit(0); }); setInterval(() => {}, 1000); console.log('up');`,
    );
    // What npm does: a shell that starts us; here it dies as soon as the program is up.
    const shell = spawn('/bin/sh', ['-c', `'${process.execPath}' scripts/bootstrap.mjs slow.ts; true`], {
      cwd: machine.folder,
      env: { PATH: join(machine.folder, 'path'), npm_lifecycle_event: 'start' },
    });
    let output = '';
    for await (const chunk of shell.stdout) {
      output += chunk;
      if (output.endsWith('up\n')) shell.kill('SIGKILL');
    }
    expect(output).toContain('drained');
  });
});
