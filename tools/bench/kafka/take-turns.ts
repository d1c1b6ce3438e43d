import type { ChildProcess } from 'node:child_process';

/** How a processor is shared out: each process runs so long of every period and stands still for the rest of it. */
export interface Turns {
  readonly runMs: number;
  readonly periodMs: number;
}

/**
 * Gives each process the same small share of a processor, one after the other, so that several together have several
 * times what one has, as they would on a machine with more cores. Returns how to end it; then all run freely.
 */
export function takeTurns(processes: readonly ChildProcess[], { runMs, periodMs }: Turns): () => void {
  const since = performance.now();
  const running = new Set<ChildProcess>(processes);
  const steer = (): void => {
    const now = performance.now() - since;
    for (const [index, process] of processes.entries()) {
      const runs = (now + periodMs - index * runMs) % periodMs < runMs;
      if (runs === running.has(process)) continue;
      process.kill(runs ? 'SIGCONT' : 'SIGSTOP');
      if (runs) running.add(process);
      else running.delete(process);
    }
  };
  const timer = setInterval(steer, 1);
  return () => {
    clearInterval(timer);
    for (const process of processes) process.kill('SIGCONT');
  };
}
