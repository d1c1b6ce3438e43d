import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { performance } from 'node:perf_hooks';
import { minuteMs } from '../../domain/duration.ts';
import type { Gate } from './gates.ts';

export interface GateResult {
  readonly gate: Gate;
  readonly ok: boolean;
  readonly durationMs: number;
  /** What the gate printed, both streams in order of arrival. */
  readonly output: string;
}

/** A gate that takes longer hangs. The slowest takes half a minute alone, and minutes on a machine with other work. */
const gateTimeoutMs = 20 * minuteMs;

/** Runs one gate in the repository's root and keeps what it prints. Never throws: a gate that cannot start has failed. */
export function runGate(gate: Gate, rootFolder: string): Promise<GateResult> {
  const startedAt = performance.now();
  const [program, ...args] = gate.command;
  const env = { ...process.env, PATH: `${rootFolder}/node_modules/.bin${delimiter}${process.env.PATH ?? ''}` };
  const child = spawn(program, args, {
    cwd: rootFolder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: gateTimeoutMs,
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    const finish = (ok: boolean, reason = ''): void =>
      resolve({
        gate,
        ok,
        durationMs: performance.now() - startedAt,
        output: (Buffer.concat(chunks).toString('utf8') + reason).trim(),
      });
    child.once('error', (error) => finish(false, `${program} could not start: ${error.message}`));
    child.once('close', (code, signal) => finish(code === 0, signal ? `\n${program} was ended by ${signal}` : ''));
  });
}
