import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findLeftovers } from './find-leftovers.ts';
import { findNotedProcess } from './process-identity.ts';

const stopTimeoutMs = 15_000;
const stopPollMs = 20;

/** Asks a process to end and waits for it; after a time limit it is ended by force. */
export async function stopProcess(pid: number, signal: NodeJS.Signals, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + stopTimeoutMs;
  trySignal(pid, signal);
  while (!hasEnded()) {
    if (Date.now() > deadline) trySignal(pid, 'SIGKILL');
    await delay(stopPollMs);
  }
}

/** Ends servers that an earlier, killed process of ours has left working on `stackDir`. SIGINT is orderly for all. */
export async function stopLeftovers(stackDir: string): Promise<void> {
  const folder = join(stackDir, 'run');
  const notes = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.pid')) : [];
  await Promise.all(
    notes.map(async (name) => {
      const note = join(folder, name);
      const pid = findNotedProcess(note);
      if (pid !== undefined) await stopProcess(pid, 'SIGINT', () => findNotedProcess(note) === undefined);
      rmSync(note, { force: true });
    }),
  );
  await Promise.all(
    findLeftovers(stackDir).map((pid) => stopProcess(pid, 'SIGINT', () => !findLeftovers(stackDir).includes(pid))),
  );
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended in between, which is what was wanted.
  }
}
