import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { SetupError } from './setup-error.mjs';

const parentPollMs = 250;

/** What the short names stand for. */
const targets = {
  start: ['workers/main.ts', 'all'],
  test: ['vitest', 'run'],
};

/**
 * Runs the target on the project's own Node and gives its exit code. Signals are passed on, except those that a
 * terminal has sent to the whole group already.
 */
export function runProgram(root, target, args, settings) {
  const [program, ...firstArgs] = targets[target] ?? [target];
  const file =
    program.endsWith('.ts') || program.endsWith('.mjs')
      ? join(root, program)
      : join(root, 'node_modules', '.bin', program);
  if (!existsSync(file))
    throw new SetupError(
      `There is no ${program} to run: the names are ${Object.keys(targets).join(', ')}, setup, a file, or a program of an installed package.`,
    );
  const bin = join(root, 'node_modules', '.bin');
  // Our own programs read a person's settings; tests and tools must not depend on them.
  const settingsFile = join(root, '.env');
  const envFile = program.endsWith('.ts') && existsSync(settingsFile) ? [`--env-file=${settingsFile}`] : [];
  const child = spawn(join(root, 'node_modules', 'node', 'bin', 'node'), [...envFile, file, ...firstArgs, ...args], {
    stdio: 'inherit',
    env: {
      ...process.env,
      ...settings,
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
      // Reading our sources again costs a second of every start. Tools keep caches of their own.
      ...(program.endsWith('.ts') && { NODE_COMPILE_CACHE: join(root, '.cache', 'compile') }),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  whenNpmIsGone(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** npm passes a stop signal only to the shell between it and us, which then ends without a word. */
function whenNpmIsGone(stop) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, parentPollMs).unref();
}
