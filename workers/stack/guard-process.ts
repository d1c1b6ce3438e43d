import { spawn } from 'node:child_process';

/**
 * Ends process `pid` as soon as this process is gone, even if it was killed by force: a waiting shell reads from a
 * pipe that only this process holds open, and the system closes it. Returns the function that calls the guard off.
 */
export function guardProcess(pid: number, signal: 'SIGINT' | 'SIGTERM'): () => void {
  const guard = spawn('sh', ['-c', `read -r _; kill -${signal.slice(3)} ${pid}`], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  guard.on('error', () => {});
  guard.unref();
  // Its pipe alone must not keep us running.
  (guard.stdin as typeof guard.stdin & { unref(): void }).unref();
  return () => {
    guard.kill('SIGKILL');
  };
}
