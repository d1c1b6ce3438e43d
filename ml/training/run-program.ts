import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { TrainerKilledError, TrainingError } from './training-error.ts';

export interface ProgramOptions {
  /** Gets every line that the program prints. */
  readonly say: (line: string) => void;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

const errorLinesMax = 15;

/**
 * Runs a program to its end; throws a `TrainingError` with its last lines when it does not end well, and a `TrainerKilledError` when
 * neither it nor we ended it.
 */
export async function runProgram(
  command: string,
  programArguments: readonly string[],
  { say, timeoutMs, signal }: ProgramOptions,
): Promise<void> {
  const child = spawn(command, programArguments, {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    ...(signal && { signal }),
  });
  const errorLines: string[] = [];
  createInterface({ input: child.stdout }).on('line', say);
  createInterface({ input: child.stderr }).on('line', (line) => {
    errorLines.push(line);
    if (errorLines.length > errorLinesMax) errorLines.shift();
  });
  const end = await new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, killedBy) => resolve(killedBy ? `was ended by ${killedBy}` : `exit code ${code}`));
  });
  if (end === 'exit code 0') return;
  const lastWords = [`${command} ${programArguments[0] ?? ''}: ${end}`, ...errorLines].join('\n');
  // `killed` says that we did it: its time was over, or the run was cancelled.
  if (child.signalCode !== null && !child.killed) throw new TrainerKilledError(lastWords);
  throw new TrainingError('program_failed', lastWords);
}
