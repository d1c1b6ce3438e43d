import { spawn } from 'node:child_process';

const outputCharactersMax = 20_000;

/**
 * Runs a program to its end without showing its output.
 * Gives `{ code, output }`; `code` is `null` when it could not be started or was stopped for lasting too long.
 */
export function runCommand(command, args, { cwd, env = process.env, timeoutMs } = {}) {
  return new Promise((resolve) => {
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-outputCharactersMax);
    };
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its timer keeps nobody waiting: that of `timeout` outlives a program that could not be started.
      signal: timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs),
      killSignal: 'SIGKILL',
    });
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}
